"""A computation in a process that is killed: taken again from its best plan, ended once."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from django.utils import timezone

from allervers.seasons.actions.computed import begin, keep_found, note_news
from allervers.seasons.actions.computing import ask_computation, ask_stop
from allervers.seasons.domain.computing import MOST_LIVES, Found, News, at_least_percent
from allervers.seasons.domain.planned import StoredProblem, Weighed
from allervers.seasons.gateways.planner.finding import Story, legs_of, plan_in
from allervers.seasons.gateways.planner.opened import opened
from allervers.seasons.jobs import compute, take_again_job
from allervers.seasons.models import Computation, SeasonPlan
from allervers.seasons.wording.computing import standing
from allervers.ui.domain.refusal import Refusal
from planner.command.season import Report
from planner.plan import Plan
from tests.cast import viewer
from tests.database import address_of
from tests.seasons.setup.world import Prepared

WORKER = (
    "import sys, uuid, django; django.setup();"
    "from allervers.seasons.jobs import compute; compute(uuid.UUID(sys.argv[1]))"
)
NOTHING = Found((), Weighed(0.0, 0.0, 0.0, 0.0), None, 0, 0.0)


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the planner's processes interpret their code: compiling takes longer than this test."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")


def worker(one: Computation) -> subprocess.Popen[bytes]:
    """Start a process that computes, on the tests' database."""
    url = address_of(connection.settings_dict["NAME"])
    environment = {**os.environ, "DATABASE_URL": url}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(one.id)], env=environment)


def wait_for_best(one: Computation) -> list[dict[str, object]]:
    """Wait until a plan is kept."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        one.refresh_from_db()
        if one.best:
            return list(one.best)
        time.sleep(0.2)
    raise AssertionError(one.reasons)


@pytest.mark.usefixtures("uncompiled")
@pytest.mark.django_db(transaction=True)
def test_a_computation_whose_worker_is_killed_ends_once_from_its_best_plan(
    prepared: Prepared,
) -> None:
    one = prepared.computation(seconds=600)
    process = worker(one)
    best = wait_for_best(one)
    process.send_signal(signal.SIGKILL)
    process.wait()
    one.refresh_from_db()
    assert (one.state, one.resumed) == ("running", 0)
    Computation.objects.filter(id=one.id).update(seconds=round(one.seconds_done) + 2)
    assert compute(one.id) == "done"
    assert compute(one.id) == "over"
    one.refresh_from_db()
    assert (one.state, one.resumed) == ("done", 1)
    plan = SeasonPlan.objects.get()
    assert one.plan == plan
    assert plan.broken == 0
    assert plan.visits.count() >= len(best) > 0
    assert one.ceiling is None or one.ceiling >= plan.total - 1e-6


def killed_searches() -> Iterator[None]:
    """Kill every process of the planner as soon as it starts, as a machine without memory does."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.05):
            for child in multiprocessing.active_children():
                child.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    yield
    over.set()
    killer.join()


@pytest.mark.usefixtures("uncompiled")
@pytest.mark.parametrize(("has_best", "state"), [(False, "failed"), (True, "done")])
def test_a_search_that_dies_is_told_and_what_it_had_found_is_kept(
    prepared: Prepared, *, has_best: bool, state: str
) -> None:
    one = prepared.computation(best=visit(prepared) if has_best else None)
    with contextmanager(killed_searches)():
        assert compute(one.id) == state
    one.refresh_from_db()
    assert (one.state, one.plan is not None) == (state, has_best)
    assert any("arrêté" in reason for reason in one.reasons)


def test_the_best_plan_told_is_the_one_kept(prepared: Prepared) -> None:
    stored = prepared.computation().problem
    assert stored is not None
    problem = opened(StoredProblem(stored.digest, bytes(stored.body)))
    good, told = plan_in(problem, visit(prepared)), list[News]()

    def hear(news: News, _best: object) -> bool:
        told.append(news)
        return True

    story = Story(problem, hear, 0.0)
    story.kept(good, Report(1.0, 50, 5.0, 9.0, None))
    story.kept(Plan(), Report(2.0, 100, 4.0, 8.0, None))
    assert not story.is_stopped()
    assert (told[0].value, told[0].ceiling, told[0].iterations) == (5.0, 8.0, 100)
    assert len(story.found().visits) == 1


def test_returns_to_halts_are_mended_by_searching_anew(prepared: Prepared) -> None:
    stored = prepared.computation().problem
    assert stored is not None
    problem = opened(StoredProblem(stored.digest, bytes(stored.body)))
    assert legs_of(problem, 30) == [30]
    assert legs_of(problem, 60) == [30, 30]
    assert sum(legs_of(problem, 900)) == pytest.approx(900)
    free = [replace(one, within=None, at_least=1) for one in problem.halts]
    assert legs_of(replace(problem, halts=tuple(free)), 900) == [900]


def take_again() -> int:
    """Run the minutely task as a worker does, in a thread: browser tests leave a loop in ours."""

    async def run() -> int:
        try:
            return await take_again_job.func(0)
        finally:
            await sync_to_async(connections.close_all)()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result()


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_silent_is_queued_again(prepared: Prepared) -> None:
    aicha = viewer(prepared.cast.aicha)
    one = ask_computation(viewer=aicha, season_id=prepared.season.id, seconds=20)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour'),"
            " (now()) RETURNING id"
        )
        (silent,), (alive,) = cursor.fetchall()
        states = []
        for worker_id in (alive, silent):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker_id]
            )
            again = take_again()
            cursor.execute("SELECT status FROM procrastinate_jobs")
            states.append((again, cursor.fetchone()[0]))
    assert states == [(0, "doing"), (1, "todo")]
    assert one.state == "queued"


def test_an_older_life_writes_nothing_any_more(prepared: Prepared) -> None:
    one, now = prepared.computation(), timezone.now()
    old = begin(computation_id=one.id, now=now)
    new = begin(computation_id=one.id, now=now)
    assert old is not None
    assert new is not None
    news = News(1.0, 10, 5.0, 9.0)
    assert not note_news(life=old, news=news, best=None, now=now)
    assert keep_found(life=old, found=NOTHING, now=now) is None
    assert note_news(life=new, news=news, best=None, now=now)
    assert keep_found(life=new, found=NOTHING, now=now) is not None
    assert begin(computation_id=one.id, now=now) is None


def test_a_stop_is_heard_and_the_best_plan_kept_without_searching(prepared: Prepared) -> None:
    one, now = prepared.computation(), timezone.now()
    life = begin(computation_id=one.id, now=now)
    assert life is not None
    best = visit(prepared)
    assert note_news(life=life, news=News(3.0, 9, 1.0, None), best=best, now=now)
    ask_stop(viewer=viewer(prepared.cast.aicha), computation_id=one.id, now=now)
    assert not note_news(life=life, news=News(4.0, 9, 1.0, None), best=None, now=now)
    assert compute(one.id) == "done"
    one.refresh_from_db()
    assert one.state == "cancelled"
    assert one.plan is not None
    assert one.plan.visits.count() == 1


def visit(prepared: Prepared) -> list[dict[str, object]]:
    """Return one visit in the planner's format."""
    where = {"unit": str(prepared.unit.id), "halt": str(prepared.halts[0].id)}
    return [{"day": prepared.monday.isoformat(), "start": "10:00", "minutes": 150, **where}]


def test_a_worker_that_dies_again_and_again_is_told(prepared: Prepared) -> None:
    one = prepared.computation(state="running", resumed=MOST_LIVES)
    assert compute(one.id) == "over"
    one.refresh_from_db()
    assert one.state == "failed"
    assert one.reasons


def test_what_forbids_planning_is_told_as_sentences(prepared: Prepared) -> None:
    one = prepared.computation(problem=None)
    prepared.season.units.all().delete()
    assert compute(one.id) == "failed"
    one.refresh_from_db()
    assert any("Aucune unité" in reason for reason in one.reasons)


def test_one_computation_at_a_time_for_a_season(prepared: Prepared) -> None:
    aicha = viewer(prepared.cast.aicha)
    one = ask_computation(viewer=aicha, season_id=prepared.season.id, seconds=20)
    with pytest.raises(Refusal) as refused:
        ask_computation(viewer=aicha, season_id=prepared.season.id)
    assert refused.value.status == 409
    ask_stop(viewer=aicha, computation_id=one.id, now=timezone.now())
    assert compute(one.id) == "over"
    ask_computation(viewer=aicha, season_id=prepared.season.id)


def test_what_is_proved_is_rounded_down_and_silence_is_told(prepared: Prepared) -> None:
    assert at_least_percent(98.29, 100.0) == 98.2
    assert at_least_percent(5.0, None) is None
    one = prepared.computation(state="running", value=983.0, ceiling=1000.0)
    now = timezone.now()
    one.told_at = now - timedelta(minutes=3)
    found = standing(one, now)
    assert found.proof == "au moins 98,3 % du meilleur plan possible"
    assert found.warning
    one.told_at, one.seconds_done = now, one.seconds + 5.0
    assert not standing(one, now).warning
    one.seconds_done = one.seconds + 60.0
    assert "Le temps demandé est passé" in standing(one, now).warning
    one.told_at, one.seconds_done = now, one.seconds + 5.0
    assert not standing(one, now).warning
    one.seconds_done = one.seconds + 60.0
    assert "Le temps demandé est passé" in standing(one, now).warning
