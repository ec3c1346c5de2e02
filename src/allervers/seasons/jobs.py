"""What the queue asks of the seasons. The planner runs here, never in a page."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from allervers.seasons import jobs_answers
from allervers.seasons.actions.computed import (
    Life,
    begin,
    keep_found,
    keep_problem,
    note_news,
    tell_failure,
)
from allervers.seasons.actions.computing import COMPUTE_JOB, QUEUE
from allervers.seasons.domain.computing import News
from allervers.seasons.domain.matters import Code, Matter
from allervers.seasons.domain.planned import StoredProblem
from allervers.seasons.gateways.planner.finding import Best, Impossible, find
from allervers.seasons.gateways.planner.making import made
from allervers.seasons.queries.facts import gather
from allervers.seasons.queries.seasons import whole_season
from allervers.seasons.wording.matters import plain
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.ui.domain.refusal import Refusal

__all__ = ["compute_job", "jobs_answers", "take_again_job"]
MOST_TRIES = 3


@app.task(
    name=COMPUTE_JOB,
    queue=QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=MOST_TRIES, wait=5),
)
def compute_job(context: JobContext, computation_id: str) -> str:
    """Compute the plan of a season; taken again after a failure of the machine.

    Says how it ended: over (nothing to do any more), failed, or the id of the plan.
    """
    is_last = context.job is not None and context.job.attempts >= MOST_TRIES
    return compute(UUID(computation_id), is_last=is_last)


def compute(computation_id: UUID, *, is_last: bool = False) -> str:
    """Take one life of a computation to its end."""
    life = begin(computation_id=computation_id, now=timezone.now())
    if life is None:
        return "over"
    is_told = not is_last
    try:
        reasons = search(life)
        is_told = True
    finally:
        if not is_told:  # tried enough; the error goes on to the log
            tell_failure(life=life, reasons=[broken_down()], now=timezone.now())
    if reasons:
        tell_failure(life=life, reasons=reasons, now=timezone.now())
        return "failed"
    return "done"


def search(life: Life) -> list[str]:
    """Search, and keep what was found; return why nothing can be, in sentences."""
    problem = life.problem
    if problem is None:
        made_now, reasons = make_problem(life)
        if reasons or made_now is None:
            return reasons
        problem = made_now
    try:
        found = find(
            problem,
            seconds=life.seconds_left,
            seed=life.seed,
            start=life.best,
            tell=Telling(life),
        )
    except Impossible as error:
        return [plain(Matter(code, forbids=True)) for code in error.codes] or [broken_down()]
    keep_found(life=life, found=found, now=timezone.now())
    return []


class Telling:
    """Writes the news of a search; says whether to go on."""

    def __init__(self, life: Life) -> None:
        self.life = life

    def __call__(self, news: News, best: Best | None) -> bool:
        """Keep the news and the best plan."""
        return note_news(life=self.life, news=news, best=best, now=timezone.now())


def make_problem(life: Life) -> tuple[StoredProblem | None, list[str]]:
    """Make and keep the problem of a computation; or say what forbids it."""
    # Here: the worker alone asks for roads, and this module is imported by every process.
    from allervers.seasons.gateways.travel import travel_times  # noqa: PLC0415

    season = whole_season(life.season_id)
    try:
        gathered = gather(season, calendar_of_commune, timezone.localdate())
        travel = travel_times(season.speed_kmh)
        found = made(gathered.facts, gathered.matters, gathered.names, travel)
    except Refusal as refusal:
        return None, [str(refusal)]
    if not found.looked.can_be_planned:
        return None, [plain(one) for one in found.looked.forbidding]
    # The plan says by itself that its trips are estimated (`is_estimated`).
    known = [one for one in found.looked.worth_knowing if one.code != Code.ESTIMATED]
    notes = [*map(plain, known), *found.trips]
    is_ours = keep_problem(
        life=life, problem=found.problem, is_estimated=found.is_estimated, notes=notes
    )
    return (found.problem, []) if is_ours else (None, [])


def broken_down() -> str:
    """Say that the search died, and what to do."""
    return _(
        "Le calcul s'est arrêté de lui-même, le plus souvent parce que la mémoire manque. "
        "Relancez-le ; s'il échoue encore, réduisez la saison ou prévenez l'hébergeur."
    )


@app.periodic(cron="* * * * *")
@app.task(name="seasons.take_again", queueing_lock="seasons.take_again")
async def take_again_job(timestamp: int) -> int:
    """Every minute, queue again searches and questions whose worker was killed; return how many."""
    del timestamp
    count = 0
    for job in await app.job_manager.get_stalled_jobs(queue=QUEUE):
        await app.job_manager.retry_job(job)
        count += 1
    return count
