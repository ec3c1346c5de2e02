"""The need of a season: its page, its spreadsheet, its points, what past visits correct."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.need import left_at
from allervers.seasons.domain.reached import reached
from allervers.seasons.jobs import compute
from allervers.seasons.models import Computation, MetAtHalt, Season, SeasonPlan
from allervers.seasons.queries.need import need_points, season_areas
from allervers.territory.actions.areas import store_areas
from allervers.territory.domain.areas import AreaFacts, AreaKind
from allervers.territory.queries.areas import areas_of
from tests.cast import Cast, sign_in
from tests.seasons.need_world import CODE, figures, make_needed, make_past, make_plan
from tests.seasons.setup.world import Prepared
from tests.tours.staff.test_queries import at_most

SESSION = 3  # who is asking, and what the site has to say


@pytest.fixture
def prepared(cast: Cast) -> Prepared:
    """Return Aïcha's season, in a commune whose figures and outline are known."""
    return make_needed(cast)


@pytest.fixture
def aicha(cast: Cast, client: Client) -> Client:
    """Sign the coordinator in."""
    sign_in(client, cast.aicha)
    return client


def read(client: Client, name: str, season: Season | SeasonPlan) -> str:
    """Return what a page says."""
    response = client.get(reverse(f"seasons:{name}", args=[season.id]))
    assert response.status_code == 200
    return response.content.decode()


def test_commune_is_spread_on_its_ground_and_people_met_are_taken_off(prepared: Prepared) -> None:
    before = need_points(prepared.season)
    assert len(before) > 10
    # 20 % of 10,000 people, 20 to 34 % of whom do not take up their rights.
    found = season_areas(prepared.season).areas[0]
    assert found.people["all"] == pytest.approx((400, 680))
    assert sum(left_at(one)[1] for one in before) <= 680 + 1e-6
    day = prepared.season.starts_on - timedelta(days=20)
    MetAtHalt.objects.create(halt=prepared.halts[0], day=day, people=30)
    old = prepared.season.starts_on - timedelta(days=400)
    MetAtHalt.objects.create(halt=prepared.halts[1], day=old, people=30)
    assert sum(one.met for one in need_points(prepared.season)) == pytest.approx(30)


def test_iris_replace_their_commune_only_when_all_are_placed(prepared: Prepared) -> None:
    rsa = figures(caf_rsa=30, caf_households=200, caf_people=400)
    facts = [
        AreaFacts(AreaKind.IRIS, f"{CODE}010{n}", commune=CODE, latitude=48.81, longitude=2.27,
                  figures=rsa)
        for n in (1, 2)
    ]  # fmt: skip
    store_areas(facts=facts)
    need = season_areas(prepared.season)
    assert {one.area.kind for one in need.areas} == {"iris"}
    assert [one.precarity for one in need.areas] == [(1000, 1000)] * 2
    store_areas(facts=[AreaFacts(AreaKind.IRIS, f"{CODE}0103", commune=CODE, figures=rsa)])
    need = season_areas(prepared.season)
    assert {one.area.kind for one in need.areas} == {"commune"}
    assert len(need.pooled) == 1


def test_value_shown_is_the_one_that_the_planner_counts(prepared: Prepared) -> None:
    plan = make_plan(prepared)
    season = prepared.season
    halts = [(str(one.id), one.latitude or 0, one.longitude or 0) for one in prepared.halts]
    points = need_points(season)
    exposed = exposures(halts, points, season.kerb_exposure, season.decay_m, season.radius_m)
    assert plan.reached > 10
    assert reached(points, exposed, {halts[0][0]: 2}) == pytest.approx(plan.reached, rel=1e-6)


def test_page_shows_areas_bounds_sensitivity_and_says_when_visits_are_too_few(
    aicha: Client, prepared: Prepared
) -> None:
    plan = make_plan(prepared)
    make_past(prepared, 3, 1)
    with at_most(8):
        said = read(aicha, "need", prepared.season)
    assert "de 400 à 680" in said
    assert "Pas assez de passages" in read(aicha, "need_past", prepared.season)
    reached_page = read(aicha, "plan_reached", plan)
    assert "Entre" in reached_page
    assert "saturation" in reached_page
    table = read(aicha, "need_csv", prepared.season)
    assert "commune;92043" in table
    assert "400.0;680.0" in table


def test_factor_of_past_visits_is_applied_only_when_accepted_and_taken_back(
    aicha: Client, prepared: Prepared
) -> None:
    make_past(prepared, 14, 3)
    season = prepared.season
    assert "Il faudrait multiplier le besoin" in read(aicha, "need_past", season)
    before = sum(one.people["all"][1] for one in need_points(season))
    accept = reverse("seasons:need_accept", args=[season.id])
    assert aicha.get(accept).status_code == 200
    assert aicha.post(accept).status_code == 302
    season.refresh_from_db()
    assert season.people_scale != 1.0
    after = sum(one.people["all"][1] for one in need_points(season))
    assert after == pytest.approx(before * season.people_scale, rel=1e-6)
    assert "est multiplié par" in read(aicha, "need_past", season)
    aicha.post(reverse("seasons:need_reset", args=[season.id]))
    season.refresh_from_db()
    assert (season.people_scale, season.people_scale_at) == (1.0, None)


def test_too_few_visits_are_refused_even_when_asked_by_hand(
    aicha: Client, prepared: Prepared
) -> None:
    make_past(prepared, 2, 3)
    assert aicha.post(reverse("seasons:need_accept", args=[prepared.season.id])).status_code == 409


def test_need_and_estimate_ask_no_more_than_eight_questions(
    aicha: Client, prepared: Prepared
) -> None:
    plan = make_plan(prepared)
    make_past(prepared, 1, 1)
    with at_most(SESSION + 8):
        read(aicha, "need_past", prepared.season)
    with at_most(SESSION + 8):
        read(aicha, "plan_reached", plan)


def test_territory_too_large_is_refused_in_words(
    aicha: Client, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(areas_of, "__defaults__", (2,))
    for name in ("need", "check"):
        answer = aicha.get(reverse(f"seasons:{name}", args=[prepared.season.id]))
        assert answer.status_code == 422
        assert "une saison par département" in answer.content.decode()
    computation = Computation.objects.create(season=prepared.season, seconds=20)
    assert compute(computation.id) == "failed"
    computation.refresh_from_db()
    assert "Trop de chiffres" in computation.reasons[0]


def test_zero_published_is_told_as_perhaps_a_secret(aicha: Client, prepared: Prepared) -> None:
    zeros = figures(people=10_000, households=5000, poor_rate=20.0, caf_households=0, caf_rsa=0)
    store_areas(facts=[AreaFacts(AreaKind.COMMUNE, CODE, figures=zeros)])
    said = read(aicha, "need", prepared.season)
    assert "zéro publié, peut-être secret" in said
    assert "de 400 à 680" in said


def test_audiences_are_weighted_and_each_is_told(aicha: Client, prepared: Prepared) -> None:
    season = prepared.season
    shown = aicha.get(reverse("seasons:season_edit", args=[season.id])).context["form"].initial
    sent = {name: value for name, value in shown.items() if value is not None}
    sent |= {"version": season.updated_at.isoformat(), "all_weight": "0", "youth_weight": "2"}
    address = reverse("seasons:season_edit", args=[season.id])
    nobody = aicha.post(address, sent | {"youth_weight": "0"})
    assert nobody.context["form"].errors["all_weight"]
    assert aicha.post(address, sent).status_code == 302
    # Nothing published tells the young: nothing is supposed, and it is said before planning.
    said = read(aicha, "check", season)
    assert "Rien de publié ne dit combien" in said
    assert "jeunes" in said
    known = figures(people=10_000, households=5000, poor_rate=20.0, people_15_29=2500)
    store_areas(facts=[AreaFacts(AreaKind.COMMUNE, CODE, figures=known)])
    assert "Lancer le calcul" in read(aicha, "check", season)
    season.refresh_from_db()
    plan = make_plan(prepared)
    assert plan.reached > 0
    page = read(aicha, "plan_reached", plan)
    assert "Comptés" in page
    assert "Personnes en famille" in page
