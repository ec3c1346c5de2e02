"""The need of a season, at both widths."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from tests.cast import Cast
from tests.seasons.need_world import make_needed, make_past, make_plan


def test_need_of_a_season_is_accessible(
    cast: Cast,
    page: Page,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
) -> None:
    needed = make_needed(cast)
    make_plan(needed)
    make_past(needed, 13, 2)
    browse_as(cast.aicha, on=page)
    page.goto(reverse("seasons:need", args=[needed.season.id]))
    assert_accessible_at_both(page)
