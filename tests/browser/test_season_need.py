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
    plan = make_plan(needed)
    make_past(needed, 13, 2)
    browse_as(cast.aicha, on=page)
    for name, about in (
        ("need", needed.season.id),
        ("need_past", needed.season.id),
        ("plan_reached", plan.id),
    ):
        page.goto(reverse(f"seasons:{name}", args=[about]))
        assert_accessible_at_both(page)
