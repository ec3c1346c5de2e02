"""Real files, counted by hand with a script of a few lines that knows nothing of our readers.

The communes are those of the extract that ships with the software.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from allervers.directory.models import Service, Structure
from tests.directory.imports.files import figures, take, why


@pytest.fixture(scope="module")
def france(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load every commune once for this module. Undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territory", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def files(france: None, db: None, shared_data: Path) -> Path:
    """Return the folder of real files, the communes being loaded."""
    return shared_data


def test_v0_structures_are_all_taken(files: Path) -> None:
    content = (files / "directory/data-inclusion-v0-structures-idf.json").read_bytes()
    taken = take(content)
    # 166 places, each with the help it gives with the digital world.
    assert figures(taken)[:6] == (332, 332, 0, 0, 0, 0)
    assert Structure.objects.filter(source="dora").count() == 12
    assert figures(take(content))[1:5] == (0, 0, 332, 0)


def test_v0_services_without_structure_or_description_are_refused(files: Path) -> None:
    folder = files / "directory"
    take((folder / "data-inclusion-v0-structures-idf.json").read_bytes())
    taken = take((folder / "data-inclusion-v0-services-idf.json").read_bytes())
    # 103 services: 61 orphans, of which 60 have no description either.
    assert figures(taken)[:6] == (103, 42, 0, 0, 61, 0)
    assert why(taken).count("n'est ni dans ce fichier ni dans l'annuaire") == 61
    assert why(taken).count("Il manque la description.") == 60


@pytest.mark.parametrize(
    ("name", "read", "refused"),
    [
        ("aix-en-provence", 38, 0),
        ("la-creuse", 91, 0),
        ("le-havre", 80, 1),  # one identifier given twice
        ("corse", 162, 5),  # no identifiers: five rows repeat a name and an address, but for dashes
    ],
)
def test_exports_of_producers_are_taken(files: Path, name: str, read: int, refused: int) -> None:
    taken = take((files / f"directory/mednum/{name}.json").read_bytes(), source=name)
    assert figures(taken)[:5] == (2 * read, 2 * (read - refused), 0, 0, 2 * refused)


def test_rounded_sirets_of_le_havre_are_set_aside(files: Path) -> None:
    taken = take((files / "directory/mednum/le-havre.json").read_bytes(), source="le-havre")
    # 75 end with five zeros; two of the 80 rows have one identifier.
    assert why(taken, "warned").count("Ce SIRET est arrondi") in {74, 75}
    assert not Structure.objects.filter(siret__endswith="00000").exists()


def test_social_directory_of_2019_is_taken(files: Path) -> None:
    taken = take((files / "directory/annuaire-social-2019-92-94.csv").read_bytes())
    # 260 of the 270 places are of a kind whose service is known.
    assert figures(taken)[:5] == (530, 530, 0, 0, 0)
    assert Service.objects.filter(nom__startswith="Protection maternelle").count() == 61


@pytest.mark.nightly  # ./dev journey takes it in each time
def test_list_of_france_services_of_2022_is_taken_whole(files: Path) -> None:
    content = (files / "france-services/france-services-2022-12-01.csv").read_bytes()
    assert figures(take(content, source="france-services"))[:6] == (5366, 5366, 0, 0, 0, 0)
    assert Structure.objects.filter(point_status="outside").count() == 4
    first = Service.objects.get(id="france-services--1-demarches")
    assert first.horaires_accueil == "Mo-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00,13:30-16:00"


@pytest.mark.nightly  # ./dev journey takes it in each time
def test_list_of_france_services_of_2021_is_taken_whole(files: Path) -> None:
    content = (files / "france-services/france-services-2021-04-23.geojson").read_bytes()
    taken = take(content, source="france-services-2021")
    assert figures(taken)[:6] == (1816, 1816, 0, 0, 0, 0)
    assert (taken.format, Structure.objects.count()) == ("france_services", 908)
    assert Structure.objects.filter(point_status="outside").count() == 4
