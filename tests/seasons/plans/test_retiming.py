"""A plan that gives each other's hours to announced visits: shown as possible, published."""

from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from allervers.seasons.models import PlannedVisit, SeasonPlan
from allervers.tours.actions.retiming import retime_visits
from allervers.tours.domain.recurrence import Hours
from allervers.tours.models import Message, Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in
from tests.seasons.plans.test_publishing import publish
from tests.seasons.plans.world import AFTERNOON, EVENING, MORNING, NOON, Planning, add_plan

pytestmark = pytest.mark.django_db


def put_in(planning: Planning, plan: SeasonPlan, starts: time, ends: time) -> None:
    """Put a visit at the station on the first day, with the unit of the market."""
    PlannedVisit.objects.create(
        plan=plan, unit=planning.units[0], halt=planning.halts[2], day=planning.day(0),
        starts=starts, ends=ends,
    )  # fmt: skip


def swapped(planning: Planning, *, is_new: bool = False) -> SeasonPlan:
    """Publish a plan; return another: the market in the afternoon, the station in its place.

    `is_new`: nothing was at the station before.
    """
    if not is_new:
        put_in(planning, planning.plan, AFTERNOON, EVENING)
    publish(planning)
    other = add_plan(planning, "Autre projet", origin="replanned")
    row = planning.row(0, other)
    PlannedVisit.objects.filter(id=row.id).update(starts=AFTERNOON, ends=EVENING)
    put_in(planning, other, MORNING, NOON)
    return other


def hours_on(planning: Planning) -> dict[str, tuple[int, int]]:
    """Return the sequence and the hour (in UTC) of each visit of the first day, by halt."""
    rows = Visit.objects.filter(starts_at__date=planning.day(0), unit=planning.units[0])
    return {row.halt.name: (row.sequence, row.starts_at.hour) for row in rows.order_by("id")}


@pytest.mark.parametrize("is_new", [False, True])
def test_visits_of_a_unit_take_each_others_hours(
    client: Client, planning: Planning, *, is_new: bool
) -> None:
    other = swapped(planning, is_new=is_new)
    before = hours_on(planning)
    sign_in(client, planning.cast.aicha)
    page = client.get(reverse("seasons:plan_publish", args=[other.id]))
    assert not page.context["is_blocked"]
    outcome = publish(planning, other)
    assert (outcome.added, outcome.changed, outcome.cancelled) == (is_new, 2 - is_new, 0)
    after = hours_on(planning)
    assert after["Marché"][0] == before["Marché"][0] + 1
    assert after["Marché"][1] > after["Gare"][1]


def test_the_page_says_when_new_hours_are_impossible(client: Client, planning: Planning) -> None:
    other = swapped(planning)
    other.visits.filter(halt=planning.halts[2]).update(starts=AFTERNOON, ends=EVENING)
    sign_in(client, planning.cast.aicha)
    page = client.get(reverse("seasons:plan_publish", args=[other.id]))
    assert page.context["is_blocked"]
    before = hours_on(planning)
    with pytest.raises(Refusal, match="dates sont impossibles"):
        publish(planning, other)
    assert hours_on(planning) == before


def test_those_aboard_are_told_of_new_hours_and_what_is_over_stays(planning: Planning) -> None:
    publish(planning)
    row = planning.plan.visits.get(day=planning.day(8))
    visit = row.visit
    assert visit is not None
    told = Message.objects.filter(visit=visit).count()
    hours = {visit.id: Hours(AFTERNOON, EVENING)}
    late = datetime.combine(planning.day(20), time(8), UTC)
    with pytest.raises(Refusal, match="terminé"):
        retime_visits(viewer=planning.aicha, hours=hours, now=late)
    now = datetime.combine(planning.day(-3), time(8), UTC)
    retime_visits(viewer=planning.aicha, hours=hours, now=now)
    visit.refresh_from_db()
    assert Message.objects.filter(visit=visit).count() == told + 1
