"""The whole of France: what the extract holds, and how searches are answered on it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.domain.outline import why_not_outline
from allervers.territory.domain.point import is_on_earth
from allervers.territory.gateways.extract import FOLDER, read_communes, read_departements
from allervers.territory.models import Commune, CommuneName, Departement
from allervers.territory.queries.places import find_places

HEAVIEST = 1_500_000  # bytes of the national index


@pytest.fixture(scope="module")
def france(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load every commune once for this file, then take them out."""
    models: list[type[Model]] = [CommuneName, Commune, Departement]
    with django_db_blocker.unblock():
        store_communes(facts=read_communes(), departements=read_departements())
    yield
    with django_db_blocker.unblock():
        for model in models:
            model._default_manager.all()._raw_delete(using="default")


@pytest.fixture(scope="module")
def facts() -> list[CommuneFacts]:
    """Return every row of the extract."""
    return list(read_communes())


def test_extract_is_light_and_whole(facts: list[CommuneFacts]) -> None:
    assert (FOLDER / "communes.csv.xz").stat().st_size < HEAVIEST
    assert len(facts) > 34_900
    assert len({each.code for each in facts}) == len(facts)
    assert {each.departement for each in facts} <= read_departements().keys()


def test_extract_points_are_on_earth(facts: list[CommuneFacts]) -> None:
    placed = [each for each in facts if each.latitude is not None]
    assert len(placed) > 34_800
    for each in placed:
        assert is_on_earth(each.latitude or 0, each.longitude or 0)
        assert (each.reach_km or 0) < 250


def test_extract_outlines_are_whole_departements(facts: list[CommuneFacts]) -> None:
    drawn = [each for each in facts if each.outline]
    for code, count in (("92", 36), ("94", 47), ("16", 359)):
        assert sum(each.departement == code for each in drawn) == count
    assert not any(why_not_outline(as_json(each.outline)) for each in drawn)


def as_json(value: object) -> object:
    """Return the outline as a file would give it."""
    return dict(value) if isinstance(value, dict) else value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Saint-Germain-en-Laye", "78551"),
        ("marseile", "13055"),
        ("Bolougne bilancourt", "92012"),
        ("Arbignieu", "01015"),
        ("Le Mans", "72181"),
        ("97411", "97411"),
        ("2A004", "2A004"),
        ("Papeete", "98735"),
        ("lyon 3", "69383"),
    ],
)
def test_search_in_the_whole_of_france(france: None, text: str, first: str) -> None:
    assert first in [each.code for each in find_places(text, 3)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("search_name LIKE 'issy%%'", "commune_name_prefix"),
        ("search_name %% 'isy les moulinaux'", "commune_name_similar"),
        ("search_name LIKE '%% moulineaux%%'", "commune_name_similar"),
    ],
)
def test_names_are_found_by_index(france: None, condition: str, index: str) -> None:
    assert index in plan(f"SELECT id FROM territory_communename WHERE {condition}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("postal_codes @> ARRAY['92130']::varchar(5)[]", "commune_postal_codes"),
        ("former_codes @> ARRAY['16411']::varchar(5)[]", "commune_former_codes"),
        ("latitude BETWEEN 48.8 AND 48.9 AND longitude BETWEEN 2.2 AND 2.3", "commune_position"),
    ],
)
def test_communes_are_found_by_index(france: None, condition: str, index: str) -> None:
    assert index in plan(f"SELECT code FROM territory_commune WHERE {condition}")  # noqa: S608


def plan(sql: str) -> str:
    """Return how PostgreSQL would answer if it may not read the whole table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}".replace("%%", "%"))
        return "\n".join(row[0] for row in cursor.fetchall())
