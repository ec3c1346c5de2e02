"""Claims counted by the statement, against loops; what a cut, an undoing, a page make of them."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.reception.models import Encounter
from allervers.results.domain.periods import Period, last_published
from allervers.results.domain.publishing import Count, Key
from allervers.results.queries.counting import Scope, counts_by_month, counts_of
from allervers.rights.models import Claim, ClaimChange
from tests.cast import Cast, sign_in
from tests.reception.referrals.services import make_encounter
from tests.tours.staff.season import PARIS, Season

MET = datetime(2026, 3, 10, 12, tzinfo=PARIS)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
KINDS = {"opened", "opened_other", "opened_at", "claim", "claim_state", "non_take_up"}

claims = st.fixed_dictionaries(
    {
        "right": st.sampled_from(["rsa", "af", "local:fsl"]),
        "state": st.sampled_from(["todo", "sent", "opened", "given_up"]),
        "days": st.integers(-2, 20),
        "amount": st.sampled_from([None, Decimal("10.50")]),
        "arrears": st.sampled_from([None, Decimal(100)]),
        "undone": st.booleans(),
    }
)
people = st.fixed_dictionaries(
    {
        "found": st.sets(st.sampled_from(["rsa", "af"])),
        "claims": st.lists(claims, max_size=2, unique_by=lambda one: one["right"]),
        "at_visit": st.booleans(),
    }
)


def claimed(encounter: Encounter, drawn: dict[str, Any], *, is_found: bool) -> Claim:
    """Write a claim and its history: begun, then in its state, then undone or not."""
    at, state = encounter.met_at, drawn["state"]
    claim = Claim.objects.create(
        encounter=encounter, right=drawn["right"], since=at.date(), started_at=at,
        found_at=at if is_found else None,
    )  # fmt: skip
    claim.changes.create(number=1, state="todo", on=at.date(), made_at=at)
    if state != "todo":
        opened = {one: drawn[one] for one in ("amount", "arrears")} if state == "opened" else {}
        claim.changes.create(
            number=2, state=state, on=at.date() + timedelta(days=drawn["days"]), **opened,
            reason="not_asked" if state == "given_up" else "", made_at=at + timedelta(days=1),
            undone_at=at + timedelta(days=2) if drawn["undone"] else None,
        )  # fmt: skip
    return claim


def meet(cast: Cast, season: Season, person: dict[str, Any], at: datetime = MET) -> Encounter:
    """Write one person, what was found for them, what they claimed."""
    place = {"channel": "visit", "visit": season.visit} if person["at_visit"] else {}
    encounter = make_encounter(cast.bruno, met_at=at, **place)
    check = encounter.screenings.create(
        month=MARCH.first, started_at=at, computed_at=at, state="done", rules="x"
    )
    for right in person["found"]:
        check.findings.create(right=right, status="entitled", amount=Decimal(1))
    for one in person["claims"]:
        claimed(encounter, one, is_found=one["right"] in person["found"])
    return encounter


def standing(one: dict[str, Any]) -> str:
    """Return the state that counts."""
    return "todo" if one["undone"] else str(one["state"])


def expected(drawn: list[dict[str, Any]]) -> dict[Key, Count]:
    """Count with loops what the statement counts with joins."""
    things: dict[Key, list[tuple[int, dict[str, Any]]]] = {}
    for number, person in enumerate(drawn):
        for one in person["claims"]:
            for key in keys_of(person, one):
                things.setdefault(key, []).append((number, one))
    return {key: counted(key, found) for key, found in things.items()}


def keys_of(person: dict[str, Any], one: dict[str, Any]) -> list[Key]:
    state = standing(one)
    keys: list[Key] = [("claim", ""), ("claim_state", state)]
    if state == "given_up":
        keys.append(("non_take_up", "not_asked"))
    if state == "opened":
        is_found = one["right"] in person["found"]
        keys.append(("opened", one["right"]) if is_found else ("opened_other", ""))
        keys.append(("opened_at", "92040" if person["at_visit"] else "-rest"))
    return keys


def counted(key: Key, found: list[tuple[int, dict[str, Any]]]) -> Count:
    persons = len({number for number, _one in found})
    if key[0] == "opened_at":
        return Count(persons, persons)
    if key[0] != "opened":
        return Count(len(found), persons)
    amounts = [one["amount"] for _number, one in found if one["amount"] is not None]
    arrears = [one["arrears"] for _number, one in found if one["arrears"] is not None]
    days = sorted(max(one["days"], 0) for _number, one in found)
    return Count(
        persons, persons,
        sum(amounts) if len(amounts) >= 5 else None,
        sum(arrears) if len(arrears) >= 5 else None,
        round(median(days)) if len(days) >= 5 else None,
    )  # fmt: skip


@given(st.lists(people, max_size=9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_claims_counted_are_those_of_a_loop(
    cast: Cast, season: Season, drawn: list[dict[str, Any]]
) -> None:
    Encounter.objects.all().delete()
    for person in drawn:
        meet(cast, season, person)
    for found in (
        counts_of(Scope(cast.carrier.pk, MARCH)),
        counts_by_month(MARCH.first, MARCH.last).get((cast.carrier.pk, "2026-03"), {}),
    ):
        assert {key: one for key, one in found.items() if key[0] in KINDS} == expected(drawn)


OPENED = {"right": "rsa", "state": "opened", "days": 12, "amount": Decimal("573.49"),
          "arrears": Decimal(200), "undone": False}  # fmt: skip
PERSON = {"found": {"rsa"}, "claims": [OPENED], "at_visit": True}


def test_what_is_published_does_not_move_once_cut(cast: Cast, season: Season) -> None:
    change = ClaimChange.objects.get(claim__encounter=meet(cast, season, PERSON), number=2)
    cut = datetime(2026, 5, 1, tzinfo=PARIS)

    def opened() -> int:
        found = counts_by_month(MARCH.first, MARCH.last)[cast.carrier.pk, "2026-03"]
        return found.get(("opened", "rsa"), Count()).value

    change.undone_at = cut
    change.save()
    assert opened() == 1  # undone after the cut
    change.undone_at = None
    change.made_at = cut
    change.save()
    assert opened() == 0  # opened after the cut


def meet_many(
    cast: Cast, season: Season, count: int, opened: int, at: datetime | None = None
) -> None:
    """Meet so many people for whom a right is found, and opened for some."""
    for number in range(count):
        person = {**PERSON, "claims": [OPENED] if number < opened else []}
        meet(cast, season, person, at or timezone.localtime())  # its day is that of Paris


def page(client: Client, cast: Cast, name: str = "home", **asked: str) -> str:
    answer = sign_in(client, cast.aicha).get(reverse(f"results:{name}"), asked)
    return answer.content.decode()


def test_a_coordinator_reads_what_was_opened(client: Client, cast: Cast, season: Season) -> None:
    meet_many(cast, season, 20, 10)
    text = page(client, cast)
    assert "50 % des 20 trouvés" in text
    assert "5\u202f735 € par mois" in text.replace("&nbsp;", " ")
    assert "2\u202f000 €" in text
    assert "12 jours" in text
    assert "Personnes ayant un droit ouvert, par commune" in text


def test_what_is_paid_once_a_year_counts_for_a_twelfth(cast: Cast, season: Season) -> None:
    yearly = {**OPENED, "right": "ars", "amount": Decimal(120)}
    for _number in range(5):
        meet(cast, season, {**PERSON, "found": {"ars"}, "claims": [yearly]})
    assert counts_of(Scope(cast.carrier.pk, MARCH))["opened", "ars"].euros == Decimal(50)


def test_a_few_openings_are_hidden_with_their_euros(
    client: Client, cast: Cast, season: Season
) -> None:
    meet_many(cast, season, 20, 3)
    text = page(client, cast)
    assert "Droits ouverts, parmi les droits trouvés" in text
    assert "Rappels montrés" not in text
    assert "573" not in text
    assert "des 20 trouvés" not in text


def test_without_a_claim_no_table_speaks_of_them(
    client: Client, cast: Cast, season: Season
) -> None:
    meet_many(cast, season, 9, 0)
    assert "Droits ouverts" not in page(client, cast)


def test_the_spreadsheet_and_the_open_data_have_the_same_columns(
    client: Client, cast: Cast, season: Season
) -> None:
    meet_many(cast, season, 20, 10)
    body = page(client, cast, "csv").removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert rows[0][-3:] == ["euros par mois", "rappels en euros", "délai médian en jours"]
    (row,) = (one for one in rows if one[2].startswith("Droits ouverts") and one[3] == "rsa")
    assert row[-4:] == ["10", "5734,90", "2000,00", "12"]


@pytest.mark.parametrize(("opened", "told"), [(10, (10, 5734.9, 2000.0, 12)), (3, None)])
def test_open_data_tells_a_month_that_is_over(
    client: Client, cast: Cast, season: Season, opened: int, told: tuple[float, ...] | None
) -> None:
    month = datetime.combine(last_published(timezone.localdate()), datetime.min.time(), PARIS)
    meet_many(cast, season, 20, opened, month)
    (found,) = client.get("/api/v1/results").json()["months"]
    tables = {one["code"]: one["figures"] for one in found["indicators"]}
    keys = ("value", "euros_per_month", "arrears_euros", "median_days")
    told_now = [tuple(one[key] for key in keys) for one in tables["opened"] if one["code"] == "rsa"]
    assert told_now == ([told] if told else [])
