"""What is found, compared with a plain walk over all services that shares no code with it."""

import math
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.directory.domain.service_query import ServiceQuery
from allervers.directory.models import Service
from allervers.directory.queries.search import search_services
from tests.directory import stage

THEMES = ["sante--addictions", "sante--acces-aux-soins", "mobilite--preparer-un-permis"]
PUBLICS = ["tous-publics", "jeunes", "femmes", "seniors"]
MODES = ["en-presentiel", "a-distance"]
ZONES = ["92040", "92046", "92", "16", "france", "99100", "75"]
CENTRES = {"92040": (48.8239, 2.2700), "16015": (45.6500, 0.1600)}


@dataclass
class Fact:
    """One invented service, for the oracle and for the table."""

    code: str
    themes: list[str]
    publics: list[str]
    modes: list[str]
    zone: list[str]
    place: str
    north: float
    east: float
    is_checked: bool


def listed(values: list[str]) -> st.SearchStrategy[list[str]]:
    """Draw some of these values."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


facts = st.lists(
    st.builds(
        Fact, code=st.uuids().map(str), themes=listed(THEMES), publics=listed(PUBLICS),
        modes=listed(MODES), zone=listed(ZONES), place=st.sampled_from(sorted(CENTRES)),
        north=st.floats(-0.8, 0.8), east=st.floats(-0.8, 0.8), is_checked=st.booleans(),
    ),
    max_size=12,
)  # fmt: skip
asks = st.builds(
    ServiceQuery,
    code_insee=st.sampled_from(sorted(CENTRES)),
    thematiques=st.frozensets(st.sampled_from([*THEMES, "sante"]), max_size=2),
    publics=st.frozensets(st.sampled_from(PUBLICS), max_size=1),
    modes_accueil=st.frozensets(st.sampled_from(MODES), max_size=1),
)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way over ground (haversine)."""
    (y1, x1), (y2, x2) = (tuple(map(math.radians, each)) for each in (one, other))
    half = math.sin((y2 - y1) / 2) ** 2
    half += math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def fits(fact: Fact, ask: ServiceQuery) -> bool:
    """Whether a service answers, place apart."""
    categories = {theme.split("--")[0] for theme in fact.themes} | set(fact.themes)
    zone = {"france" if one == "99100" else one for one in fact.zone}
    return (
        (not ask.thematiques or bool(categories & ask.thematiques))
        and (
            not ask.publics
            or not fact.publics
            or bool(set(fact.publics) & {*ask.publics, "tous-publics"})
        )
        and (not ask.modes_accueil or bool(set(fact.modes) & ask.modes_accueil))
        and (not zone or bool(zone & {"france", ask.code_insee, ask.code_insee[:2]}))
    )


def expected(known: list[Fact], ask: ServiceQuery) -> list[tuple[str, float | None]]:
    """Return what should be found, in order."""
    found: list[tuple[bool, float, str]] = []
    for fact in known:
        if not fits(fact, ask):
            continue
        centre = CENTRES[fact.place]
        point = (centre[0] + fact.north, centre[1] + fact.east)
        away = kilometres(CENTRES[ask.code_insee], point) if fact.is_checked else math.inf
        if away <= 50:
            found.append((False, away, fact.code))
        elif "a-distance" in fact.modes or (not fact.is_checked and fact.place == ask.code_insee):
            found.append((True, 0.0, fact.code))
    return [(code, None if no_distance else km) for no_distance, km, code in sorted(found)]


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(known=facts, ask=asks)
def test_search_finds_what_a_plain_walk_finds(communes: Any, known: list[Fact], ask: Any) -> None:
    Service.objects.all().delete()
    for fact in known:
        centre = CENTRES[fact.place]
        stage.service(
            fact.code,
            ou=fact.place,
            thematiques=fact.themes,
            publics=fact.publics,
            modes_accueil=fact.modes,
            zone_eligibilite=fact.zone,
            latitude=centre[0] + fact.north,
            longitude=centre[1] + fact.east,
            point_status="checked" if fact.is_checked else "unknown",
        )
    rows = [(one.service.pk[9:], one.distance_km) for one in search_services(ask).found]
    wanted = expected(known, ask)
    assert [row[0] for row in rows] == [row[0] for row in wanted]
    assert [row[1] for row in rows] == [pytest.approx(row[1], abs=1e-6) for row in wanted]
