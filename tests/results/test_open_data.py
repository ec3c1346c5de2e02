"""The open data: whole months that are over, nothing small, nothing that moves."""

import itertools
from datetime import date, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from allervers.results.domain.periods import after, last_published, month_of, quarter_of
from tests.cast import Cast
from tests.reception.referrals.services import FOOD, make_encounter, make_service
from tests.tours.staff.season import PARIS, Season
from tests.tours.staff.test_queries import at_most

URL = "/api/v1/results"


def last_month() -> date:
    """Return a day of the latest month that is published."""
    return last_published(timezone.localdate())


def copied(one: Model, slug: str, **values: Any) -> Model:
    """Return a row like this one, of another slug; the same one when it is there."""
    rows = type(one)._default_manager
    facts = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    facts = {name: value for name, value in facts.items() if name not in {"id", "slug"}}
    return rows.get_or_create(slug=slug, defaults=facts | values)[0]


def meet(cast: Cast, season: Season, count: int, day: date, **values: Any) -> None:
    at = datetime.combine(day, datetime.min.time(), PARIS)
    for _turn in range(count):
        at_visit = {"channel": "visit", "visit": season.visit, **values}
        make_encounter(cast.bruno, FOOD, met_at=at, **at_visit)


def months(client: Client, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(URL, asked).json()["months"]
    return found


def test_a_month_is_told_by_commune_and_unit(client: Client, cast: Cast, season: Season) -> None:
    meet(cast, season, 6, last_month())
    (month,) = months(client)
    (place,) = month["places"]
    assert (month["people_met"], month["organisation"]) == (6, "Département inventé")
    assert (place["commune_code"], place["unit"], place["people_met"]) == ("92040", "caravane", 6)


def test_the_present_months_are_not_published(client: Client, cast: Cast, season: Season) -> None:
    meet(cast, season, 6, after(last_month(), 1))
    meet(cast, season, 6, timezone.localdate())
    assert months(client, until="2099-12") == []


def test_a_small_month_is_hidden_whole(client: Client, cast: Cast, season: Season) -> None:
    meet(cast, season, 3, last_month(), audience="alone")
    (month,) = months(client)
    assert (month["people_met"], month["hidden"]) == (None, True)
    assert [place["people_met"] for place in month["places"]] == [None]
    values = [
        one["value"]
        for each in month["indicators"]
        for one in each["figures"]
        if each["code"] in {"audience", "place", "first_time", "language", "channel"}
    ]
    assert set(values) == {None}


def test_asking_for_one_place_shows_nothing_more(
    client: Client, cast: Cast, season: Season
) -> None:
    meet(cast, season, 6, last_month())
    make_encounter(cast.bruno, met_at=datetime.combine(last_month(), datetime.min.time(), PARIS))
    for asked in ({}, {"commune": "92040"}, {"unit": "caravane"}):
        (month,) = months(client, **asked)
        assert [place["people_met"] for place in month["places"]] == [None]
    assert months(client, commune="75101")[0]["places"] == []


def test_a_unit_does_not_give_back_the_halt_where_it_went_alone(
    client: Client, cast: Cast, season: Season
) -> None:
    """The public calendar says that the first unit served two halts, and the other a third one."""
    for number, (unit, count) in enumerate((("a", 3), ("a", 20), ("b", 9))):
        visit = season.add_visit(
            number,
            unit=copied(season.unit, unit, name=f"Unité {unit}"),
            halt=copied(season.halt, f"halte-{number}", name=f"Halte {number}"),
        )
        meet(cast, season, count, last_month(), visit=visit)
    (month,) = months(client)
    assert sorted(place["people_met"] for place in month["places"]) == [9, 23]
    (places,) = (one for one in month["indicators"] if one["code"] == "place")
    assert [(row["code"], row["value"]) for row in places["figures"]] == [("92040", 32)]


def test_each_organisation_stands_alone(client: Client, cast: Cast, season: Season) -> None:
    meet(cast, season, 6, last_month())
    at = datetime.combine(last_month(), datetime.min.time(), PARIS)
    for _turn in range(2):
        make_encounter(cast.hugo, met_at=at)
    assert {one["organisation"]: one["people_met"] for one in months(client)} == {
        "Département inventé": 6,
        "Autre département inventé": None,
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2026-00"},
        {"from": "x"},
        {"until": "2026-13"},
        {"commune": "999"},
        {"unit": "a b"},
        {"unit": "é"},
    ],
)
def test_nonsense_is_refused_in_french(client: Client, db: None, asked: dict[str, str]) -> None:
    assert client.get(URL, asked).status_code == 422
    assert client.get(f"{URL}.csv", asked).status_code == 422


def test_two_years_at_most(client: Client, db: None) -> None:
    assert client.get(URL, {"from": "2000-01", "until": "2001-01"}).json()["months"] == []
    assert client.get(URL, {"from": "2099-01"}).json()["months"] == []


def test_it_asks_few_questions_and_sets_no_cookie(
    client: Client, cast: Cast, season: Season
) -> None:
    meet(cast, season, 6, last_month())
    meet(cast, season, 6, after(last_month(), -1))
    with at_most(8):
        response = client.get(URL)
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=3600"


def test_the_spreadsheet_says_the_same(client: Client, cast: Cast, season: Season) -> None:
    meet(cast, season, 6, last_month(), audience="alone")
    body = client.get(f"{URL}.csv").content.decode()
    assert f"{last_month():%Y-%m};Département inventé;Public;alone;personne seule;6;" in body


def sums_agree(month: dict[str, Any]) -> None:
    """Attack a month: no line that a total less the others gives back."""
    for each in month["indicators"]:
        figures = [one["value"] for one in each["figures"]]
        if each["code"] in {"audience", "age_band", "channel", "outcome"}:
            assert figures.count(None) != 1
            if None in figures and month["people_met"] is not None and each["base_value"]:
                left = each["base_value"] - sum(one for one in figures if one is not None)
                assert left >= 5


def test_no_total_gives_a_line_back(client: Client, cast: Cast, season: Season) -> None:
    counts = itertools.cycle([3, 7, 0, 5, 9, 1, 1, 6, 2, 4, 8])
    service = make_service("Épicerie inventée")
    for back in range(4):
        for code in ("", "alone", "couple", "family", "other"):
            meet(cast, season, next(counts), after(last_month(), -back), audience=code)
    for number, one in enumerate(cast.carrier.encounters.order_by("id")):
        if number % 3:
            one.referrals.create(service=service, made_at=one.met_at)
    found = months(client)
    assert len(found) == 4
    for month in found:
        sums_agree(month)


def test_quarters_and_months_are_whole() -> None:
    assert month_of(date(2024, 2, 9)).last == date(2024, 2, 29)
    assert quarter_of(date(2026, 12, 31)).first == date(2026, 10, 1)
    assert last_published(date(2026, 3, 1)) == date(2026, 1, 1)
    assert last_published(date(2026, 2, 28)) == date(2025, 12, 1)
