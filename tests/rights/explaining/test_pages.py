"""The pages of why and of the rules, the badge on a card, and the open data."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from allervers.rights.actions.screenings import keep_findings, start_screening
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.models import Screening
from allervers.rights.templatetags.rights_freshness import stale_sentences
from tests.cast import sign_in, viewer
from tests.rights.explaining.cases import ALONE
from tests.rights.sheet_world import SheetWorld

MOST_QUERIES = 8
ADDRESS = "/api/v1/rights/parameters"


@pytest.fixture
def bruno(client: Client, sheet_world: SheetWorld) -> Client:
    """Return Bruno's browser."""
    return sign_in(client, sheet_world.cast.bruno)


@pytest.fixture
def screening(sheet_world: SheetWorld) -> Screening:
    """Return a check whose every answer is known."""
    encounter = sheet_world.encounter(commune=sheet_world.season.commune)
    found = start_screening(
        viewer=viewer(sheet_world.cast.bruno), encounter_id=encounter.id, now=timezone.now()
    )
    found.answers, found.month = dict(ALONE.raw), date(2026, 11, 1)
    found.save()
    return found


def why(screening: Screening, right: str) -> str:
    """Return the address of an explanation."""
    return reverse("rights:why", args=(screening.id, right))


def text_of(client: Client, address: str) -> str:
    """Return a page's words, apostrophes as typed."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'").replace("\u00a0", " ")


def test_page_says_what_would_change_the_right_with_texts(
    bruno: Client, screening: Screening, rules: Engine, settings: Settings
) -> None:
    settings.RIGHTS_URL = "inside:"
    text = text_of(bruno, why(screening, "rsa"))
    assert "pas de droit" in text
    assert "Le droit s'ouvrirait si le salaire net ne dépassait pas 567 € par mois." in text
    assert "651,69 €" in text
    assert "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000053733826" in text


def test_page_flags_a_ceiling_that_is_out_of_date(
    bruno: Client, screening: Screening, rules: Engine, settings: Settings
) -> None:
    settings.RIGHTS_URL = "inside:"
    text = text_of(bruno, why(screening, "css"))
    assert "Chiffre à vérifier" in text
    assert "10 339 € depuis le 1er avril 2025" in text.replace("\u202f", " ")


def test_findings_lead_to_why_and_flag_what_is_out_of_date(
    bruno: Client, screening: Screening
) -> None:
    found = [Found(Right.CSS, Status.ENTITLED), Found(Right.RSA, Status.NOT_ENTITLED)]
    keep_findings(
        screening_id=screening.id, version=0, rules="openfisca-france 1", found=found,
        now=timezone.now(),
    )  # fmt: skip
    text = text_of(bruno, reverse("rights:show", args=(screening.id,)))
    assert why(screening, "css") in text
    assert why(screening, "rsa") in text
    assert text.count("Chiffre à vérifier") == 1


def test_page_without_a_service_says_so_and_what_to_do(
    bruno: Client, screening: Screening, settings: Settings
) -> None:
    settings.RIGHTS_URL = ""
    text = text_of(bruno, why(screening, "rsa"))
    assert "n’est pas disponible" in text
    assert why(screening, "rsa") in text


def test_page_asks_for_the_answers_that_are_missing(
    bruno: Client, screening: Screening, rules: Engine, settings: Settings
) -> None:
    settings.RIGHTS_URL = "inside:"
    Screening.objects.update(answers=dict(ALONE.without("rent").raw))
    text = text_of(bruno, why(screening, "aide_logement"))
    assert reverse("rights:question", args=(screening.id, "rent")) in text


def test_right_unheard_of_does_not_exist(bruno: Client, screening: Screening) -> None:
    assert bruno.get(why(screening, "nothing")).status_code == 404
    assert bruno.get(reverse("rights:rules_of", args=("nothing",))).status_code == 404


def test_rules_list_every_right_with_what_is_out_of_date(bruno: Client) -> None:
    text = text_of(bruno, reverse("rights:rules")).replace("\u202f", " ")
    for right in ("rsa", "css", "aide_logement"):
        assert reverse("rights:rules_of", args=(right,)) in text
    assert "10 339 € depuis le 1er avril 2025" in text
    assert "décret n° 2021-1642" in text


def test_each_right_lists_its_figures_by_page(bruno: Client) -> None:
    for right in RIGHTS:
        text = text_of(bruno, reverse("rights:rules_of", args=(right,)))
        assert text.count('<th scope="row">') <= 25
        assert "legifrance" in text


def test_pages_of_the_rules_ask_little_of_the_database(bruno: Client) -> None:
    for address in (reverse("rights:rules"), reverse("rights:rules_of", args=("css",))):
        bruno.get(address)
        with CaptureQueriesContext(connection) as asked:
            bruno.get(address)
        own = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
        assert len(own) <= MOST_QUERIES, own


def test_badge_is_said_of_a_right_that_is_out_of_date_only() -> None:
    assert stale_sentences("css", date(2026, 11, 1))
    assert not stale_sentences("css", date(2025, 11, 1))
    assert not stale_sentences("rsa", date(2026, 11, 1))


@pytest.mark.django_db
def test_open_data_gives_value_text_and_freshness(client: Client) -> None:
    answer = client.get(ADDRESS, {"right": "css", "day": "2026-11-01"}).json()
    [right] = answer["rights"]
    assert right["is_stale"]
    ceiling = next(one for one in answer["parameters"] if one["correction"] == "css_ceiling_2025")
    assert (ceiling["value"], ceiling["since"], ceiling["is_stale"]) == (
        10_339, "2025-04-01", True,
    )  # fmt: skip
    assert ceiling["href"].startswith("https://www.legifrance.gouv.fr/")


@pytest.mark.django_db
def test_open_data_gives_every_right_or_refuses_in_words(client: Client) -> None:
    assert {one["right"] for one in client.get(ADDRESS).json()["rights"]} == set(RIGHTS)
    assert client.get(ADDRESS, {"right": "nothing"}).status_code == 422
    for day in ("0001-01-01", "1946-10-01", "9999-12-31"):
        assert client.get(ADDRESS, {"day": day}).status_code == 200
