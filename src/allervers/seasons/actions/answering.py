"""Questions about a plan that the worker answers, and an answer taken as a new plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.computed import end
from allervers.seasons.actions.computing import QUEUE
from allervers.seasons.actions.hand import columns, free_name
from allervers.seasons.domain.asking import Shut
from allervers.seasons.domain.computing import MOST_LIVES
from allervers.seasons.domain.planned import Planned, StoredProblem, Weighed, read
from allervers.seasons.models import Computation, PlannedVisit, PlannerProblem, SeasonPlan
from allervers.seasons.queries.answers import answer_of, hours_if_agreed
from allervers.seasons.queries.plans import plan_of, visits_of_plan
from allervers.tours.actions.units import require_coordinator
from allervers.tours.models import Visit
from allervers.ui.domain.refusal import Refusal

ANSWER_JOB: Final = "seasons.answer"
BEFORE_SEARCHES: Final = 10
"""A question takes seconds: it goes before the searches that wait (priority of its job)."""
LOST: Final = timedelta(minutes=10)
"""After so long without an answer, the worker is taken for dead: the question is asked anew."""
State = Computation.State
Purpose = Computation.Purpose


@dataclass(frozen=True, slots=True)
class Question:
    """What the worker is asked about a plan; visits that may not move are locked.

    `shut`: the halts of the season and their hours, to say what one more agreement would bring.
    """

    id: UUID
    purpose: str
    problem: StoredProblem
    visits: list[Planned]
    asked: dict[str, Any]
    shut: tuple[Shut, ...] = ()


@transaction.atomic
def ask_question(
    *, viewer: Viewer, plan_id: UUID, purpose: str, asked: dict[str, Any]
) -> Computation:
    """Queue a question about a plan, with its job. The same one, still waiting, is not doubled."""
    require_coordinator(viewer)
    plan = plan_of(viewer, plan_id)
    same = Computation.objects.filter(
        start=plan,
        purpose=purpose,
        asked=asked,
        state__in=[State.QUEUED, State.RUNNING],
        asked_at__gte=timezone.now() - LOST,
    ).first()
    if same is not None:
        return same
    made = Computation.objects.create(
        season_id=plan.season_id,
        problem_id=plan.problem_id,
        start=plan,
        purpose=purpose,
        asked=asked,
        seconds=2,
        asked_by_id=viewer.member_id,
    )
    app.configure_task(ANSWER_JOB, queue=QUEUE, priority=BEFORE_SEARCHES).defer(
        computation_id=str(made.id)
    )
    return made


@transaction.atomic
def begin_question(*, computation_id: UUID, now: datetime) -> Question | None:
    """Begin to answer, or to answer again after a worker was killed.

    None when it is answered already, gone, or has killed too many workers.
    """
    found = (
        Computation.objects.select_for_update(of=("self",))
        .select_related("problem", "start")
        .filter(id=computation_id)
        .first()
    )
    if found is None or found.start is None or found.problem is None:
        return None
    if found.state not in {State.QUEUED, State.RUNNING}:
        return None
    if found.state == State.RUNNING:
        found.resumed += 1
    if found.resumed > MOST_LIVES:
        end(found, State.FAILED, now, [_("Le calcul s'est arrêté de lui-même plusieurs fois.")])
        return None
    found.state, found.started_at, found.told_at = State.RUNNING, found.started_at or now, now
    found.save(update_fields=["state", "started_at", "told_at", "resumed"])
    keeps = bool(found.asked.get("keeps_announced", True))
    visits = [kept_as_it_is(row, now, keeps) for row in visits_of_plan(found.start)]
    problem = StoredProblem(found.problem.digest, bytes(found.problem.body))
    shut = hours_if_agreed(found.season_id) if found.purpose == Purpose.WHY else ()
    return Question(found.id, found.purpose, problem, visits, found.asked, shut)


def kept_as_it_is(row: PlannedVisit, now: datetime, keeps_announced: bool) -> Planned:  # noqa: FBT001
    """Tell a planned visit; locked when past, announced (if these are kept), or locked by hand."""
    is_announced = row.visit is not None and row.visit.status == Visit.Status.PUBLISHED
    is_past = row.day < timezone.localdate(now)
    is_kept = row.is_locked or is_past or (keeps_announced and is_announced)
    return Planned(row.day, row.starts, row.ends, row.unit_id, row.halt_id, is_kept)


@transaction.atomic
def end_question(
    *, computation_id: UUID, answer: dict[str, Any] | None, reasons: list[str], now: datetime
) -> None:
    """Keep the answer, or why there is none; nothing when its season is gone meanwhile."""
    found = Computation.objects.select_for_update().filter(id=computation_id).first()
    if found is None:
        return
    found.state = State.FAILED if answer is None else State.DONE
    found.answer, found.reasons, found.ended_at, found.told_at = answer, reasons, now, now
    found.save(update_fields=["state", "answer", "reasons", "ended_at", "told_at"])


@transaction.atomic
def keep_proposal(
    *,
    viewer: Viewer,
    computation_id: UUID,
    rank: int,
    problem: StoredProblem,
    weighed: Weighed,
) -> SeasonPlan:
    """Make a plan of a proposal; `problem` is what it is counted on: the setback has happened.

    Visits that were already in the calendar keep their link; those locked by hand stay locked.
    """
    require_coordinator(viewer)
    found = answer_of(viewer, computation_id)
    start, told = found.start, proposal_in(found, rank)
    if start is None or told is None:
        raise _no_proposal()
    before = start.problem
    kept, _made = PlannerProblem.objects.get_or_create(
        season_id=found.season_id,
        digest=problem.digest,
        defaults={
            "body": problem.body,
            "is_estimated": before.is_estimated,
            "notes": before.notes,
        },
    )
    plan = SeasonPlan.objects.create(
        season_id=found.season_id,
        problem=kept,
        parent=start,
        name=free_name(start, _("%(name)s, replanifié") % {"name": start.name}),
        origin=SeasonPlan.Origin.REPLANNED,
        reached=weighed.reached,
        rewards=weighed.rewards,
        audiences=dict(weighed.audiences),
        km=weighed.km,
        total=weighed.total,
        ceiling=start.ceiling,
        broken=len(weighed.broken),
        created_by_id=viewer.member_id,
    )
    _copy(start, plan, [read(one) for one in told["visits"]])
    return plan


def proposal_in(found: Computation, rank: int) -> dict[str, Any] | None:
    """Return one of the proposals of an answer."""
    ways = proposals_in(found)
    return ways[rank] if 0 <= rank < len(ways) else None


def proposals_in(found: Computation) -> list[dict[str, Any]]:
    """Return the proposals of an answer; older ones about a halt held a single one."""
    answer = found.answer or {}
    return answer.get("proposals") or ([answer["proposal"]] if answer.get("proposal") else [])


def _copy(start: SeasonPlan, plan: SeasonPlan, visits: list[Planned]) -> None:
    rows = {(row.day, row.unit_id, row.halt_id): row for row in start.visits.order_by("id")}
    made = []
    for one in visits:
        was = rows.get(one.key)
        row = PlannedVisit(plan=plan, **columns(one))
        row.is_locked = was is not None and was.is_locked
        row.visit_id = None if was is None else was.visit_id
        made.append(row)
    PlannedVisit.objects.bulk_create(made)


def _no_proposal() -> Refusal:
    return Refusal(
        code="no-proposal",
        what=_("Cette proposition n'existe plus."),
        why=_("Le calcul n'a pas abouti, ou son projet a été supprimé."),
        todo=_("Replanifiez de nouveau."),
        status=409,
    )
