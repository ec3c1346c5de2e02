"""How many were met at a halt: a count handed to the seasons, counted again each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from allervers.reception.actions.counting import recount_met
from allervers.reception.actions.encounters import delete_encounter, edit_encounter
from allervers.reception.mapping.encounters import to_facts
from allervers.reception.models import Encounter
from allervers.seasons.models import MetAtHalt
from tests.cast import Cast, viewer
from tests.reception.today import Today, make_today, together


def counts() -> list[int]:
    """Return every count kept."""
    return list(MetAtHalt.objects.order_by("day", "halt").values_list("people", flat=True))


def test_count_follows_encounters_opened_moved_and_deleted(today: Today) -> None:
    assert counts() == []
    first, second = today.meet(), today.meet()
    assert counts() == [2]
    moved = to_facts(first)
    moved = type(moved)(**{**{n: getattr(moved, n) for n in moved.__slots__},
                           "channel": "desk", "visit_id": None})  # fmt: skip
    edit_encounter(
        viewer=viewer(today.cast.bruno), encounter_id=first.pk, facts=moved,
        seen=str(first.version),
    )  # fmt: skip
    assert counts() == [1]
    today.meet(submission=second.submission)  # the same form again: nobody more
    assert counts() == [1]
    delete_encounter(viewer=viewer(today.cast.bruno), encounter_id=second.pk, now=timezone.now())
    assert counts() == []


def test_desk_and_phone_are_at_no_halt(today: Today) -> None:
    today.meet(channel="desk", visit_id=None)
    assert counts() == []


def test_night_mends_counts_that_are_wrong_or_missing(today: Today) -> None:
    today.meet()
    day = today.season.today
    MetAtHalt.objects.update(people=7)
    MetAtHalt.objects.create(halt=today.visit.halt, day=day - timedelta(days=3), people=4)
    assert recount_met() == 2
    assert counts() == [1]
    assert recount_met() == 0


@pytest.mark.django_db(transaction=True)
def test_encounters_saved_together_are_all_counted(cast: Cast) -> None:
    today = make_today(cast)
    assert together(*[today.meet] * 4) == ["done"] * 4
    assert counts() == [Encounter.objects.count()] == [4]


def test_count_says_nobody(db: None) -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "seasons_metathalt")
    assert {one.name for one in columns} == {"id", "halt_id", "day", "people", "updated_at"}
