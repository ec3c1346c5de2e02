"""Every staff page, in each of its states, is accessible and fits the narrowest phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from allervers.tours.actions.aboard import set_aboard
from allervers.tours.models import Absence, Edition, Notice, Series
from tests.cast import Cast, viewer
from tests.tours.staff.season import Season, in_paris, make_season

Accessible = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def season(cast: Cast) -> Season:
    """Return Aïcha's season in all its states: drafts, announced, cancelled, someone absent."""
    made = make_season(cast)
    made.add_visit(5, status="published")
    made.add_visit(6, status="cancelled", reason="heat_wave", reason_text="Vigilance rouge.")
    made.agree()
    made.agree(status="asked", answered_at=None, organisation=cast.commune)
    series = Series.objects.create(
        tour=made.tour,
        halt=made.halt,
        rrule="FREQ=WEEKLY;BYDAY=TU",
        anchor=made.today,
        starts="09:00",
        ends="12:00",
    )
    edition = Edition.objects.create(carrier=cast.carrier, name="Caravane des jeunes")
    made.visit.series = series
    made.visit.save()
    set_aboard(
        viewer=viewer(cast.aicha),
        visit_id=made.visit.id,
        members=[cast.bruno],
        partners={cast.partner: "aide à l'emploi"},
        edition=edition,
    )
    day = made.today + timedelta(days=3)
    Absence.objects.create(organisation=cast.partner, starts_on=day, ends_on=day)
    now = timezone.now()
    Notice.objects.create(
        carrier=cast.carrier,
        level="danger",
        title="Vigilance canicule",
        text="Des passages sont annulés.",
        starts_at=now,
        ends_at=in_paris(day, 20),
    )
    return made


def pages_of(season: Season) -> dict[str, str]:
    """Return every coordinator's page by name."""
    announced = season.tour.visits.get(status="published")
    asked = season.halt.agreements.get(status="asked")
    groups: list[tuple[str, object]] = [
        ("home units unit_add halts halt_add tours tour_add cancel_many absences absence_add", ""),
        ("editions edition_add notices notice_add agreements", ""),
        ("unit unit_edit unit_retire", season.unit.slug),
        ("halt halt_edit halt_retire agreement_ask agreement_paper", season.halt.slug),
        ("tour tour_edit tour_delete tour_publish series_add visit_add", season.tour.id),
        ("visit visit_edit visit_delete crew visit_publish", season.visit.id),
        ("visit_move visit_cancel", announced.id),
        ("agreement agreement_letter agreement_withdraw", asked.id),
        ("sheet", (season.today + timedelta(days=3)).isoformat()),
        ("series_edit series_delete", season.tour.series.get().id),
    ]
    return {
        name: reverse(f"staff:{name}", args=[key] if key else [])
        for names, key in groups
        for name in names.split()
    }


def test_each_coordinator_page_is_accessible_and_fits_a_phone(
    season: Season,
    cast: Cast,
    browse_as: Callable[..., Page],
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.aicha)
    too_wide = []
    for name, url in pages_of(season).items():
        page.set_viewport_size(DESK)
        page.goto(url)
        assert page.url.endswith(url)
        assert_accessible(page)
        screenshot(page, f"staff-{name}")
        page.set_viewport_size(PHONE)
        if not page.evaluate(FITS):
            too_wide.append(name)
    assert too_wide == []


def test_other_roles_homes_are_accessible(
    season: Season,
    cast: Cast,
    browse_as: Callable[..., Page],
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.bruno)
    for who in ("bruno", "chloe", "denis", "elodie", "farid", "gaelle"):
        browse_as(cast.by_name()[who], on=page)
        page.goto(reverse("staff:home"))
        assert page.url.endswith(reverse("staff:home"))
        assert_accessible(page)
        screenshot(page, f"home-{who}")
