"""The pages of the results: who sees what, what is hidden, what nonsense gets."""

import csv
import io
import re
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, sign_in
from tests.reception.referrals.services import FOOD, make_encounter, make_service
from tests.results.met import meet_many
from tests.tours.staff.season import PARIS, Season
from tests.tours.staff.test_queries import at_most

HOME = reverse("results:home")


def cells(html: str) -> dict[str, str]:
    """Return the figure of each line of the page's tables."""
    pattern = r'<th scope="row"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>'
    return {
        label: re.sub(r"<[^>]+>", "", value).strip()
        for label, value in re.findall(pattern, html, re.DOTALL)
    }


def test_a_coordinator_reads_the_month(client: Client, cast: Cast, season: Season) -> None:
    meet_many(cast, season, alone=7, family=9)
    html = sign_in(client, cast.aicha).get(HOME).content.decode()
    found = cells(html)
    assert (found["Personne seule"], found["Famille avec enfants"]) == ("7", "9")
    assert "Sur 16 personnes rencontrées" in html


def test_a_small_group_is_hidden_and_another_with_it(
    client: Client, cast: Cast, season: Season
) -> None:
    meet_many(cast, season, alone=3, family=9, couple=12)
    found = cells(sign_in(client, cast.aicha).get(HOME).content.decode())
    assert found["Personne seule"] == found["Famille avec enfants"] == "caché"
    assert found["Couple"] == "12"


def test_not_asked_is_never_counted_as_no(client: Client, cast: Cast, season: Season) -> None:
    meet_many(cast, season, alone=10)
    make_people(cast, 6, is_first_time=True)
    make_people(cast, 5, is_first_time=False)
    html = sign_in(client, cast.aicha).get(HOME).content.decode()
    assert "Sur 11 personnes à qui on l’a demandé" in html


def make_people(cast: Cast, count: int, **values: object) -> None:
    for _turn in range(count):
        make_encounter(cast.bruno, met_at=timezone.now(), **values)


@pytest.mark.parametrize("who", ["hugo", "jeanne"])
def test_others_see_nothing_of_it(client: Client, cast: Cast, season: Season, who: str) -> None:
    meet_many(cast, season, alone=7)
    response = sign_in(client, cast.by_name()[who]).get(HOME)
    assert response.context["is_empty"]


@pytest.mark.parametrize("who", ["elodie", "farid"])
def test_those_who_welcome_nobody_see_what_is_published(
    client: Client, cast: Cast, season: Season, who: str
) -> None:
    meet_many(cast, season, alone=7)
    sign_in(client, cast.by_name()[who])
    today = timezone.localdate().isoformat()
    page = client.get(HOME, {"du": today, "au": today, "mois": today[:7]})
    assert page.context["is_empty"]
    assert "exactement ce qui est publié" in page.content.decode()


BAD = ["", "x", "2026-13-01", "9999-99-99", "0001-01-01", "9999-12-31", "\x00", "' or 1=1"]


def test_nonsense_gets_no_error(client: Client, cast: Cast, season: Season) -> None:
    for who in (cast.aicha, cast.farid):
        sign_in(client, who)
        for name, (first, last) in product(("home", "csv"), zip(BAD, reversed(BAD), strict=True)):
            asked = {"du": first, "au": last, "halte": first, "mois": last, "page": first}
            assert client.get(reverse(f"results:{name}"), asked).status_code in {200, 422}


def test_the_last_day_of_the_calendar_is_refused_in_words(
    client: Client, cast: Cast, season: Season
) -> None:
    asked = {"du": "9999-12-30", "au": "9999-12-31"}
    response = sign_in(client, cast.aicha).get(HOME, asked)
    assert response.status_code == 422
    assert "trois ans au plus" in response.content.decode()


def test_a_period_out_of_order_is_said_so(client: Client, cast: Cast, season: Season) -> None:
    response = sign_in(client, cast.aicha).get(HOME, {"du": "2026-03-02", "au": "2026-03-01"})
    assert response.status_code == 422
    assert "précède le premier" in response.content.decode()


def test_the_spreadsheet_holds_the_same_and_no_formula(
    client: Client, cast: Cast, season: Season
) -> None:
    season.halt.name = "=cmd|' /C calc'!A0"
    season.halt.save()
    meet_many(cast, season, alone=3, family=9, couple=12)
    place = {"du": "2026-01-01", "au": f"{timezone.localdate().year}-12-31"}
    body = sign_in(client, cast.aicha).get(reverse("results:csv"), place).content.decode()
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert [row[5] for row in rows if row[3] in {"alone", "couple"}] == ["caché", "12"]


def test_what_a_day_gave(client: Client, cast: Cast, season: Season) -> None:
    meet_many(cast, season, alone=7)
    sign_in(client, cast.aicha)
    listed = client.get(reverse("results:visits")).content.decode()
    assert reverse("results:visit", args=[season.visit.pk]) in listed
    page = client.get(reverse("results:visit", args=[season.visit.pk])).content.decode()
    assert cells(page)["Personne seule"] == "7"


def test_a_visit_where_nobody_came_says_so(client: Client, cast: Cast, season: Season) -> None:
    sign_in(client, cast.aicha)
    page = client.get(reverse("results:visit", args=[season.visit.pk]))
    assert page.context["is_empty"]


def test_pages_ask_few_questions(client: Client, cast: Cast, season: Season) -> None:
    meet_many(cast, season, alone=7, family=9)
    for who in (cast.aicha, cast.farid):
        sign_in(client, who)
        with at_most(8):
            client.get(HOME)
    sign_in(client, cast.aicha)
    for url in (reverse("results:visits"), reverse("results:visit", args=[season.visit.pk])):
        with at_most(8):
            client.get(url)


def test_a_day_is_a_day_of_france(client: Client, cast: Cast, season: Season) -> None:
    late = datetime(2026, 3, 31, 23, 30, tzinfo=PARIS)
    for _turn in range(5):
        make_encounter(cast.bruno, met_at=late)
        make_encounter(cast.bruno, met_at=late + timedelta(hours=1))
    sign_in(client, cast.aicha)
    page = client.get(HOME, {"du": "2026-03-31", "au": "2026-03-31"}).content.decode()
    assert "Sur 5 personnes rencontrées" in page


def test_orientations_are_told(client: Client, cast: Cast, season: Season) -> None:
    service = make_service("Épicerie inventée")
    for _turn in range(6):
        one = make_encounter(cast.bruno, FOOD, met_at=timezone.now())
        one.referrals.create(service=service, made_at=timezone.now(), outcome="went")
    found = cells(sign_in(client, cast.aicha).get(HOME).content.decode())
    assert found["Équipement et alimentation"] == "6"
    assert found["Pas encore connue"] == "6"
