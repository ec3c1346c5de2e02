"""Pages that change a plan by hand: put, move, take out, undo, lock."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions import hand as actions
from allervers.seasons.domain.planned import Effect, Planned, Weighed, effect_of, with_change
from allervers.seasons.forms.hand import HandForm
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.queries import plans as queries
from allervers.seasons.views.plan_pages import back_to, done, plan_context
from allervers.seasons.wording.plan import effect_lines
from allervers.seasons.wording.rules import broken_text
from allervers.tours.views.staff_pages import confirm_page, form_page, posted, viewer_of
from allervers.tours.views.staff_preview import is_save, signature_of
from allervers.ui.access import open_to, reads, writes

PREVIEW = "seasons/plan_hand.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """The effect of a change, in words; `after` is what the plan would be worth."""

    lines: list[str]
    breaks: list[str]
    mends: list[str]
    stays: int
    after: Weighed
    signature: str


@open_to(Role.COORDINATOR)
@reads
def plan_broken(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """List every rule that a plan breaks, as it is counted now."""
    found = queries.plan_of(viewer_of(request), plan_id)
    counted = weighed(queries.stored_problem(found), queries.planned_of(found))
    names = queries.names_of(found.season_id)
    context = {
        **plan_context(request, found, "plan"),
        "broken": [broken_text(one, names) for one in counted.broken],
    }
    return render(request, "seasons/plan_broken.html", context)


@open_to(Role.COORDINATOR)
@writes
def planned_add(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Put a visit in a plan: form, effect, then saved."""
    found = queries.plan_of(viewer_of(request), plan_id)
    actions.require_unpublished(found)
    form = HandForm(posted(request), season=found.season, initial={"version": found.version})
    return _changed(request, found, form, None, _("Ajouter un passage"))


@open_to(Role.COORDINATOR)
@writes
def planned_change(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Move a visit to another day, hour, unit or halt: form, effect, then saved."""
    row = queries.planned_visit(viewer_of(request), planned_id)
    actions.require_unpublished(row.plan)
    first = {name: getattr(row, name) for name in ("unit", "halt", "day", "starts", "ends")}
    initial = {**first, "version": row.plan.version}
    form = HandForm(posted(request), season=row.plan.season, initial=initial)
    title = _("Déplacer le passage à %(halt)s") % {"halt": row.halt}
    return _changed(request, row.plan, form, row, title)


@open_to(Role.COORDINATOR)
@writes
def planned_remove(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Take a visit out of a plan, once its effect is read."""
    row = queries.planned_visit(viewer_of(request), planned_id)
    plan, gone = row.plan, queries.to_planned(row)
    actions.require_unpublished(plan)
    shown = _effect(plan, gone, None, "")
    if request.method == "POST":
        changed = actions.change_by_hand(
            viewer=viewer_of(request), plan_id=plan.id, version=_version(request),
            without=gone, put=None, weighed=shown.after,
        )  # fmt: skip
        return done(request, _("Le passage est retiré du projet."), "plan", changed.id)
    context = {"shown": shown, "plan": plan, "row": row, "back": back_to(plan, "plan_list")}
    return render(request, "seasons/plan_remove.html", context)


@open_to(Role.COORDINATOR)
@writes
def plan_undo(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Undo the last change made by hand."""
    found = queries.plan_of(viewer_of(request), plan_id)
    visits = queries.undone(found)
    if request.method == "POST":
        counted = weighed(queries.stored_problem(found), visits)
        actions.undo_change(
            viewer=viewer_of(request), plan_id=plan_id, version=_version(request), weighed=counted
        )
        return done(request, _("Le dernier changement est annulé."), "plan", plan_id)
    context = {
        "plan": found,
        "lines": queries.change_lines(found),
        "back": back_to(found),
    }
    return render(request, "seasons/plan_undo.html", context)


@open_to(Role.COORDINATOR)
@writes
def planned_lock(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Lock a planned visit, or unlock it, after a confirmation."""
    row = queries.planned_visit(viewer_of(request), planned_id)
    if request.method == "POST":
        actions.lock_visit(
            viewer=viewer_of(request), planned_id=planned_id, is_locked=not row.is_locked
        )
        said = (
            _("Le passage est déverrouillé.") if row.is_locked else _("Le passage est verrouillé.")
        )
        return done(request, said, "plan_list", row.plan_id)
    locked = row.is_locked
    return confirm_page(
        request,
        title=_("Déverrouiller ce passage ?") if locked else _("Verrouiller ce passage ?"),
        submit=_("Déverrouiller") if locked else _("Verrouiller"),
        back=back_to(row.plan, "plan_list"),
        lines=[
            queries.line_of(row),
            _("Un passage verrouillé ne bouge plus, ni à la main, ni en replanifiant ce projet."),
            _("Un nouveau calcul de la saison, lui, n'en tient pas compte."),
        ],
        is_danger=False,
    )


def _changed(request: HttpRequest, plan: Any, form: HandForm, row: Any, title: str) -> HttpResponse:
    shown = None
    if request.method == "POST" and form.is_valid():
        gone, put = queries.to_planned(row) if row else None, form.planned()
        shown = _effect(plan, gone, put, signature_of(request.POST))
        if is_save(request):
            changed = actions.change_by_hand(
                viewer=viewer_of(request), plan_id=plan.id, version=form.cleaned_data["version"],
                without=gone, put=put, weighed=shown.after,
            )  # fmt: skip
            said = _("Le changement est dans « %(name)s ».") % {"name": changed.name}
            return done(request, said, "plan", changed.id)
    return form_page(
        request, form, title=title, submit=_("Faire ce changement"), back=back_to(plan),
        template=PREVIEW, shown=shown, plan=plan, row=row,
    )  # fmt: skip


def _effect(plan: Any, gone: Planned | None, put: Planned | None, signature: str) -> Shown:
    stored, visits = queries.stored_problem(plan), queries.planned_of(plan)
    after = weighed(stored, with_change(visits, without=gone, put=put))
    effect: Effect = effect_of(weighed(stored, visits), after)
    names = queries.names_of(plan.season_id)
    towns = queries.towns_of([one.halt for one in (gone, put) if one])
    lines = [
        *effect_lines(effect, is_weighted=bool(after.audiences)),
        _("communes concernées : %(towns)s") % {"towns": towns},
    ]
    return Shown(
        lines,
        [broken_text(one, names) for one in effect.breaks],
        [broken_text(one, names) for one in effect.mends],
        len(effect.stays),
        after,
        signature,
    )


def _version(request: HttpRequest) -> int:
    """Read the version of the plan that the page was made from."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() else 0
