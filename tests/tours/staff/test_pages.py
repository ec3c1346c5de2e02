"""Every staff page opens for those it is made for, and only for them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.tours.staff.season import Season

OWN_PAGES = ("home", "units", "halts", "tours", "absences", "editions", "notices", "agreements")


@pytest.mark.parametrize("name", OWN_PAGES)
def test_list_opens_for_the_coordinator(
    client: Client, season: Season, cast: Cast, name: str
) -> None:
    sign_in(client, cast.aicha)
    assert client.get(reverse(f"staff:{name}")).status_code == 200


@pytest.mark.parametrize("name", OWN_PAGES)
def test_list_opens_empty(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.aicha)
    assert client.get(reverse(f"staff:{name}")).status_code == 200


VISIT_PAGES = (
    "crew",
    "visit",
    "visit_edit",
    "visit_move",
    "visit_delete",
    "visit_publish",
    "visit_cancel",
    "visit_restore",
)
TOUR_PAGES = ("tour_publish", "series_add", "visit_add")


def own_addresses(season: Season) -> list[str]:
    return [
        reverse("staff:unit", args=[season.unit.slug]),
        reverse("staff:unit_edit", args=[season.unit.slug]),
        reverse("staff:unit_retire", args=[season.unit.slug]),
        reverse("staff:halt", args=[season.halt.slug]),
        reverse("staff:halt_edit", args=[season.halt.slug]),
        reverse("staff:halt_retire", args=[season.halt.slug]),
        reverse("staff:tour", args=[season.tour.id]),
        reverse("staff:tour_edit", args=[season.tour.id]),
        reverse("staff:tour_delete", args=[season.tour.id]),
        reverse("staff:tour_csv", args=[season.tour.id]),
        *[reverse(f"staff:{name}", args=[season.visit.id]) for name in VISIT_PAGES],
        *[reverse(f"staff:{name}", args=[season.tour.id]) for name in TOUR_PAGES],
        reverse("staff:agreement_ask", args=[season.halt.slug]),
        reverse("staff:agreement_paper", args=[season.halt.slug]),
    ]


def test_own_pages_open(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    answers = {url: client.get(url).status_code for url in own_addresses(season)}
    assert set(answers.values()) == {200}, answers


def test_other_carriers_pages_do_not_exist(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.hugo)
    answers = {url: client.get(url).status_code for url in own_addresses(season)}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize("who", ["aicha", "bruno", "chloe", "denis", "elodie", "farid", "gaelle"])
def test_home_opens_for_each_role(client: Client, season: Season, cast: Cast, who: str) -> None:
    sign_in(client, cast.by_name()[who])
    assert client.get(reverse("staff:home")).status_code == 200


@pytest.mark.parametrize("name", ["unit_add", "halt_add", "tour_add", "notice_add", "edition_add"])
def test_adding_is_for_coordinators(client: Client, season: Season, cast: Cast, name: str) -> None:
    sign_in(client, cast.bruno)
    assert client.get(reverse(f"staff:{name}")).status_code == 403
    sign_in(client, cast.aicha)
    assert client.get(reverse(f"staff:{name}")).status_code == 200
