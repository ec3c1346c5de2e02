"""Changes made by hand to a plan, and their undoing. What was computed is copied, never changed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.domain.planned import Planned, Weighed, read, told
from allervers.seasons.models import PlanChange, PlannedVisit, SeasonPlan
from allervers.seasons.queries.plans import plan_of, to_planned
from allervers.tours.actions.units import require_coordinator
from allervers.ui.domain.refusal import Refusal


@transaction.atomic
def change_by_hand(
    *,
    viewer: Viewer,
    plan_id: UUID,
    version: int,
    without: Planned | None,
    put: Planned | None,
    weighed: Weighed,
) -> SeasonPlan:
    """Take a visit out, put one in, or both (a move); return the plan that holds the change.

    A plan that was not made by hand is copied first. `weighed` is what the changed visits are
    worth, counted from the plan at `version`: refused (409) when it changed meanwhile.
    """
    plan = lock_plan(viewer, plan_id, version)
    require_in_season(plan, put)
    if without is not None and without.is_locked:
        raise _locked_visit()
    if plan.origin != SeasonPlan.Origin.BY_HAND:
        plan = copy_of(plan, viewer, _("%(name)s, modifié à la main") % {"name": plan.name})
    if without is not None:
        row_of(plan, without).delete()
    if put is not None:
        _put(plan, put)
    PlanChange.objects.create(
        plan=plan,
        taken_out=[told(without)] if without else [],
        put_in=[told(put)] if put else [],
        made_by_id=viewer.member_id,
    )
    return settle(plan, weighed)


@transaction.atomic
def undo_change(*, viewer: Viewer, plan_id: UUID, version: int, weighed: Weighed) -> SeasonPlan:
    """Undo the last change made by hand; `weighed` is what the plan is worth without it."""
    plan = lock_plan(viewer, plan_id, version)
    change = plan.changes.order_by("-made_at").first()
    if change is None:
        raise Refusal(
            code="nothing-to-undo",
            what=_("Il n'y a rien à annuler."),
            why=_("Aucun changement à la main n'a été fait dans ce projet."),
            todo=_("Revenez au projet."),
            status=409,
        )
    for one in change.put_in:
        row = row_of(plan, read(one))
        if row.is_locked:
            raise _locked_visit()
        row.delete()
    for one in change.taken_out:
        _put(plan, read(one))
    change.delete()
    return settle(plan, weighed)


@transaction.atomic
def lock_visit(*, viewer: Viewer, planned_id: UUID, is_locked: bool) -> PlannedVisit:
    """Lock a planned visit, or unlock it: computations keep a locked one as it is."""
    require_coordinator(viewer)
    row = PlannedVisit.objects.select_related("plan").filter(id=planned_id).first()
    plan = plan_of(viewer, row.plan_id if row else planned_id)
    if plan.published_at is not None or row is None:
        raise published_refusal()
    row.is_locked = is_locked
    row.save(update_fields=["is_locked"])
    return row


def lock_plan(viewer: Viewer, plan_id: UUID, version: int) -> SeasonPlan:
    """Return a plan under lock, that nobody changed since `version` and that is not published."""
    require_coordinator(viewer)
    plan_of(viewer, plan_id)
    plan = SeasonPlan.objects.select_for_update(of=("self",)).get(id=plan_id)
    require_unpublished(plan)
    if plan.version != version:
        raise Refusal(
            code="changed-meanwhile",
            what=_("Une autre personne vient de modifier ce projet."),
            why=_("L'effet que vous avez lu n'est plus celui de votre changement."),
            todo=_("Revenez au projet, relisez-le, puis recommencez."),
            status=409,
        )
    return plan


def require_unpublished(plan: SeasonPlan) -> None:
    """Refuse (409) to change a plan that is in the calendar; pages do before a form is filled."""
    if plan.published_at is not None:
        raise published_refusal()


def published_refusal() -> Refusal:
    """Say that a published plan does not change."""
    return Refusal(
        code="plan-is-published",
        what=_("Ce projet est dans le calendrier : il ne se modifie plus."),
        why=_("Des communes et des partenaires ont été prévenus."),
        todo=_("En cas d'imprévu, replanifiez : un nouveau projet dira ce qui change."),
        status=409,
    )


def require_in_season(plan: SeasonPlan, put: Planned | None) -> None:
    """Refuse a visit of a unit or at a halt that the season does not hold, or outside its days."""
    if put is None:
        return
    season = plan.season
    if not (
        season.units.filter(unit_id=put.unit).exists()
        and season.halts.filter(halt_id=put.halt).exists()
        and season.starts_on <= put.day <= season.ends_on
        and put.starts < put.ends
    ):
        raise Refusal(
            code="not-of-the-season",
            what=_("Ce passage n'est pas de cette saison."),
            why=_("Son unité, sa halte ou son jour n'en font pas partie."),
            todo=_("Choisissez dans les listes."),
        )


def copy_of(plan: SeasonPlan, viewer: Viewer, name: str) -> SeasonPlan:
    """Copy a plan and its visits; the copy is made by hand, and remembers what it comes from."""
    copy = SeasonPlan.objects.create(
        season_id=plan.season_id,
        problem_id=plan.problem_id,
        parent=plan,
        name=free_name(plan, name),
        origin=SeasonPlan.Origin.BY_HAND,
        ceiling=plan.ceiling,
        created_by_id=viewer.member_id,
    )
    rows = plan.visits.order_by("day", "starts", "id")
    PlannedVisit.objects.bulk_create(
        PlannedVisit(plan=copy, visit_id=row.visit_id, **columns(to_planned(row))) for row in rows
    )
    return copy


def free_name(plan: SeasonPlan, name: str) -> str:
    """Return a name that no plan of the season holds yet."""
    longest = 110
    taken = set(SeasonPlan.objects.filter(season_id=plan.season_id).values_list("name", flat=True))
    name = name[:longest]
    if name not in taken:
        return name
    return next(f"{name} ({n})" for n in range(2, 1000) if f"{name} ({n})" not in taken)


def settle(plan: SeasonPlan, weighed: Weighed) -> SeasonPlan:
    """Write what a plan is worth now; its version grows."""
    plan.reached, plan.rewards = weighed.reached, weighed.rewards
    plan.audiences = dict(weighed.audiences)
    plan.km, plan.total, plan.broken = weighed.km, weighed.total, len(weighed.broken)
    plan.version += 1
    plan.save()
    return plan


def columns(one: Planned) -> dict[str, Any]:
    """Return the columns of a planned visit."""
    return {
        "unit_id": one.unit,
        "halt_id": one.halt,
        "day": one.day,
        "starts": one.starts,
        "ends": one.ends,
        "is_locked": one.is_locked,
    }


def row_of(plan: SeasonPlan, one: Planned) -> PlannedVisit:
    """Return the row of a visit of a plan."""
    return plan.visits.get(unit_id=one.unit, halt_id=one.halt, day=one.day)


def _put(plan: SeasonPlan, one: Planned) -> None:
    if plan.visits.filter(unit_id=one.unit, halt_id=one.halt, day=one.day).exists():
        raise Refusal(
            code="planned-twice",
            what=_("Cette unité est déjà à cette halte ce jour-là."),
            why=_("Un projet ne prévoit qu'un passage par unité, halte et jour."),
            todo=_("Choisissez un autre jour, ou modifiez le passage qui existe."),
            status=409,
        )
    PlannedVisit.objects.create(plan=plan, **columns(replace(one, is_locked=False)))


def _locked_visit() -> Refusal:
    return Refusal(
        code="visit-is-locked",
        what=_("Ce passage est verrouillé."),
        why=_("Une personne a demandé qu'il ne bouge pas."),
        todo=_("Déverrouillez-le d'abord."),
        status=409,
    )
