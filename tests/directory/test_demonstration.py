"""The invented directory: whole, checked, and loaded once whatever the number of times."""

from collections.abc import Iterator

import pytest
from data_inclusion.schema import v1
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from allervers.directory.demonstration import load_directory
from allervers.directory.models import Service, Structure


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Load it once for this module, with the real communes. Undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territory", departements=["92", "16"], verbosity=0)
        yield load_directory(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def loaded(once: int, db: None) -> int:
    """Give each test the loaded directory, in a savepoint of its own."""
    return once


def test_demonstration_loaded_twice_creates_nothing_more(loaded: int) -> None:
    assert (loaded, load_directory(timezone.now())) == (112, 0)
    assert (Structure.objects.count(), Service.objects.count()) == (40, 72)


def test_demonstration_covers_every_category_of_needs(loaded: int) -> None:
    told = Service.objects.values_list("thematiques", flat=True)
    categories = {one.split("--")[0] for several in told for one in several}
    assert categories == {one.value for one in v1.Categorie}


def test_demonstration_says_that_it_is_invented(loaded: int) -> None:
    for model in (Structure, Service):
        held = model.objects.filter(source__is_invented=True, nom__endswith="(inventé)")
        assert held.count() == model.objects.count()


def test_demonstration_points_are_in_their_commune(loaded: int) -> None:
    assert not Service.objects.filter(point_status="outside").exists()
    # The shelter keeps its address secret.
    assert Service.objects.filter(point_status="unknown").count() == 1
