"""A plan put in the calendar: drafts and announcements, messages, all of it or nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest

from allervers.seasons.actions.hand import change_by_hand
from allervers.seasons.actions.publishing import Choices, Outcome, publish_plan
from allervers.seasons.actions.seasons import delete_season
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.models import PlannedVisit, SeasonPlan
from allervers.seasons.queries.publishing import difference
from allervers.tours.domain.timing import instant
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import Message, Tour, TownAgreement, Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.seasons.plans.world import Planning, add_plan, stored_of

pytestmark = pytest.mark.django_db
ALL = Choices(announces=True, asks_towns=True, reason="crew", text="équipe malade")


def publish(
    planning: Planning, plan: SeasonPlan | None = None, choices: Choices = ALL, days: int = 0
) -> Outcome:
    """Put a plan in the calendar some days after the season's first."""
    plan = plan or planning.plan
    before = datetime.combine(planning.day(days - 3), time(8), UTC)
    return publish_plan(
        viewer=planning.aicha,
        plan_id=plan.id,
        version=plan.version,
        choices=choices,
        calendars=calendar_of_commune,
        now=before,
    )


def test_agreed_visits_are_announced_others_stay_drafts_and_towns_are_asked(
    planning: Planning,
) -> None:
    outcome = publish(planning)
    assert (outcome.added, outcome.announced, outcome.asked) == (4, 2, 1)
    at_school = Visit.objects.filter(halt=planning.halts[1])
    assert set(at_school.values_list("status", flat=True)) == {"draft"}
    at_market = Visit.objects.filter(halt=planning.halts[0])
    assert set(at_market.values_list("status", flat=True)) == {"published"}
    request = TownAgreement.objects.get(halt=planning.halts[1])
    assert (request.status, request.valid_from) == ("asked", planning.day(1))
    assert Tour.objects.filter(name=planning.season.name).count() == len(planning.units)
    planning.plan.refresh_from_db()
    assert planning.plan.published_at
    assert not planning.plan.visits.filter(visit=None).exists()


def test_the_partner_aboard_that_weekday_is_expected_and_told(planning: Planning) -> None:
    publish(planning)
    on_board = Visit.objects.filter(partners__organisation=planning.cast.partner)
    assert {(one.unit_id, one.starts_at.weekday()) for one in on_board} == {
        (planning.units[0].id, 1)
    }
    told = Message.objects.filter(organisation=planning.cast.partner, visit__in=on_board)
    assert told.count() == on_board.filter(status="published").count() == 1


def test_drafts_only_tell_nobody(planning: Planning) -> None:
    outcome = publish(planning, choices=Choices(announces=False, asks_towns=False))
    assert (outcome.added, outcome.announced, outcome.asked) == (4, 0, 0)
    assert set(Visit.objects.values_list("status", flat=True)) == {"draft"}
    assert not Message.objects.exists()
    assert not TownAgreement.objects.exists()


def test_what_was_announced_elsewhere_is_found_not_added_again(planning: Planning) -> None:
    row = planning.row(0)
    tour = Tour.objects.create(unit=row.unit, name="Autre", starts_on=row.day, ends_on=row.day)
    hours = {"starts_at": instant(row.day, row.starts), "ends_at": instant(row.day, row.ends)}
    known = Visit.objects.create(
        unit=row.unit, tour=tour, halt=row.halt, status="published", **hours
    )
    assert publish(planning).added == 3
    row.refresh_from_db()
    assert row.visit == known


def test_a_conflict_leaves_nothing_behind(planning: Planning) -> None:
    day, other = planning.day(8), planning.units[0]
    tour = Tour.objects.create(
        unit=other, name="Autre", starts_on=day, ends_on=day + timedelta(days=1)
    )
    Visit.objects.create(
        unit=other, tour=tour, halt=planning.halts[2], status="published",
        starts_at=instant(day, time(10)), ends_at=instant(day, time(12)),
    )  # fmt: skip
    with pytest.raises(Refusal, match="dates sont impossibles"):
        publish(planning)
    assert Visit.objects.count() == Tour.objects.count() == 1
    assert not TownAgreement.objects.exists()
    planning.plan.refresh_from_db()
    assert planning.plan.published_at is None


def test_the_next_plan_replaces_the_first_and_says_what_changes(planning: Planning) -> None:
    publish(planning)
    other = add_plan(planning, "Autre projet", origin="replanned")
    gone = planning.row(0, other)
    moved = planning.row(1, other)
    PlannedVisit.objects.filter(id=gone.id).delete()
    PlannedVisit.objects.filter(id=moved.id).update(ends=time(12))
    outcome = publish(planning, other)
    assert (outcome.added, outcome.changed, outcome.cancelled) == (0, 1, 1)
    cancelled = Visit.objects.get(status="cancelled")
    assert (cancelled.halt_id, cancelled.reason) == (gone.halt_id, "crew")
    kept = PlannedVisit.objects.filter(plan=other).order_by("day")
    assert all(row.visit_id for row in kept)
    assert Visit.objects.count() == 4


def test_past_visits_are_left_alone(planning: Planning) -> None:
    now = datetime.combine(planning.day(2), time(8), UTC)
    found = difference(planning.plan, now)
    assert {row.day for row in found.over} == {planning.day(0), planning.day(1)}
    assert len(found.add) == 2
    outcome = publish(planning, days=5)
    assert outcome.added == 2


def test_a_published_plan_is_not_published_nor_changed_again(planning: Planning) -> None:
    publish(planning)
    with pytest.raises(Refusal, match="dans le calendrier"):
        publish(planning)
    after = weighed(stored_of(planning.plan), [])
    with pytest.raises(Refusal, match="dans le calendrier"):
        change_by_hand(
            viewer=planning.aicha, plan_id=planning.plan.id, version=planning.plan.version,
            without=None, put=planning.planned(2, 0, 2), weighed=after,
        )  # fmt: skip


def test_a_season_of_the_calendar_is_not_deleted(planning: Planning) -> None:
    publish(planning)
    with pytest.raises(Refusal, match="plan publié"):
        delete_season(viewer=planning.aicha, season_id=planning.season.id)
    assert SeasonPlan.objects.get() == planning.plan


def test_only_the_carriers_coordinators_publish(planning: Planning) -> None:
    for who, match in ((planning.cast.hugo, "introuvable"), (planning.cast.bruno, "coordination")):
        with pytest.raises(Refusal, match=match):
            publish_plan(
                viewer=viewer(who), plan_id=planning.plan.id, version=1, choices=ALL,
                calendars=calendar_of_commune, now=datetime(2026, 1, 1, tzinfo=UTC),
            )  # fmt: skip
