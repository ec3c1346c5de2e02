"""What the worker writes of a computation: its begin, its news, its end. Each is one transaction.

A computation taken again after its worker was killed begins a new life (`resumed` grows). What an
older life would still write is dropped: it finds another number than its own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from allervers.seasons.domain.computing import MOST_LIVES, Found, News
from allervers.seasons.domain.planned import Planned, StoredProblem
from allervers.seasons.models import Computation, PlannedVisit, PlannerProblem, SeasonPlan
from allervers.ui import french

State = Computation.State
OVER: Final = frozenset({State.DONE, State.CANCELLED, State.FAILED})
Visits = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Life:
    """One life of a computation, and what earlier ones left."""

    id: UUID
    season_id: UUID
    number: int
    seconds_left: float
    seconds_before: float
    iterations_before: int
    seed: int
    best: Visits | None
    ceiling: float | None
    problem: StoredProblem | None


@transaction.atomic
def begin(*, computation_id: UUID, now: datetime) -> Life | None:
    """Begin or take again a computation; None when it is over, gone, or kills all its workers."""
    found = (
        Computation.objects.select_for_update(of=("self",))
        .select_related("problem")
        .filter(id=computation_id)
        .first()
    )
    if found is None or found.state in OVER:
        return None
    if found.state == State.RUNNING:
        found.resumed += 1
    if found.resumed > MOST_LIVES:
        end(found, State.FAILED, now, [_("Le calcul s'est arrêté de lui-même plusieurs fois.")])
        return None
    found.state, found.told_at = State.RUNNING, now
    found.started_at = found.started_at or now
    found.save(update_fields=["state", "told_at", "started_at", "resumed"])
    left = 0.0 if found.is_stop_asked else max(0.0, found.seconds - found.seconds_done)
    return Life(
        found.id,
        found.season_id,
        found.resumed,
        left,
        found.seconds_done,
        found.iterations,
        found.seed,
        found.best,
        found.ceiling,
        stored(found.problem) if found.problem else None,
    )


def stored(problem: PlannerProblem) -> StoredProblem:
    """Return a problem as it is kept."""
    return StoredProblem(problem.digest, bytes(problem.body))


@transaction.atomic
def keep_problem(
    *, life: Life, problem: StoredProblem, is_estimated: bool, notes: list[str]
) -> bool:
    """Keep the problem of a computation, once for the same words; say whether it is still ours."""
    kept, _made = PlannerProblem.objects.get_or_create(
        season_id=life.season_id,
        digest=problem.digest,
        defaults={"body": problem.body, "is_estimated": is_estimated, "notes": notes},
    )
    return bool(ours(life).update(problem=kept))


def note_news(*, life: Life, news: News, best: Visits | None, now: datetime) -> bool:
    """Keep the news of a search, and its best plan; say whether to go on."""
    values: dict[str, object] = {
        "told_at": now,
        "seconds_done": life.seconds_before + news.seconds,
        "iterations": life.iterations_before + news.iterations,
    }
    if news.value is not None:
        values["value"] = news.value
    ceilings = [one for one in (life.ceiling, news.ceiling) if one is not None]
    if ceilings:
        values["ceiling"] = min(ceilings)
    if best is not None:
        values["best"] = best
    ours(life).update(**values)
    return ours(life).filter(is_stop_asked=False).exists()


@transaction.atomic
def keep_found(*, life: Life, found: Found, now: datetime) -> SeasonPlan | None:
    """Make a plan of what was found and end the computation; None when another life did.

    Stopped before any plan was found, there is none to make: the page says so.
    """
    row = ours(life).select_for_update().first()
    if row is None or row.problem_id is None:
        return None
    if row.is_stop_asked and not found.visits:
        end(row, State.CANCELLED, now, [])
        return None
    ceilings = [one for one in (life.ceiling, found.ceiling) if one is not None]
    plan = plan_of(row, found, min(ceilings) if ceilings else None, now)
    row.plan, row.value, row.ceiling = plan, plan.total, plan.ceiling
    row.seconds_done = life.seconds_before + found.seconds
    row.iterations = life.iterations_before + found.iterations
    cut = [_("Le calcul s'est arrêté avant la fin : voici le meilleur plan trouvé jusque-là.")]
    state = State.CANCELLED if row.is_stop_asked else State.DONE
    end(row, state, now, cut if found.is_cut else [])
    return plan


@transaction.atomic
def tell_failure(*, life: Life, reasons: list[str], now: datetime) -> bool:
    """End a computation that found nothing, with the sentences that say why."""
    row = ours(life).select_for_update().first()
    if row is None:
        return False
    end(row, State.FAILED, now, reasons)
    return True


def ours(life: Life) -> QuerySet[Computation]:
    """Return the row of a computation while it is of this life."""
    return Computation.objects.filter(id=life.id, state=State.RUNNING, resumed=life.number)


def end(row: Computation, state: str, now: datetime, reasons: list[str]) -> None:
    """Write the end of a computation; its best plan is in `plan` now."""
    row.state, row.ended_at, row.told_at, row.reasons = state, now, now, reasons
    row.save()


def plan_of(row: Computation, found: Found, ceiling: float | None, now: datetime) -> SeasonPlan:
    """Write a plan and its visits."""
    weighed = found.weighed
    name = _("Calcul du %(day)s, %(hour)s") % {
        "day": french.short_date_text(now),
        "hour": french.hour_text(now),
    }
    plan = SeasonPlan.objects.create(
        season_id=row.season_id,
        problem=PlannerProblem.objects.defer("body").get(computations=row),
        name=name,
        origin=SeasonPlan.Origin.COMPUTED,
        reached=weighed.reached,
        rewards=weighed.rewards,
        audiences=dict(weighed.audiences),
        km=weighed.km,
        total=weighed.total,
        ceiling=ceiling,
        broken=len(weighed.broken),
        created_by_id=row.asked_by_id,
    )
    # Two announced visits of a unit at one halt on one day: the plan shows the first.
    once = {one.key: one for one in reversed(found.visits)}
    PlannedVisit.objects.bulk_create(visit_of(plan, one) for one in sorted(once.values()))
    return plan


def visit_of(plan: SeasonPlan, one: Planned) -> PlannedVisit:
    """Return a visit of a plan, not saved yet."""
    return PlannedVisit(
        plan=plan,
        unit_id=one.unit,
        halt_id=one.halt,
        day=one.day,
        starts=one.starts,
        ends=one.ends,
        is_locked=one.is_locked,
    )
