"""Plans of a season: accessible at both widths, a visit moved with its effect before it is kept."""

from collections.abc import Callable
from datetime import time

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Request, expect

from allervers.seasons.models import SeasonPlan
from allervers.tours.models import Edition, Halt
from tests.browsing import Screenshot
from tests.cast import make_cast
from tests.seasons.plans.world import Planning, add_plan, make_planning

COMPARED = ("plan_compare", "compare_calendar", "compare_list", "compare_map")
PAGES = ("plan", "plan_calendar", "plan_list", "plan_map", "plan_publish")
LONG = "Maison des associations et des solidarités, avenue du Général-Inventé-de-la-Longue-Marche"


@pytest.fixture
def planning(transactional_db: None) -> Planning:
    """A season and its plan."""
    return make_planning(make_cast())


SAID = {"plan": "une partie de l'écart", "plan_publish": "1\xa0trajet trop court"}
"""What these pages said last: why the gap is what it is, trips of the plan in one sentence."""


def fill(planning: Planning) -> None:
    """Give the plan long names, audiences with weights, a theme, a trip that calendars refuse."""
    planning.season.edition = Edition.objects.create(
        carrier=planning.season.carrier, name="Caravane jeunesse", audience="youth"
    )
    planning.season.youth_weight = 2.0
    planning.season.save()
    Halt.objects.filter(id=planning.halts[2].id).update(latitude=49.2, name=LONG)
    row = planning.row(0)
    row.pk, row.halt, row.starts, row.ends = None, planning.halts[2], time(11, 45), time(13, 45)
    row.save(force_insert=True)
    SeasonPlan.objects.update(broken=0, audiences={"all": 90.0, "youth": 20.0})


def test_plans_are_read_and_a_visit_is_moved(
    planning: Planning,
    browse_as: Callable[..., Page],
    page: Page,
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    fill(planning)
    browse_as(planning.cast.aicha.user, on=page)
    for name in PAGES:
        page.goto(reverse(f"seasons:{name}", args=[planning.plan.id]))
        if said := SAID.get(name):
            expect(page.get_by_text(said).first).to_be_visible()
        assert_accessible_at_both(page)
        screenshot(page, name)
    locked = planning.row(8)
    type(locked).objects.filter(id=locked.id).update(is_locked=True)
    page.goto(reverse("seasons:planned_change", args=[locked.id]))
    assert_accessible_at_both(page)
    page.goto(reverse("seasons:planned_change", args=[planning.row(0).id]))
    page.get_by_label("Jour").fill(planning.day(2).isoformat())
    page.get_by_role("button", name="Voir l'effet").click()
    expect(page.get_by_text("personnes touchées")).to_be_visible()
    assert_accessible_at_both(page)
    page.get_by_role("button", name="Faire ce changement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("modifié à la main")
    assert SeasonPlan.objects.get(origin="by_hand").visits.filter(day=planning.day(2)).exists()


def assert_printed(page: Page, name: str) -> None:
    """A week longer than a sheet is cut; what the dots of a map say is not printed without it."""
    page.emulate_media(media="print")
    if name == "compare_map":
        expect(page.get_by_text("Ce que disent les ronds")).to_be_hidden()
        expect(page.locator(".map-legend")).to_be_hidden()
    if name == "compare_calendar":
        cut = page.locator(".compare-week").evaluate("one => getComputedStyle(one).breakInside")
        assert cut == "auto"
    page.emulate_media(media="screen")


def test_plans_side_by_side_ask_nothing_elsewhere_and_are_read_by_keyboard(
    planning: Planning,
    browse_as: Callable[..., Page],
    page: Page,
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    other = add_plan(planning, "Autre projet")
    planning.row(0, other).delete()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    browse_as(planning.cast.aicha.user, on=page)
    for name in COMPARED:
        url = reverse(f"seasons:{name}", args=[planning.season.id])
        page.goto(f"{url}?projets={planning.plan.id}&projets={other.id}")
        if name == "compare_map":
            page.wait_for_selector(".map[data-drawn]", timeout=30_000)
        assert_accessible_at_both(page)
        screenshot(page, name)
        assert_printed(page, name)
    own = page.url.split("/espace/")[0]
    assert [url for url in asked if not url.startswith((own, "blob:", "data:"))] == []
    page.get_by_role("link", name="Calendrier").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("retiré")
