"""The demonstration holds what it promises: one public fact, a real bus, an invented season."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from allervers.tours.demonstration.load import load
from allervers.tours.models import Halt, Message, MobileUnit, TownAgreement, Visit

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 21)


def load_three_departements() -> None:
    """Load the real communes of the three départements that the demonstration stops in."""
    call_command("load_territory", departements=["92", "94", "16"], verbosity=0)


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Load the demonstration once for this module: it takes seconds. Undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_three_departements()
        yield load(TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(once: str, db: None) -> str:
    """Give each test the loaded demonstration, in a savepoint of its own."""
    return once


def test_demonstration_when_loaded_holds_the_caravan_of_issy(loaded: str) -> None:
    visit = Visit.objects.get(starts_at=datetime(2025, 9, 26, 11, tzinfo=PARIS))
    assert visit.ends_at == datetime(2025, 9, 26, 19, tzinfo=PARIS)
    assert visit.halt.name == "Allée Sainte-Lucie"
    assert visit.halt.commune.name == "Issy-les-Moulineaux"
    assert visit.status == Visit.Status.PUBLISHED
    assert visit.partners.filter(is_confirmed=True).count() == 10


def test_demonstration_when_loaded_holds_the_bus_without_its_wrong_point(loaded: str) -> None:
    bus = MobileUnit.objects.get(kind=MobileUnit.Kind.BUS)
    halts = Halt.objects.filter(series__tour__unit=bus).distinct()
    assert halts.count() == 12
    assert [one.commune_id for one in halts.filter(latitude=None)] == ["16392"]
    tusson = Visit.objects.filter(halt__commune_id="16390").values_list("starts_at", flat=True)
    assert {one.astimezone(PARIS).isocalendar().week % 2 for one in tusson} == {1}


def test_demonstration_when_loaded_shows_a_cancelled_and_a_moved_visit(loaded: str) -> None:
    coming = Visit.objects.filter(starts_at__date__gte=TODAY)
    assert coming.filter(status=Visit.Status.CANCELLED).exists()
    moved = coming.filter(status=Visit.Status.MOVED).first()
    assert moved is not None
    assert moved.moved_to is not None
    assert coming.filter(starts_at__date__lte=TODAY + timedelta(days=7)).exists()


def test_demonstration_when_loaded_leaves_one_request_and_owes_no_letter(loaded: str) -> None:
    assert TownAgreement.objects.filter(status=TownAgreement.Status.ASKED).count() == 1
    assert not Message.objects.filter(sent_at=None).exists()


def test_demonstration_when_loaded_twice_changes_nothing(loaded: str) -> None:
    before = (Visit.objects.count(), Halt.objects.count())
    assert "rien n'a été changé" in load(TODAY + timedelta(days=1))
    assert before == (Visit.objects.count(), Halt.objects.count())


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2027, 8, 15), date(2026, 12, 31)])
def test_demonstration_whatever_the_day_has_visits_to_come(today: date) -> None:
    load_three_departements()
    load(today)
    assert Visit.objects.filter(
        status=Visit.Status.PUBLISHED, starts_at__date__range=(today, today + timedelta(days=10))
    ).exists()
