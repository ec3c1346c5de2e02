"""Changing a plan by hand: copied, guarded, undone, locked."""

from dataclasses import replace

import pytest

from allervers.seasons.actions.hand import change_by_hand, lock_visit, undo_change
from allervers.seasons.domain.planned import Planned, effect_of, with_change
from allervers.seasons.gateways.planner.hand import weighed, what_adds
from allervers.seasons.models import SeasonPlan
from allervers.seasons.queries.plans import planned_of, to_planned, undone
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.seasons.plans.world import Planning, keys_of, stored_of

pytestmark = pytest.mark.django_db


def change(
    planning: Planning, without: Planned | None, put: Planned | None, plan: SeasonPlan | None = None
) -> SeasonPlan:
    """Change a plan as the page does."""
    plan = plan or planning.plan
    after = weighed(stored_of(plan), with_change(planned_of(plan), without=without, put=put))
    return change_by_hand(
        viewer=planning.aicha,
        plan_id=plan.id,
        version=plan.version,
        without=without,
        put=put,
        weighed=after,
    )


def test_a_computed_plan_is_copied_before_its_first_change(planning: Planning) -> None:
    before = keys_of(planning.plan)
    made = change(planning, to_planned(planning.row(0)), planning.planned(2, 0, 0))
    assert made.id != planning.plan.id
    assert (made.origin, made.parent_id) == ("by_hand", planning.plan.id)
    assert keys_of(planning.plan) == before
    assert planning.planned(2, 0, 0).key in keys_of(made)
    again = change(planning, None, planning.planned(9, 1, 2), made)
    assert (again.id, again.version) == (made.id, made.version + 1)


def test_the_effect_says_people_kilometres_and_rules(planning: Planning) -> None:
    stored, visits = stored_of(planning.plan), planned_of(planning.plan)
    put = planning.planned(2, 1, 0)  # two days after the first visit: too soon
    effect = effect_of(weighed(stored, visits), weighed(stored, [*visits, put]))
    assert effect.reached > 0
    assert effect.km > 0
    assert {(one.rule, one.halt) for one in effect.breaks} == {("every", planning.halts[0].id)}
    sunday = planning.planned(6, 1, 2)
    broken = weighed(stored, [*visits, sunday]).broken
    assert {("off_duty", planning.day(6))} <= {(one.rule, one.day) for one in broken}


def test_undoing_gives_the_plan_before(planning: Planning) -> None:
    made = change(planning, to_planned(planning.row(0)), planning.planned(2, 0, 2))
    visits = undone(made)
    assert {one.key for one in visits} == keys_of(planning.plan)
    back = undo_change(
        viewer=planning.aicha,
        plan_id=made.id,
        version=made.version,
        weighed=weighed(stored_of(made), visits),
    )
    assert keys_of(back) == keys_of(planning.plan)
    assert back.total == pytest.approx(planning.plan.total)
    assert not back.changes.exists()


def test_undoing_does_not_take_out_what_was_locked_since(planning: Planning) -> None:
    made = change(planning, None, planning.planned(9, 1, 2))
    row = made.visits.get(halt=planning.halts[2])
    lock_visit(viewer=planning.aicha, planned_id=row.id, is_locked=True)
    after = weighed(stored_of(made), undone(made))
    with pytest.raises(Refusal, match="verrouillé"):
        undo_change(viewer=planning.aicha, plan_id=made.id, version=made.version, weighed=after)
    assert made.visits.filter(id=row.id).exists()


def test_what_another_person_changed_meanwhile_is_not_overwritten(planning: Planning) -> None:
    made = change(planning, None, planning.planned(2, 0, 2))
    SeasonPlan.objects.filter(id=made.id).update(version=made.version + 1)
    with pytest.raises(Refusal, match="vient de modifier"):
        change(planning, None, planning.planned(4, 0, 2), made)


def test_a_locked_visit_does_not_move_and_a_published_plan_does_not_change(
    planning: Planning,
) -> None:
    row = lock_visit(viewer=planning.aicha, planned_id=planning.row(0).id, is_locked=True)
    with pytest.raises(Refusal, match="verrouillé"):
        change(planning, to_planned(row), None)
    SeasonPlan.objects.filter(id=planning.plan.id).update(published_at="2026-01-01T00:00Z")
    with pytest.raises(Refusal, match="dans le calendrier"):
        change(planning, to_planned(planning.row(1)), None)
    with pytest.raises(Refusal, match="dans le calendrier"):
        lock_visit(viewer=planning.aicha, planned_id=row.id, is_locked=False)


def test_only_the_seasons_units_halts_and_days_enter_and_once(planning: Planning) -> None:
    outside = replace(planning.planned(0, 0, 2), day=planning.season.ends_on.replace(year=2040))
    with pytest.raises(Refusal, match="pas de cette saison"):
        change(planning, None, outside)
    with pytest.raises(Refusal, match="déjà à cette halte"):
        change(planning, None, planning.planned(0, 0, 0))
    planning.season.units.filter(unit=planning.units[1]).delete()
    planning.season.halts.filter(halt=planning.halts[2]).delete()
    for left in (planning.planned(2, 1, 0), planning.planned(2, 0, 2)):
        with pytest.raises(Refusal, match="pas de cette saison"):
            change(planning, None, left)


def test_nobody_else_changes_it(planning: Planning) -> None:
    for who, match in ((planning.cast.hugo, "introuvable"), (planning.cast.bruno, "coordination")):
        with pytest.raises(Refusal, match=match):
            lock_visit(viewer=viewer(who), planned_id=planning.row(0).id, is_locked=True)


def test_what_a_visit_adds_and_whom_it_overlaps(planning: Planning) -> None:
    stored, visits = stored_of(planning.plan), planned_of(planning.plan)
    found = what_adds(stored, visits, to_planned(planning.row(1)))
    assert found.reached > 0
    assert {one.halt for one in found.overlaps} == {one.id for one in planning.halts[:2]}
    alone = what_adds(stored, visits[:1], visits[0])
    assert not alone.overlaps
