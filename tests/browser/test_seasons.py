"""The pages of a season in a browser: accessible, at the width of a phone and of a desk."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from allervers.seasons.models import SeasonHaltWindow
from tests.browsing import Screenshot
from tests.cast import make_cast
from tests.seasons.setup.world import Prepared, make_prepared


@pytest.fixture
def season(transactional_db: None) -> Prepared:
    """Make Aïcha's season."""
    del transactional_db
    return make_prepared(make_cast())


def test_pages_of_a_season_are_accessible(
    season: Prepared,
    browse_as: Callable[..., Page],
    page: Page,
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    one = season.computation(state="running", value=90.0, ceiling=100.0, seconds_done=12.0)
    failed = season.computation(state="failed", reasons=["Aucune unité ne peut rouler."])
    never = season.computation(state="cancelled")
    names = ("season", "halts", "halts_add", "unit_add", "suppositions", "check")
    urls = [reverse(f"seasons:{name}", args=[season.season.id]) for name in names]
    urls += [reverse("seasons:computation", args=[each.id]) for each in (one, failed, never)]
    row = season.season.halts.order_by("id")[0]
    for opens, closes in (("18:00", "20:00"), ("20:30", "21:30")):
        SeasonHaltWindow.objects.create(halt=row, opens=opens, closes=closes)
    urls += [
        reverse(f"seasons:{name}", args=[season.season.id, row.id])
        for name in ("halt_edit", "halt_windows")
    ]
    urls.append(reverse("seasons:season_edit", args=[season.season.id]))
    browse_as(season.cast.aicha.user, on=page)
    for number, url in enumerate([reverse("seasons:list"), *urls]):
        page.goto(url)
        assert_accessible_at_both(page)
        screenshot(page, f"season-{number}")
