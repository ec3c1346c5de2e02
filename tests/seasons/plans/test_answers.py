"""Questions that the worker answers: setbacks, halts not chosen, what more would bring."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from allervers.seasons.actions.answering import (
    Purpose,
    ask_question,
    begin_question,
    end_question,
    keep_proposal,
    kept_as_it_is,
)
from allervers.seasons.domain.asking import asked_of, setback_of
from allervers.seasons.domain.mending import Setback, keeping_hours, mended
from allervers.seasons.domain.planned import BrokenRule, read_rule, told, told_rule
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.gateways.planner.mended import after_setback
from allervers.seasons.gateways.planner.opened import opened, plan_of
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.jobs_answers import answer
from allervers.seasons.models import Computation, PlannedVisit
from allervers.seasons.queries.answers import hours_if_agreed, to_phone, visits_in
from allervers.seasons.queries.plans import names_of, planned_of
from allervers.seasons.wording.answers import (
    break_lines,
    empty_lines,
    is_bare,
    more_of,
    way_lines,
    way_title,
)
from allervers.tours.domain.timing import PARIS
from allervers.tours.models import Visit
from allervers.ui.domain.refusal import Refusal
from planner.stop import Iterations
from tests.cast import sign_in, viewer
from tests.seasons.plans.test_plan_pages import add_structure
from tests.seasons.plans.world import (
    AFTERNOON,
    EVENING,
    Planning,
    keys_of,
    problem_of,
    stored_of,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:overflow encountered"),  # plain Python: SplitMix64 wraps
]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FEW = Iterations(50)


def test_a_setback_closes_days_and_lifts_the_locks_it_hits(planning: Planning) -> None:
    halt = planning.halts[0].id
    setback = Setback(planning.day(0), planning.day(2), halt=halt)
    hit, other = planning.planned(0, 0, 0), planning.planned(8, 0, 0)
    after = mended(problem_of(planning), setback, [hit, other])
    assert [one["day"] for one in after["locked"]] == [planning.day(8).isoformat()]
    openings = {one["id"]: one["openings"] for one in after["halts"]}
    assert planning.day(1).isoformat() in openings[str(halt)][0]["except"]
    assert "except" not in openings[str(planning.halts[1].id)][0]
    assert setback_of(asked_of(setback, price=3.0, keeps_announced=True)) == setback


def test_a_round_that_does_not_change_keeps_its_hours_and_locks(planning: Planning) -> None:
    mine = PlannedVisit(is_locked=True)
    assert mine.is_locked
    before = planned_of(planning.plan)
    earlier = [planning.planned(0, 0, 0, starts=before[0].starts.replace(hour=9)), *before[1:]]
    assert keeping_hours(before, earlier) == before


def test_a_past_visit_a_locked_one_and_an_announced_one_are_kept_as_they_are(
    planning: Planning,
) -> None:
    row, midnight = planning.row(1), datetime.combine(planning.day(2), time(0, 30), PARIS)
    assert not kept_as_it_is(row, NOW, keeps_announced=True).is_locked
    assert kept_as_it_is(row, midnight, keeps_announced=True).is_locked  # 23 h 30 in Greenwich
    row.visit = Visit(status=Visit.Status.PUBLISHED)
    assert kept_as_it_is(row, NOW, keeps_announced=True).is_locked
    assert not kept_as_it_is(row, NOW, keeps_announced=False).is_locked
    row.is_locked = True
    assert kept_as_it_is(row, NOW, keeps_announced=False).is_locked


def test_a_round_whose_stops_stay_keeps_its_locked_hours(planning: Planning) -> None:
    fixed = replace(planning.planned(0, 0, 0, starts=AFTERNOON, ends=EVENING), is_locked=True)
    moved, new = planning.planned(0, 0, 0), planning.planned(0, 0, 1, starts=EVENING, ends=time(18))
    assert keeping_hours([fixed], [moved, new]) == [fixed, new]


def test_a_round_that_only_loses_a_visit_keeps_the_hours_of_the_others(planning: Planning) -> None:
    gone = planning.planned(0, 0, 0)
    stays = planning.planned(0, 0, 2, starts=AFTERNOON, ends=EVENING)
    sooner = planning.planned(0, 0, 2)
    assert keeping_hours([gone, stays], [sooner]) == [stays]
    new = planning.planned(0, 0, 1, starts=AFTERNOON, ends=EVENING)
    assert keeping_hours([gone, stays], [sooner, new]) == [sooner, new]


def test_three_proposals_say_lost_recovered_and_whom_to_call(planning: Planning) -> None:
    from allervers.seasons.gateways.planner.answers import proposals  # noqa: PLC0415 - numba

    setback = Setback(planning.day(0), planning.day(2), halt=planning.halts[0].id)
    stored, visits = stored_of(planning.plan), planned_of(planning.plan)
    found = proposals(stored, visits, setback, price=1.0, stop=FEW)
    assert found["lost"] > 0
    kinds = [one["kind"] for one in found["proposals"]]
    assert kinds[0] == "refill"
    assert sorted([*kinds, *found["nothing_better"]]) == ["freely", "refill", "swap"]
    for way in found["proposals"]:
        assert way["broken"] == 0
        assert not any(setback.hits(one) for one in visits_in(way["visits"]))
        assert way["reached"] >= 0
    refill = found["proposals"][0]
    assert len(refill["removed"]) == 1
    contacts = to_phone(planning.season.id, visits_in([*refill["removed"], *refill["added"]]))
    assert "Val-Inventé" in {one.name for one in contacts}


def test_a_halt_that_takes_no_part_any_more_keeps_its_name(planning: Planning) -> None:
    planning.season.halts.all().delete()
    names = names_of(planning.season.id)
    assert "Marché" in names[planning.halts[0].id]
    assert planning.halts[2].id not in names


def test_a_town_without_an_account_is_phoned_at_its_town_hall(planning: Planning) -> None:
    code = planning.halts[0].commune_id
    add_structure("mairie", "Mairie de Val-Inventé", code_insee=code, telephone="0199000001")
    found = to_phone(planning.season.id, [planning.planned(0, 0, 0)])
    assert {one.name: one.phone for one in found}["Val-Inventé"] == "0199000001"


def test_a_proposal_says_visits_moved_apart_from_those_taken_out_and_at_other_hours(
    client: Client, planning: Planning
) -> None:
    was, now, new = planning.planned(0, 0, 0), planning.planned(2, 1, 0), planning.planned(3, 0, 2)
    late = planning.planned(8, 0, 0, starts=AFTERNOON, ends=EVENING)
    gone = planning.planned(1, 0, 1)
    way = {
        "kind": "freely", "visits": [], "removed": [told(was), told(gone)],
        "added": [told(now), told(new)], "retimed": [[told(planning.planned(8, 0, 0)), told(late)]],
        "reached": 5.0, "rewards": 0.0, "km": 1.0, "broken": 0,
    }  # fmt: skip
    one = ask_question(
        viewer=planning.aicha, plan_id=planning.plan.id, purpose=Purpose.REPLAN,
        asked=asked_of(Setback(planning.day(0), planning.day(0)), price=3, keeps_announced=True),
    )  # fmt: skip
    Computation.objects.update(state="done", answer={"lost": 9.0, "hit": [], "proposals": [way]})
    sign_in(client, planning.cast.aicha)
    page = client.get(reverse("seasons:plan_answer", args=[one.id]))
    shown = page.context["ways"][0]
    counts = [len(shown[name]) for name in ("moved", "retimed", "removed", "added")]
    assert counts == [1, 1, 1, 1]
    assert "Fourgon inventé" in shown["moved"][0].partition("devient")[2]
    assert shown["retimed"][0].partition("devient")[2].count("14\xa0h") == 1
    assert "1\xa0passage déplacé, 1\xa0passage retiré" in page.content.decode()


def test_a_proposal_that_only_takes_out_is_named_so_and_nothing_lost_twice() -> None:
    way = {"kind": "refill", "added": [], "removed": [{}], "reached": -0.2}
    assert is_bare(way)
    assert not is_bare(way | {"added": [{}]})
    assert "Retirer" in way_title("refill", is_bare=True)
    assert "retrouvé" in way_lines({"lost": 5.0}, {**way, "removed": [], "km": 0.0, "broken": 0})[1]
    empty = empty_lines({"nothing_better": ["swap"]}, {"keeps_announced": True})
    assert "annoncés" in empty[-1]
    assert len(empty_lines({"nothing_better": ["swap"]}, {"keeps_announced": False})) == 1


def test_why_not_names_the_rule_or_the_price_of_imposing(planning: Planning) -> None:
    from allervers.seasons.gateways.planner.answers import why_not  # noqa: PLC0415 - numba

    stored, visits = stored_of(planning.plan), planned_of(planning.plan)
    found = why_not(stored, visits, str(planning.halts[2].id), stop=FEW)
    assert found["rule"] is None
    imposed = visits_in([found["imposed"]])[0]
    assert imposed.halt == planning.halts[2].id
    assert found["proposals"][0]["kind"] == "exchange"
    assert all(imposed.key in {v.key for v in visits_in(w["visits"])} for w in found["proposals"])
    assert found["proposals"][0]["total"] == pytest.approx(found["change"], abs=1e-6)
    for way in found["proposals"]:
        assert len(break_lines(way, names_of(planning.season.id))) == way["broken"]
    closed = after_setback(
        stored, Setback(planning.day(0), planning.day(27), halt=planning.halts[2].id), []
    )
    assert why_not(closed, visits, str(planning.halts[2].id), stop=FEW) == {"rule": "closed"}


def test_a_proposal_names_each_rule_it_would_break(planning: Planning) -> None:
    rule = BrokenRule("every", None, planning.halts[0].id, planning.day(3), 4.0)
    assert read_rule(told_rule(rule)) == rule
    season = BrokenRule("minutes_in_all", by=30.0)
    assert read_rule(told_rule(season)) == season
    way = {"breaks": [told_rule(rule)]}
    (line,) = break_lines(way, names_of(planning.season.id))
    assert "Marché" in line
    assert break_lines({}, {}) == []


def test_a_way_that_gives_nothing_back_or_nothing_more_is_only_named() -> None:
    from allervers.seasons.gateways.planner.answers import (  # noqa: PLC0415 - numba
        better_first,
        worthwhile,
    )

    def way(kind: str, total: float, broken: int) -> dict[str, object]:
        return {"kind": kind, "total": total, "broken": broken}

    refill, same = way("refill", 0.0, 6), way("swap", 0.0, 6)
    assert worthwhile([refill, same, way("freely", -1346.0, 0)]) == ([refill], ["swap", "freely"])
    more, less = way("swap", 40.0, 6), way("freely", 30.0, 0)
    assert worthwhile([refill, more, less]) == ([refill, more, less], [])
    alone = way("exchange", -10.8, 1)
    assert better_first([alone, way("around", -1383.4, 1)]) == [alone]
    assert len(better_first([alone, way("around", 12.0, 1)])) == len(("exchange", "around"))


def test_what_more_would_bring_is_told(planning: Planning) -> None:
    from allervers.seasons.gateways.planner.season_why import what_more  # noqa: PLC0415 - numba

    stored, visits = stored_of(planning.plan), planned_of(planning.plan)
    found = what_more(stored, visits, stop=Iterations(3), budget=50)
    assert found["ceiling"] >= planning.plan.total - 1e-6
    assert len(found["units"]) == len(planning.units)
    assert found["floors_asked"] == found["floors_priced"]
    assert found["frontier"]


def test_one_more_agreement_is_priced_where_no_town_agreed(planning: Planning) -> None:
    from allervers.seasons.gateways.planner.agreements import agreements  # noqa: PLC0415 - numba
    from planner.solve import bound  # noqa: PLC0415 - numba

    body = problem_of(planning)
    shut = str(planning.halts[2].id)
    for halt in body["halts"]:  # type: ignore[attr-defined]
        halt["openings"] = [] if halt["id"] == shut else halt["openings"]
    problem, hours = opened(packed(body)), hours_if_agreed(planning.season.id)
    plan = plan_of(problem, planned_of(planning.plan))
    proof = bound(problem, Iterations(3), plan)
    found = agreements(packed(body), problem, proof, plan, hours, 50)
    assert (found["agreements_asked"], found["agreements_tried"]) == (1, 1)
    assert [one["halt"] for one in found["agreements"]] == [shut]
    assert found["agreements"][0]["people"] > 0
    assert found["agreements"][0]["most"] > 0
    rest: dict[str, list[object]] = {"weekdays": [], "units": [], "floors": [], "frontier": []}
    told = {**found, **rest, "floors_priced": 0, "floors_asked": 0}
    said = more_of(told, names_of(planning.season.id), {})
    assert "Mont-Inventé, Gare" in said["agreements"][0]


def test_the_worker_answers_once_and_a_proposal_becomes_a_plan(planning: Planning) -> None:
    setback = Setback(planning.day(0), planning.day(2), halt=planning.halts[0].id)
    asked = asked_of(setback, price=3.0, keeps_announced=True)
    plan = planning.plan
    made = ask_question(viewer=planning.aicha, plan_id=plan.id, purpose=Purpose.REPLAN, asked=asked)
    again = ask_question(
        viewer=planning.aicha, plan_id=plan.id, purpose=Purpose.REPLAN, asked=asked
    )
    assert made == again
    question = begin_question(computation_id=made.id, now=NOW)
    assert question is not None
    kept = [one for one in question.visits if not setback.hits(one)]
    told = {"visits": [{"unit": str(v.unit), "halt": str(v.halt), "day": v.day.isoformat(),
                        "starts": "09:30", "ends": "11:30"} for v in kept]}  # fmt: skip
    end_question(computation_id=made.id, answer={"proposals": [told]}, reasons=[], now=NOW)
    assert answer(made.id) == "over"
    stored = after_setback(stored_of(plan), setback, [])
    value = weighed(stored, kept)
    new = keep_proposal(
        viewer=planning.aicha, computation_id=made.id, rank=0, problem=stored, weighed=value
    )
    assert (new.origin, new.parent_id) == ("replanned", plan.id)
    assert keys_of(new) == {one.key for one in kept}
    assert new.problem_id != plan.problem_id
    with pytest.raises(Refusal, match="n'existe plus"):
        keep_proposal(
            viewer=planning.aicha, computation_id=made.id, rank=5, problem=stored, weighed=value
        )


def test_nobody_else_asks(planning: Planning) -> None:
    with pytest.raises(Refusal, match="introuvable"):
        ask_question(
            viewer=viewer(planning.cast.hugo), plan_id=planning.plan.id, purpose="why", asked={}
        )
    assert not Computation.objects.exists()
