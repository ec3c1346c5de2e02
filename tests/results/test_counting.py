"""What is counted, against a count made in Python by other means."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.reception.models import Encounter
from allervers.results.domain.periods import Period
from allervers.results.domain.publishing import Count, Key
from allervers.results.queries.counting import Scope, counts_by_month, counts_of
from tests.cast import Cast
from tests.reception.referrals.services import FOOD, HOUSING, make_encounter, make_service
from tests.tours.staff.season import Season

PARIS = ZoneInfo("Europe/Paris")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
OTHER_FOOD = "equipement-et-alimentation--habillement"
RIGHTS = ("rsa", "ppa")

people = st.fixed_dictionaries(
    {
        "at": st.sampled_from(["desk", "phone", "visit"]),
        "audience": st.sampled_from(["", "alone", "family"]),
        "age_band": st.sampled_from(["", "18_25", "75_plus"]),
        "is_first_time": st.sampled_from([None, True, False]),
        "language": st.sampled_from(["", "fr", "ar"]),
        "left_early": st.booleans(),
        "day": st.sampled_from([date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30)]),
        "asked": st.sets(st.sampled_from([FOOD, OTHER_FOOD, HOUSING])),
        "rights": st.lists(st.sets(st.sampled_from(RIGHTS)), max_size=2),
        "outcomes": st.lists(st.sampled_from(["went", "refused"]), max_size=2),
        "is_sent": st.booleans(),
    }
)


def meet(cast: Cast, season: Season, service: Any, person: dict[str, Any]) -> None:
    """Write one person and everything that came of them."""
    met_at = datetime.combine(person["day"], datetime.min.time(), PARIS)  # midnight in France
    columns = ("audience", "age_band", "is_first_time", "language", "left_early")
    encounter = make_encounter(
        cast.bruno,
        *person["asked"],
        channel=person["at"],
        visit=season.visit if person["at"] == "visit" else None,
        met_at=met_at,
        **{name: person[name] for name in columns},
    )
    for turn, rights in enumerate(person["rights"]):
        at = met_at + timedelta(hours=turn)
        screening = encounter.screenings.create(
            month=person["day"].replace(day=1),
            started_at=at,
            computed_at=at,
            state="done",
            rules="x",
        )
        for right in rights:
            screening.findings.create(right=right, status="entitled", amount=Decimal("12.50"))
    if person["is_sent"]:
        referral = encounter.referrals.create(service=service, made_at=met_at)
        for turn, outcome in enumerate(person["outcomes"]):
            at = met_at + timedelta(days=1, seconds=turn)
            referral.outcomes.create(outcome=outcome, recorded_at=at)


def expected(drawn: list[dict[str, Any]], season: Season) -> dict[Key, Count]:
    """Count with loops what the statement counts with joins."""
    values: Counter[Key] = Counter()
    persons: Counter[Key] = Counter()
    for person in drawn:
        keys = keys_of(person, season)
        values.update(keys)
        persons.update(set(keys))
    euros = {key: Decimal("12.50") * n for key, n in values.items() if key[0] == "right"}
    return {key: Count(values[key], persons[key], euros.get(key)) for key in values}


def keys_of(person: dict[str, Any], season: Season) -> list[Key]:
    first = {None: "", True: "yes", False: "no"}[person["is_first_time"]]
    keys = [("met", ""), ("channel", person["at"]), ("first_time", first), ("interpreter", "")]
    keys += [(name, person[name]) for name in ("audience", "age_band", "language")]
    keys += [("left_early", "yes" if person["left_early"] else "no")]
    if person["at"] == "visit":
        keys += [("commune", "92040"), ("halt", f"92040/{season.halt.pk}")]
        keys += [("unit", f"92040/{season.unit.pk}")]
    for one in person["asked"]:
        keys += [("request", ""), ("category", one.partition("--")[0]), ("thematique", one)]
    if person["rights"]:
        latest = person["rights"][-1]
        keys += [("screened", ""), *(("right", right) for right in latest)]
        keys += [("any_right", "")] if latest else []
    if person["is_sent"]:
        keys += [("referral", ""), ("outcome", (person["outcomes"] or [""])[-1])]
    return keys


@given(st.lists(people, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_a_loop(
    cast: Cast, season: Season, drawn: list[dict[str, Any]]
) -> None:
    Encounter.objects.all().delete()
    service = make_service(f"Épicerie inventée {uuid4()}")
    make_encounter(cast.hugo, met_at=datetime(2026, 11, 10, 12, tzinfo=PARIS))
    for person in drawn:
        meet(cast, season, service, person)
    inside = [person for person in drawn if person["day"] >= NOVEMBER.first]
    scope = Scope(cast.carrier.pk, NOVEMBER)
    assert counts_of(scope) == expected(inside, season)
    by_month = counts_by_month(NOVEMBER.first, NOVEMBER.last, cast.carrier.pk)
    assert by_month.get((cast.carrier.pk, "2026-11"), {}) == expected(inside, season)


@pytest.fixture
def sent(cast: Cast) -> Encounter:
    encounter = make_encounter(cast.bruno, met_at=datetime(2026, 3, 31, 23, 30, tzinfo=PARIS))
    made_at = encounter.met_at
    referral = encounter.referrals.create(service=make_service("Épicerie"), made_at=made_at)
    for day, outcome in ((date(2026, 4, 30), "not_yet"), (date(2026, 5, 1), "went")):
        at = datetime.combine(day, datetime.min.time(), PARIS)
        referral.outcomes.create(outcome=outcome, recorded_at=at)
    return encounter


def test_what_is_published_does_not_move_once_cut(cast: Cast, sent: Encounter) -> None:
    found = counts_by_month(date(2026, 3, 1), date(2026, 3, 31))
    assert found[cast.carrier.pk, "2026-03"]["outcome", "not_yet"].value == 1


def test_the_team_sees_the_latest_outcome(cast: Cast, sent: Encounter) -> None:
    found = counts_of(Scope(cast.carrier.pk, Period(date(2026, 3, 31), date(2026, 3, 31))))
    assert found["outcome", "went"].value == 1


def test_a_withdrawn_referral_is_not_counted(cast: Cast, sent: Encounter) -> None:
    sent.referrals.update(withdrawn_at=sent.met_at)
    found = counts_of(Scope(cast.carrier.pk, Period(date(2026, 3, 1), date(2026, 3, 31))))
    assert ("referral", "") not in found


def test_a_visit_and_a_halt_narrow(cast: Cast, season: Season) -> None:
    make_encounter(cast.bruno, channel="visit", visit=season.visit)
    make_encounter(cast.bruno)
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    for place in ({"commune": "92040"}, {"halt_id": season.halt.pk}, {"visit_id": season.visit.pk}):
        assert counts_of(Scope(cast.carrier.pk, year, **place))["met", ""].value == 1
    assert counts_of(Scope(cast.carrier.pk, year, commune="75101")) == {}
