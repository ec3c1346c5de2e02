"""Guards of seasons and their plans, each taken away by one patch."""

from typing import Final

from tools.sabotage import Patch

SEASONS: Final = "src/allervers/seasons"
HAND, PUBLISHING, ANSWERING, COMPUTED, COMPUTING, SEASON = (
    f"{SEASONS}/actions/{name}.py"
    for name in ("hand", "publishing", "answering", "computed", "computing", "seasons")
)
BY_HAND, PUBLISHED, ANSWERS = (
    f"tests/seasons/plans/test_{name}.py::test_" for name in ("hand", "publishing", "answers")
)
SEARCHED, STOPPED = (
    f"tests/seasons/setup/test_{name}.py::test_" for name in ("computing", "stopping")
)

PATCHES: Final = (
    Patch(
        "plan: a locked visit is moved by hand",
        HAND,
        "    if without is not None and without.is_locked:\n        raise _locked_visit()\n",
        "",
        (BY_HAND + "a_locked_visit_does_not_move_and_a_published_plan_does_not_change",),
    ),
    Patch(
        "plan: undoing takes out what was locked since",
        HAND,
        "        if row.is_locked:\n            raise _locked_visit()\n",
        "",
        (BY_HAND + "undoing_does_not_take_out_what_was_locked_since",),
    ),
    Patch(
        "plan: what another person changed meanwhile is overwritten",
        HAND,
        "    if plan.version != version:\n",
        "    if plan.version is None:\n",
        (BY_HAND + "what_another_person_changed_meanwhile_is_not_overwritten",),
    ),
    Patch(
        "plan: what was computed is changed instead of copied",
        HAND,
        "    if plan.origin != SeasonPlan.Origin.BY_HAND:\n",
        "    if not plan.origin:\n",
        (BY_HAND + "a_computed_plan_is_copied_before_its_first_change",),
    ),
    Patch(
        "plan: a unit of another season enters",
        HAND,
        "        season.units.filter(unit_id=put.unit).exists()\n        and ",
        "        ",
        (BY_HAND + "only_the_seasons_units_halts_and_days_enter_and_once",),
    ),
    Patch(
        "plan: a plan of the calendar changes",
        HAND,
        "    require_unpublished(plan)\n    if plan.version",
        "    if plan.version",
        (PUBLISHED + "a_published_plan_is_not_published_nor_changed_again",),
    ),
    Patch(
        "plan: another carrier's plan is found",
        f"{SEASONS}/queries/plans.py",
        "    plan = plans_of(viewer).filter(id=plan_id).first()\n",
        "    plan = SeasonPlan.objects.select_related('season').filter(id=plan_id).first()\n",
        (BY_HAND + "nobody_else_changes_it",),
    ),
    Patch(
        "plan: a halt of another season enters",
        HAND,
        "        and season.halts.filter(halt_id=put.halt).exists()\n",
        "",
        (BY_HAND + "only_the_seasons_units_halts_and_days_enter_and_once",),
    ),
    Patch(
        "calendar: towns are asked though nobody chose to",
        PUBLISHING,
        " if choices.asks_towns else 0\n",
        "\n",
        (PUBLISHED + "drafts_only_tell_nobody",),
    ),
    Patch(
        "calendar: drafts are announced though nobody asked for it",
        PUBLISHING,
        "ready if choices.announces else set()",
        "ready",
        (PUBLISHED + "drafts_only_tell_nobody",),
    ),
    Patch(
        "calendar: a conflict leaves half of the plan behind",
        PUBLISHING,
        "@transaction.atomic\ndef publish_plan(",
        "def publish_plan(",
        (PUBLISHED + "a_conflict_leaves_nothing_behind",),
    ),
    Patch(
        "calendar: past visits are written again",
        f"{SEASONS}/queries/publishing.py",
        "        if ends_at(row) <= now:\n",
        "        if ends_at(row) is None:\n",
        (PUBLISHED + "past_visits_are_left_alone",),
    ),
    Patch(
        "setback: what is past may be changed",
        ANSWERING,
        "row.is_locked or is_past or (",
        "row.is_locked or (",
        (ANSWERS + "a_past_visit_a_locked_one_and_an_announced_one_are_kept_as_they_are",),
    ),
    Patch(
        "setback: a visit locked by hand is moved",
        f"{SEASONS}/domain/mending.py",
        "    return [locked.get(one.halt, one) for one in visits]\n",
        "    return list(visits)\n",
        (ANSWERS + "a_round_whose_stops_stay_keeps_its_locked_hours",),
    ),
    Patch(
        "search: an older life of a worker still writes",
        COMPUTED,
        "state=State.RUNNING, resumed=life.number)",
        "state=State.RUNNING)",
        (SEARCHED + "an_older_life_writes_nothing_any_more",),
    ),
    Patch(
        "search: what kills its workers is begun for ever",
        COMPUTED,
        "    if found.resumed > MOST_LIVES:\n",
        "    if found.resumed > 10**6:\n",
        (SEARCHED + "a_worker_that_dies_again_and_again_is_told",),
    ),
    Patch(
        "search: stopped before any plan was found, an empty plan is made",
        COMPUTED,
        "    if row.is_stop_asked and not found.visits:\n",
        "    if False:\n",
        (STOPPED + "stopped_before_any_plan_was_found_makes_none",),
    ),
    Patch(
        "search: what has not begun and is cancelled begins",
        COMPUTING,
        "        found.state, found.ended_at = State.CANCELLED, now\n",
        "        pass\n",
        (STOPPED + "what_has_not_begun_is_cancelled_and_no_plan_is_promised",),
    ),
    Patch(
        "season: one that is in the calendar is deleted",
        SEASON,
        "    if is_published(season):\n",
        "    if False:\n",
        (PUBLISHED + "a_season_of_the_calendar_is_not_deleted",),
    ),
)
