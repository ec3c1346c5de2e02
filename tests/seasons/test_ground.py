"""What pages count of the ground is kept while its figures do not change, and asked for once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allervers.seasons.models import SeasonHaltWindow, SeasonPartner
from allervers.seasons.queries.need import need_points, season_areas, season_need
from allervers.territory.actions.areas import drop_figures, store_areas
from allervers.territory.domain.areas import AreaFacts, AreaKind, Indicator
from allervers.territory.models import GroundMark
from allervers.tours.models import Absence
from tests.cast import Cast, sign_in
from tests.seasons.need_world import CODE, figures, make_needed, make_past, make_plan
from tests.seasons.setup.world import Prepared
from tests.tours.staff.test_queries import FREE, MOST

SESSION = 3  # who is asking, and what the site has to say


@pytest.fixture
def prepared(cast: Cast) -> Prepared:
    """Return Aïcha's season, in a commune whose figures and outline are known."""
    return make_needed(cast)


def questions(client: Client, url: str) -> list[str]:
    """Return what a page asks of the database."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return [one["sql"] for one in found if not one["sql"].startswith(FREE)]


def fill(prepared: Prepared) -> None:
    """Give the season all that a page may ask for: other hours, partners away, people met."""
    season = prepared.season
    for row in season.halts.order_by("id"):
        SeasonHaltWindow.objects.create(halt=row, opens="18:00", closes="20:00")
    partner = prepared.cast.partner
    SeasonPartner.objects.create(
        season=season, organisation=partner, unit=prepared.unit, weekdays=[0], people=5
    )
    Absence.objects.create(organisation=partner, starts_on=prepared.monday, ends_on=prepared.monday)
    make_past(prepared, 3, 1)


@pytest.mark.parametrize("name", ["check", "need", "need_past", "need_csv", "plan_reached"])
def test_pages_that_count_the_need_ask_few_questions(
    name: str, client: Client, prepared: Prepared
) -> None:
    plan = make_plan(prepared)
    fill(prepared)
    sign_in(client, prepared.cast.aicha)
    about = plan.id if name == "plan_reached" else prepared.season.id
    url = reverse(f"seasons:{name}", args=[about])
    first = questions(client, url)
    assert len(first) <= MOST + SESSION, "\n".join(one[:150] for one in first)
    again = questions(client, url)
    assert not any('territory_areafigure"."low' in one for one in again)


def test_figures_stored_or_dropped_since_are_counted_again(prepared: Prepared) -> None:
    def counted() -> tuple[float, float]:
        return season_areas(prepared.season).areas[0].people["all"]

    assert counted() == pytest.approx((400, 680))
    known = figures(people=20_000, households=5000, poor_rate=20.0, people_65=5000)
    store_areas(facts=[AreaFacts(AreaKind.COMMUNE, CODE, figures=known)])
    assert counted() == pytest.approx((800, 1360))
    drop_figures(indicator=Indicator.POOR_RATE, departements=[CODE[:2]], kept=[])
    assert not season_areas(prepared.season).areas


def test_nothing_is_kept_where_nothing_says_what_changes(prepared: Prepared) -> None:
    GroundMark.objects.all().delete()
    first, again = (season_need(prepared.season).known for _ in range(2))
    assert first == again
    assert first is not again
    store_areas(facts=[])
    first, again = (season_need(prepared.season).known for _ in range(2))
    assert first is again
    assert need_points(prepared.season) == list(season_need(prepared.season).points)


def test_partners_away_and_other_hours_are_told_with_their_rows(prepared: Prepared) -> None:
    fill(prepared)
    facts = prepared.gathered().facts
    aboard = facts.units[0].aboard[0]
    assert (aboard.weekdays, aboard.away) == ((0,), (prepared.monday,))
    assert [one.people for one in facts.seen] == [5]
    assert [(one.opens.hour, one.closes.hour) for one in facts.halts[0].more] == [(18, 20)]
    assert sum(one.met for one in facts.points) == pytest.approx(3)
