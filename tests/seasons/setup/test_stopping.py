"""A computation stopped before it found anything; questions whose worker died, or waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from allervers.seasons.actions.answering import (
    ask_question,
    begin_question,
    end_question,
)
from allervers.seasons.actions.computed import begin, keep_found
from allervers.seasons.actions.computing import ask_computation, ask_stop
from allervers.seasons.actions.seasons import delete_season
from allervers.seasons.domain.computing import MOST_LIVES
from allervers.seasons.models import Computation, Season, SeasonPlan
from allervers.seasons.wording.answers import LOST, waiting_text
from allervers.seasons.wording.computing import SILENT
from tests.cast import sign_in, viewer
from tests.seasons.setup.test_computing import NOTHING, take_again
from tests.seasons.setup.test_pages import page, send
from tests.seasons.setup.world import Prepared


def a_question(prepared: Prepared) -> Computation:
    """Ask what more would bring to a plan."""
    stored = prepared.computation(state="done").problem
    assert stored is not None
    plan = SeasonPlan.objects.create(
        season=prepared.season, problem=stored, name="Projet", origin="computed",
        reached=1.0, rewards=0.0, km=1.0, total=1.0,
    )  # fmt: skip
    aicha = viewer(prepared.cast.aicha)
    return ask_question(viewer=aicha, plan_id=plan.id, purpose="why", asked={})


def test_what_has_not_begun_is_cancelled_and_no_plan_is_promised(
    client: Client, prepared: Prepared
) -> None:
    sign_in(client, prepared.cast.aicha)
    aicha = viewer(prepared.cast.aicha)
    one = ask_computation(viewer=aicha, season_id=prepared.season.id, seconds=20)
    assert "Annuler ce calcul" in page(client, "computation", one.id)
    said = send(client, "computation_stop", one.id)
    assert "est gardé" not in said
    assert "Arrêté avant d'avoir commencé" in said.replace("&#x27;", "'")
    assert "Vérifier et calculer" in said


def test_stopped_before_any_plan_was_found_makes_none(client: Client, prepared: Prepared) -> None:
    one, now = prepared.computation(), timezone.now()
    life = begin(computation_id=one.id, now=now)
    assert life is not None
    ask_stop(viewer=viewer(prepared.cast.aicha), computation_id=one.id, now=now)
    assert keep_found(life=life, found=NOTHING, now=now) is None
    one.refresh_from_db()
    assert (one.state, one.plan) == ("cancelled", None)
    sign_in(client, prepared.cast.aicha)
    for name, of in (("computation", one.id), ("computations", prepared.season.id)):
        text = page(client, name, of).replace("&#x27;", "'")
        assert "Arrêté avant d'avoir trouvé un plan" in text


@pytest.mark.django_db(transaction=True)
def test_a_question_whose_worker_is_silent_is_queued_again(prepared: Prepared) -> None:
    a_question(prepared)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
            " RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", cursor.fetchone()
        )
    assert take_again() == 1


def test_a_question_that_kills_its_workers_is_given_up(prepared: Prepared) -> None:
    one, now = a_question(prepared), timezone.now()
    for _time in range(MOST_LIVES + 1):
        assert begin_question(computation_id=one.id, now=now) is not None
    assert begin_question(computation_id=one.id, now=now) is None
    one.refresh_from_db()
    assert one.state == "failed"
    assert one.reasons


def test_a_question_goes_before_the_searches_that_wait(prepared: Prepared) -> None:
    aicha = viewer(prepared.cast.aicha)
    ask_computation(viewer=aicha, season_id=prepared.season.id, seconds=20)
    a_question(prepared)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY priority DESC, id")
        assert cursor.fetchone() == ("seasons.answer",)


def test_a_question_not_answered_forbids_no_deletion(prepared: Prepared) -> None:
    one = a_question(prepared)
    delete_season(viewer=viewer(prepared.cast.aicha), season_id=prepared.season.id)
    assert not Season.objects.exists()
    end_question(computation_id=one.id, answer={}, reasons=[], now=timezone.now())
    assert not Computation.objects.exists()


def test_a_question_says_whether_it_waits_runs_or_is_lost(prepared: Prepared) -> None:
    one, now = a_question(prepared), timezone.now()
    assert "attend son tour" in waiting_text(one, now)
    assert "plus de deux minutes" in waiting_text(one, now + SILENT + timedelta(seconds=9))
    one.state, one.told_at = "running", now
    assert "en cours" in waiting_text(one, now)
    assert "Pas de réponse" in waiting_text(one, now + LOST + timedelta(seconds=9))
