"""Plans side by side on figures, calendar, list and map: said by a word and a sign."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allervers.seasons.models import SeasonPlan
from tests.cast import sign_in
from tests.seasons.plans.world import AFTERNOON, EVENING, Planning, add_plan

pytestmark = pytest.mark.django_db
SESSION = 6  # questions about who is asking, and the read-only transaction
VIEWS = ("plan_compare", "compare_calendar", "compare_list", "compare_map", "compare_points",
         "compare_outlines")  # fmt: skip


@pytest.fixture
def other(planning: Planning) -> SeasonPlan:
    """Return a second plan: one visit less, one at another hour, one by another unit, one more."""
    made = add_plan(planning, "Autre projet")
    planning.row(0, made).delete()
    made.visits.filter(day=planning.day(1)).update(starts=AFTERNOON, ends=EVENING)
    made.visits.filter(day=planning.day(8)).update(unit=planning.units[1])
    row = planning.row(9, made)
    row.pk, row.halt, row.day = None, planning.halts[2], planning.day(10)
    row.save(force_insert=True)
    return made


def get(client: Client, name: str, planning: Planning, *plans: SeasonPlan, more: str = "") -> str:
    """Open a view of a comparison."""
    query = "&".join(f"projets={one.id}" for one in plans)
    answer = client.get(reverse(f"seasons:{name}", args=[planning.season.id]) + f"?{query}{more}")
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_each_view_opens_in_few_questions(
    client: Client, planning: Planning, other: SeasonPlan
) -> None:
    sign_in(client, planning.cast.aicha)
    for name in VIEWS:
        with CaptureQueriesContext(connection) as asked:
            get(client, name, planning, planning.plan, other)
        assert len(asked) <= SESSION + 8, (name, [one["sql"][:90] for one in asked])
        assert "Rien à comparer" in get(client, name, planning) or name in VIEWS[4:]


def test_calendar_says_differences_by_sign_and_word(
    client: Client, planning: Planning, other: SeasonPlan
) -> None:
    sign_in(client, planning.cast.aicha)
    said = get(client, "compare_calendar", planning, other, planning.plan, more="&semaine=toutes")
    for sign, word in (("+", "ajouté"), ("−", "retiré"), ("≠", "autre heure"), ("=", "gardé"),
                       ("≠", "autre unité")):  # fmt: skip
        assert f'aria-hidden="true">{sign}</span> {word}' in said
    assert "avant\xa0: Bus inventé" in said
    assert "« Projet inventé »" in said.replace("\xa0", " ").replace("\u202f", " ")  # made first
    assert said.count("<caption") == 2
    first = get(client, "compare_calendar", planning, planning.plan, other)
    assert "1\xa0retiré, 1\xa0à une autre heure" in first
    assert first.count("<caption") == 1


def test_list_shows_what_differs_or_everything(
    client: Client, planning: Planning, other: SeasonPlan
) -> None:
    sign_in(client, planning.cast.aicha)
    said = get(client, "compare_list", planning, planning.plan, other)
    assert "4\xa0passages diffèrent" in said
    assert "pas prévu" in said
    whole = get(client, "compare_list", planning, planning.plan, other, more="&voir=tout")
    assert "</span> gardé" in whole
    assert "mêmes passages, aux mêmes heures" in get(
        client, "compare_list", planning, planning.plan, add_plan(planning, "Le même")
    )


def test_the_whole_list_is_printed_at_once(
    client: Client, planning: Planning, other: SeasonPlan
) -> None:
    row = planning.row(9, other)
    for number in range(30):
        row.pk, row.day = None, planning.day(20 + number)
        row.save(force_insert=True)
    sign_in(client, planning.cast.aicha)
    first = get(client, "compare_list", planning, planning.plan, other)
    assert "imprimer=tout" in first
    whole = get(client, "compare_list", planning, planning.plan, other, more="&imprimer=tout")
    assert first.count('<th scope="row">') == 25
    assert whole.count('<th scope="row">') == 34


def test_map_gives_halts_with_what_becomes_of_them(
    client: Client, planning: Planning, other: SeasonPlan
) -> None:
    sign_in(client, planning.cast.aicha)
    said = get(client, "compare_map", planning, planning.plan, other)
    assert "repère\xa0: 2\xa0passages\xa0; autre projet\xa0: 1\xa0passage" in said
    points = json.loads(get(client, "compare_points", planning, planning.plan, other))
    states = {one["properties"]["name"]: one["properties"]["state"] for one in points["features"]}
    assert states == {
        "≠ Val-Inventé, Marché": "times",
        "= Val-Inventé, École": "same",
        "+ Mont-Inventé, Gare": "added",
    }
