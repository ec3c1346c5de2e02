"""Two coordinators, one unit, the same hour: the database lets one of them win."""

from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from allervers.tours.actions.visits import add_visit
from allervers.tours.models import Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import make_cast
from tests.tours.actions.planning import Scene, calendars, draft_of, make_halt


def wait_for_a_lock() -> None:
    """Wait until a session waits for another one's transaction."""
    end = monotonic() + 10
    while monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    pytest.fail("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_second_of_two_visits_saved_at_once_is_refused_by_name() -> None:
    scene = Scene(make_cast())
    other = make_halt(scene.cast.carrier, "Gymnase inventé")
    saved, refusals = Event(), []

    def second() -> None:
        saved.wait(10)
        try:
            add_visit(
                viewer=scene.aicha,
                tour_id=scene.tour.id,
                draft=draft_of(scene.halt.id),
                calendars=calendars,
            )
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=second)
    thread.start()
    with transaction.atomic():
        draft = draft_of(other.id)
        add_visit(viewer=scene.aicha, tour_id=scene.tour.id, draft=draft, calendars=calendars)
        saved.set()
        wait_for_a_lock()  # the other saw no conflict: this visit is not committed yet
    thread.join(10)
    assert [one.code for one in refusals] == ["unit_elsewhere"]
    assert "Gymnase inventé" in refusals[0].why
    assert Visit.objects.count() == 1
