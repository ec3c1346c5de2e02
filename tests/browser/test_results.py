"""The results in a browser: accessible, at the width of a phone and of a desk."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from allervers.results.domain.periods import last_published
from tests.browsing import Screenshot
from tests.cast import Cast, make_cast
from tests.reception.referrals.services import FOOD, make_encounter, make_service
from tests.results.met import meet_many
from tests.tours.staff.season import PARIS, Season, make_season


@pytest.fixture
def world(transactional_db: None) -> tuple[Cast, Season]:
    """A month with large groups, small ones, rights and orientations."""
    cast = make_cast()
    season = make_season(cast)
    meet_many(cast, season, alone=17, family=12, couple=3)
    service = make_service("Épicerie inventée")
    now = timezone.now()
    for number in range(9):
        one = make_encounter(cast.bruno, FOOD, met_at=now, is_first_time=number < 6)
        one.referrals.create(service=service, made_at=now)
        screening = one.screenings.create(
            month=timezone.localdate(now).replace(day=1),
            started_at=now,
            computed_at=now,
            state="done",
            rules="x",
        )
        screening.findings.create(right="rsa", status="entitled", amount=545)
    at = datetime.combine(last_published(timezone.localdate()), datetime.min.time(), PARIS)
    for _turn in range(7):
        make_encounter(cast.bruno, FOOD, met_at=at, audience="alone")
    return cast, season


def test_every_page_is_accessible(
    world: tuple[Cast, Season],
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    cast, season = world
    page = browse_as(cast.aicha)
    visit = reverse("results:visit", args=[season.visit.pk])
    home = reverse("results:home")
    for name, url in (
        ("bilan", home),
        ("bilan-refuse", f"{home}?du=2026-03-02&au=2026-03-01"),
        ("bilan-vide", f"{home}?du=2020-01-01&au=2020-01-02"),
        ("bilan-passages", reverse("results:visits")),
        ("bilan-passage", visit),
    ):
        page.goto(url)
        assert_accessible_at_both(page)
        screenshot(page, name)


def test_the_published_month_is_accessible(
    world: tuple[Cast, Season],
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    cast, _season = world
    page = browse_as(cast.farid)
    page.goto(reverse("results:home"))
    assert_accessible_at_both(page)
    assert page.get_by_text("Sur 7 personnes rencontrées").count()
    screenshot(page, "bilan-publie")


def test_a_period_is_asked_without_javascript(
    world: tuple[Cast, Season], browse_as: Callable[..., Page]
) -> None:
    page = browse_as(world[0].aicha, java_script_enabled=False)
    page.goto(reverse("results:home"))
    page.get_by_label("Commune ou halte").select_option("Bourg-Inventé")
    page.get_by_role("button", name="Afficher").click()
    assert page.get_by_role("cell", name="17").count()
