"""The need of a season, at both widths."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from allervers.territory.actions.areas import store_areas
from allervers.territory.domain.areas import AreaFacts, AreaKind
from tests.cast import Cast
from tests.seasons.need_world import CODE, figures, make_needed, make_past, make_plan


def test_need_of_a_season_is_accessible(
    cast: Cast,
    page: Page,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
) -> None:
    needed = make_needed(cast)
    needed.season.youth_weight = 2.0  # audiences with weights, one halt for young people only
    needed.season.save()
    needed.season.halts.filter(halt=needed.halts[1]).update(audiences=["youth"])
    known = figures(people_15_29=1500)
    store_areas(facts=[AreaFacts(AreaKind.COMMUNE, CODE, figures=known)])
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
    expect(page.get_by_text("jeunes × 2")).to_be_visible()
