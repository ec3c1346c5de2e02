"""Guards of the planner, each taken away by one patch."""

from typing import Final

from tools.sabotage import Patch

SEARCH, PROOF = "src/planner/search", "src/planner/proof"
ORACLE, SOLVE, SWAP, CHECK, WHY, RETURNS = (
    f"tests/planner/test_{name}.py::test_"
    for name in ("oracle", "solve", "swap", "check", "why", "returns")
)
SURROUNDED: Final = ORACLE + "search_and_proof_surround_the_best_plan"
CHECKED: Final = ORACLE + "check_accepts_what_the_search_gives_at_the_same_value"
PATTERNS: Final = SOLVE + "solve_keeps_patterns_of_return"
COUNTED: Final = SOLVE + "search_counts_what_the_check_counts"
SINGLE: Final = SOLVE + "ceiling_of_a_single_round_is_the_value_of_its_plan"
UNMET: Final = SOLVE + "ceiling_is_above_routes_that_the_proof_has_not_met"
DAY: Final = "tests/planner/day/test_day.py::test_"
DOOR: Final = "tests/planner/command/test_season.py::test_"
COUNTING: Final = "tests/planner/test_counting.py::test_"
TRIED: Final = COUNTING + "best_counts_are_not_those_of_the_first_climb"
PRICED: Final = COUNTING + "any_prices_prove_a_ceiling_of_whole_visits"
WHOLE: Final = COUNTING + "ceiling_of_whole_visits_is_above_the_best_plan"
KEPT: Final = SOLVE + "exchanged_rounds_keep_spacing_locks_and_value"
LOCKS: Final = SOLVE + "solve_holds_locked_visits_at_their_hour"

PATCHES: Final = (
    Patch(
        "spacing: a halt is visited again the next day",
        f"{SEARCH}/insertion.py",
        "<= best or near[h, day] > 0 or visits[h] >= at_most[h]:",
        "<= best or visits[h] >= at_most[h]:",
        (PATTERNS, CHECKED),
    ),
    Patch(
        "spacing: whole rounds are exchanged without a look at it",
        f"{SEARCH}/shuffle.py",
        "if nodes.locked[node] or state.near[nodes.halt[node], day] > 0:",
        "if nodes.locked[node]:",
        (KEPT,),
    ),
    Patch(
        "locks: an announced visit changes days with its round",
        f"{SEARCH}/shuffle.py",
        "if nodes.locked[node] or state.near[nodes.halt[node], day] > 0:",
        "if state.near[nodes.halt[node], day] > 0:",
        (KEPT,),
    ),
    Patch(
        "number of visits: the most that a halt may have is forgotten",
        f"{SEARCH}/insertion.py",
        "near[h, day] > 0 or visits[h] >= at_most[h]:",
        "near[h, day] > 0:",
        (PATTERNS, CHECKED),
    ),
    Patch(
        "exposure: each visit is counted twice",
        f"{SEARCH}/state.py",
        "exposure[j] + sign * more[k]",
        "exposure[j] + 2.0 * sign * more[k]",
        (COUNTED,),
    ),
    Patch(
        "distance: kilometres are a reward",
        f"{SEARCH}/insertion.py",
        "score = (gain - cost * more) * pace[longer]",
        "score = (gain + cost * more) * pace[longer]",
        (SOLVE + "solve_leaves_a_halt_that_is_not_worth_its_kilometres",),
    ),
    Patch(
        "distance: the value of a plan adds its kilometres",
        f"{SEARCH}/state.py",
        "- np.sum(state.left) - model.people_per_km * np.sum(state.km)",
        "- np.sum(state.left) + model.people_per_km * np.sum(state.km)",
        (COUNTED,),
    ),
    Patch(
        "hours: a visit begins after the town's agreement ends",
        f"{SEARCH}/insertion.py",
        "if begin > last or begin + long",
        "if begin + long",
        (PATTERNS, CHECKED),
    ),
    Patch(
        "range: the kilometres of a day are not limited",
        f"{SEARCH}/insertion.py",
        "if state.km[r] + more > model.rounds.km[r] or ",
        "if ",
        (SOLVE + "solve_keeps_budgets", CHECKED),
    ),
    Patch(
        "skills: any unit stands at any halt",
        "src/planner/compiling.py",
        "[halt.needs <= has for halt in problem.halts]",
        "[True for _ in problem.halts]",
        (SOLVE + "solve_sends_only_a_unit_that_has_what_the_halt_needs",),
    ),
    Patch(
        "patterns: one visit where two are asked for is kept",
        f"{SEARCH}/patterns.py",
        "if len(best) >= halt.at_least else set()",
        "if best else set()",
        (RETURNS + "visits_kept_of_a_halt_are_the_longest_run_in_time_if_long_enough",),
    ),
    Patch(
        "rewards: a floor pays for ever",
        f"{SEARCH}/state.py",
        "min(1.0, caps.enough[m] - count)",
        "1.0",
        (WHY + "draft_counts_what_the_check_counts_after_each_change",),
    ),
    Patch(
        "locks: an announced visit is taken out",
        f"{SEARCH}/ruin.py",
        "if not model.nodes.locked[state.route[r, i]] and below_one(chance) < share:",
        "if below_one(chance) < share:",
        (LOCKS,),
    ),
    Patch(
        "chance: the same seed gives another plan",
        "src/planner/rng.py",
        "return np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)",
        'return np.frombuffer(__import__("os").urandom(8), dtype=np.uint64).copy()',
        (SOLVE + "another_seed_gives_another_plan_and_the_same_seed_the_same",),
    ),
    Patch(
        "bound: kilometres cost twice",
        f"{PROOF}/blocks.py",
        "model.roads.km,\n        model.people_per_km,",
        "model.roads.km,\n        2.0 * model.people_per_km,",
        (UNMET,),
    ),
    Patch(
        "bound: a halt is visited once only",
        f"{PROOF}/prices.py",
        "free = int(rules.until[h, day])",
        "free = 10**6",
        (SOLVE + "ceiling_is_above_a_plan_that_comes_back",),
    ),
    Patch(
        "bound: what prices leave to the columns is counted short",
        f"{PROOF}/prices.py",
        "total -= y * np.log(people[j] / y)",
        "total -= 2.0 * y * np.log(people[j] / y)",
        (SINGLE,),
    ),
    Patch(
        "bound: routes must be back half an hour early",
        f"{PROOF}/pricing.py",
        "or done + shop.minutes[to, home] > shop.end",
        "or done + shop.minutes[to, home] > shop.end - 30",
        (UNMET,),
    ),
    Patch(
        "bound: half of the numbers of visits are forgotten",
        f"{PROOF}/whole.py",
        "return known + 1",
        "return known",
        (TRIED,),
    ),
    Patch(
        "bound: a tree cut short believes in what it has met",
        f"{PROOF}/whole.py",
        "if known + 2 > nodes:\n            closed = max(closed, boxes.ceiling[one])",
        "if known + 2 > nodes:\n            closed = max(closed, best)",
        (TRIED,),
    ),
    Patch(
        "bound: columns that clusters share leave nothing over",
        f"{PROOF}/counting.py",
        "float(np.sum(people - y - y * log))",
        "0.0",
        (WHOLE, PRICED),
    ),
    Patch(
        "bound: visits to halts left out of clusters are free",
        f"{PROOF}/counting.py",
        "paid = self.alone.copy()\n        paid[inside] = np.maximum",
        "paid = 0.0 * self.alone\n        paid[inside] = np.maximum",
        (PRICED,),
    ),
    Patch(
        "check: two visits may come too close",
        "src/planner/check.py",
        "if apart < halt.every and not is_given:",
        "if False and not is_given:",
        (CHECK + "check_of_returns_names_the_rule",),
    ),
    Patch(
        "faults: what is not a number is planned with",
        "src/planner/faults.py",
        "if not np.isfinite(array).all():",
        "if False:",
        (SOLVE + "solve_when_the_problem_is_at_fault_refuses_with_the_reason",),
    ),
    Patch(
        "swap: changes have no price",
        "src/planner/swap.py",
        "gain = tried(draft, move) - price * changes(move, kept)",
        "gain = tried(draft, move)",
        (SWAP + "a_dear_change_is_not_proposed_and_a_free_one_may_be",),
    ),
    Patch(
        "returns: the search breaks patterns as it goes",
        f"{SEARCH}/anneal.py",
        "if now > worst or change",
        "if change",
        (RETURNS + "tries_of_the_search_break_no_pattern",),
    ),
    Patch(
        "returns: exchanged rounds come back too late",
        f"{SEARCH}/returns.py",
        "if returns.within[h] < NEVER and not in_time(model, state, returns, h):",
        "if False:",
        (RETURNS + "exchanged_rounds_come_back_in_time",),
    ),
    Patch(
        "returns: what is known is lost for less",
        "src/planner/solve.py",
        "best = max(climb.first, final,",
        "best = max(final, final,",
        (RETURNS + "finished_when_what_was_met_is_worth_less_gives_the_first_sound_plan_back",),
    ),
    Patch(
        "refill: a unit that is down goes out",
        "src/planner/replan.py",
        "is_down and unit == event.unit",
        "False and unit == event.unit",
        (RETURNS + "refill_when_a_unit_is_down_uses_the_room_of_others_from_that_day_on",),
    ),
    Patch(
        "refill: days before the event are filled",
        "src/planner/replan.py",
        "if day >= since and",
        "if",
        (RETURNS + "refill_when_a_unit_is_down_uses_the_room_of_others_from_that_day_on",),
    ),
    Patch(
        "swap: a locked visit moves",
        "src/planner/draft.py",
        "return is_kept and visit not in self.problem.locked",
        "return is_kept",
        (SWAP + "a_locked_visit_that_is_worth_nothing_stays",),
    ),
    Patch(
        "event: a cancelled halt stays open",
        "src/planner/replan.py",
        "replace(one, days=one.days - event.days)",
        "replace(one, days=one.days)",
        (SWAP + "what_has_happened_can_no_longer_be_planned",),
    ),
    Patch(
        "day: a team is sent where it lacks what is needed",
        "src/planner/day/engine.py",
        "if not stop.needs <= has:",
        "if False:",
        (DAY + "day_sends_only_a_team_that_has_what_the_stop_needs",),
    ),
    Patch(
        "day: kilometres count before people",
        "src/planner/day/engine.py",
        "prize=round(scale * stop.prize)",
        "prize=round(stop.prize)",
        (DAY + "day_is_the_best_of_every_order",),
    ),
    Patch(
        "door: a problem at fault starts processes",
        "src/planner/command/season.py",
        "    refuse(problem)\n",
        "",
        (DOOR + "season_of_a_problem_at_fault_starts_no_process",),
    ),
    Patch(
        "door: a search that died is taken for one that ended",
        "src/planner/command/season.py",
        'raise SearchLost("the search ended without an answer")',
        "return True",
        (DOOR + "season_whose_search_dies_says_so_and_leaves_what_was_kept",),
    ),
    Patch(
        "door: a second search changes the plan that is to be the same each time",
        "src/planner/command/proving.py",
        "if order is None or order.iterations is not None:",
        "if order is None:",
        (DOOR + "proof_that_is_done_searches_too_unless_one_plan_is_wanted",),
    ),
    Patch(
        "why: one more agreement is priced without its opening",
        "src/planner/explain.py",
        "openings=(*one.openings, opening)",
        "openings=one.openings",
        (WHY + "one_more_agreement_is_what_no_plan_of_the_season_so_opened_passes",),
    ),
    Patch(
        "search: a refused try leaves its gains behind",
        f"{SEARCH}/anneal.py",
        "state.gain[:], state.bonus[:] = gain, bonus",
        "pass",
        (SOLVE + "search_leaves_exact_gains_after_tries_that_it_refused",),
    ),
)
