"""Guards of the rights engine's compiler and of the bounds, each taken away by one patch."""

from typing import Final

from tools.sabotage import Patch

SWIFT: Final = "src/openfisca_swift"
FOLDING, ENGINE, DOORS, STRUCTURE, TRACED = (
    f"tests/swift/test_{name}.py::"
    for name in ("folding", "engine", "doors", "structure", "traced")
)
CLIMBING: Final = "tests/rights/domain/test_climbing.py::"
LOCAL: Final = "tests/rights/scan/test_local.py::"
FOLLOWED: Final = ENGINE + "test_formulas_that_are_followed_answer_as_stock"
EMPTY: Final = "test_a_house_without_members_changes_nothing_for_the_others"
UNFORESEEN: Final = "test_a_called_formula_that_reads_something_unforeseen_sends_the_batch_to_stock"
SPOILING: Final = "test_a_formula_that_changes_an_array_then_asks_for_values_is_left_to_stock"
CHANGING: Final = "test_a_called_formula_that_changes_what_it_reads_sends_the_batch_to_stock"

PATCHES: Final = (
    Patch(
        "taint: an operation is folded when one of its arguments is a constant",
        f"{SWIFT}/graph.py",
        "known.is_rowwise and all(self.nodes[one]",
        "known.is_rowwise and any(self.nodes[one]",
        (FOLDING + "test_an_operation_on_what_may_vary_is_kept", FOLLOWED),
    ),
    Patch(
        "taint: what a group makes of a constant is folded as if every row were alone",
        f"{SWIFT}/folding.py",
        'zero = value.dtype.kind in "bif" and _is_zero(value)',
        "zero = True",
        (FOLDING + "test_a_sum_of_zeros_is_zero_but_a_sum_of_ones_counts_members", FOLLOWED),
    ),
    Patch(
        "taint: a product with false is false, even of a number",
        f"{SWIFT}/folding.py",
        "        return None if not is_logical else _decided(graph, name, arguments, entity)\n",
        "        return _decided(graph, name, arguments, entity)\n",
        (FOLDING + "test_a_product_with_false_is_kept_when_the_other_is_a_number",),
    ),
    Patch(
        "taint: minus zero is zero",
        f"{SWIFT}/folding.py",
        "bool(specimen[0] == 0) and not bool(np.signbit(specimen[0]))",
        "bool(specimen[0] == 0)",
        (FOLDING + "test_a_sum_of_minus_zeros_is_kept",),
    ),
    Patch(
        "cache key: 1, 1.0 and True are one argument",
        f"{SWIFT}/graph.py",
        "        return (kind.__name__, repr(value))\n",
        "        return value\n",
        (FOLDING + "test_arguments_of_other_types_are_other_nodes",),
    ),
    Patch(
        "cache key: a constant is the same for persons and for groups",
        f"{SWIFT}/graph.py",
        "self._add((CONSTANT, signature(specimen), entity)",
        "self._add((CONSTANT, signature(specimen))",
        (FOLDING + "test_constants_of_other_types_or_of_other_rows_are_apart",),
    ),
    Patch(
        "month: a called formula is given one month of a variable for another",
        f"{SWIFT}/calling.py",
        'return f"{variable}@{period}"',
        "return variable",
        (ENGINE + "test_a_formula_that_is_called_reads_each_month_apart",),
    ),
    Patch(
        "month: a variable is given after its end",
        f"{SWIFT}/tracing.py",
        "if variable.end is None or period.start.date <= variable.end:",
        "if True:",
        (FOLLOWED,),
    ),
    Patch(
        "truth: a branch on values takes one way in silence",
        f"{SWIFT}/traced.py",
        '        raise NotFollowedError("A branch depends on values.")\n\n    def __len__',
        "        return True\n\n    def __len__",
        (TRACED + "test_asking_for_values_is_refused",),
    ),
    Patch(
        "values: a recorded array gives its specimen to whoever asks",
        f"{SWIFT}/traced.py",
        '        raise NotFollowedError("The values of an array were asked for.")\n',
        "        return self.node.specimen\n",
        (TRACED + "test_asking_for_values_is_refused",),
    ),
    Patch(
        "rows: persons and groups are mixed",
        f"{SWIFT}/arguments.py",
        "if len(entities) != 1:",
        "if not entities:",
        (TRACED + "test_rows_of_two_entities_are_not_mixed",),
    ),
    Patch(
        "call: a formula that reads something unforeseen is given zeros",
        f"{SWIFT}/calling.py",
        '            raise OutOfPlanError(f"{name} was not foreseen.")\n'
        "        return self._arrays[name]",
        "            return np.zeros_like(next(iter(self._arrays.values())))\n"
        "        return self._arrays[name]",
        (ENGINE + UNFORESEEN,),
    ),
    Patch(
        "call: a formula may change the arrays of others at run time",
        f"{SWIFT}/calling.py",
        "view.flags.writeable = False",
        "view.flags.writeable = True",
        (ENGINE + CHANGING,),
    ),
    Patch(
        "call: a formula that changed an array is run a second time on it",
        f"{SWIFT}/tracing.py",
        "if self.graph.changes != changes:",
        "if False:",
        (ENGINE + SPOILING,),
    ),
    Patch(
        "alone: outputs are followed in one simulation, in the order asked",
        f"{SWIFT}/tracing.py",
        "            simulation = FollowingSimulation(system, graph, trail, rowwise)\n",
        "            simulation = found.get('') or FollowingSimulation("
        "system, graph, trail, rowwise)\n            found[''] = simulation\n",
        (ENGINE + "test_each_output_is_answered_as_alone_whatever_else_is_asked",),
    ),
    Patch(
        "spirals are ignored",
        f"{SWIFT}/tracing.py",
        'self.trail.spirals.append(f"{variable}@{period}")',
        "pass",
        (ENGINE + "test_spirals_are_named_and_cut_where_stock_cuts_them",),
    ),
    Patch(
        "image: the hash is not looked at",
        f"{SWIFT}/image.py",
        "if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), digest):",
        "if False:",
        (DOORS + "test_an_image_that_changed_or_of_other_rules_is_refused",),
    ),
    Patch(
        "image: other rules will do",
        f"{SWIFT}/image.py",
        "if not isinstance(plan, Plan) or plan.rules != rules:",
        "if not isinstance(plan, Plan):",
        (DOORS + "test_a_changed_overlay_makes_the_image_stale",),
    ),
    Patch(
        "image: it restores whatever it names",
        f"{SWIFT}/image.py",
        "if (module, name) not in ALLOWED:",
        "if False:",
        (DOORS + "test_an_image_restores_nothing_but_plans",),
    ),
    Patch(
        "fingerprint: corrections of parameters are forgotten",
        f"{SWIFT}/image.py",
        "    parts.append(overlay.encode() if isinstance(overlay, str) else overlay)\n",
        "",
        (DOORS + "test_the_fingerprint_is_the_same_until_something_changes",),
    ),
    Patch(
        "fingerprint: the installed rules are forgotten",
        f"{SWIFT}/image.py",
        "    for name in distributions:\n",
        "    for name in ():\n",
        (DOORS + "test_the_fingerprint_is_the_same_until_something_changes",),
    ),
    Patch(
        "groups without members are computed as if they had some",
        f"{SWIFT}/columns.py",
        "np.flatnonzero(one.sizes) for key, one in made.items() if not one.sizes.all()",
        "np.flatnonzero(one.sizes) for key, one in made.items() if False",
        (DOORS + EMPTY,),
    ),
    Patch(
        "sums have no row for groups without members at the end",
        f"{SWIFT}/structure.py",
        "return np.bincount(one.ids, weights=array, minlength=one.count)",
        "return np.bincount(one.ids, weights=array)",
        (STRUCTURE + "test_sums_have_a_row_for_homes_without_members",),
    ),
    Patch(
        "enumerations: a value of another one is its place in this one",
        f"{SWIFT}/traced.py",
        "return NOWHERE  # another",
        "return other.index  # another",
        (TRACED + "test_twin_enumerations_are_equal_by_name_as_in_stock",),
    ),
    Patch(
        "enumerations: a code outside is taken",
        f"{SWIFT}/inputs.py",
        "if array.size and not 0 <= int(array.min()) <= int(array.max()) < len(names):",
        "if False:",
        (DOORS + "test_a_value_that_cannot_be_is_refused",),
    ),
    Patch(
        "scales: the last bracket ends",
        f"{SWIFT}/scales.py",
        "np.array([*thresholds, np.inf]))\n    if decimals",
        "np.array([*thresholds, 5000.0]))\n    if decimals",
        (FOLLOWED,),
    ),
    Patch(
        "columns: a missing one is taken for zero",
        f"{SWIFT}/columns.py",
        "missing = sorted(form_of(plan)[1] - values.keys())",
        "missing = []",
        (DOORS + "test_a_missing_column_is_refused_not_taken_for_zero",),
    ),
    Patch(
        "registers: an output's is used again",
        f"{SWIFT}/program.py",
        "{**last, **dict.fromkeys(self.plan.outputs.values(), len(self.plan.nodes))}",
        "last",
        (FOLLOWED,),
    ),
    Patch(
        "bounds: they go no further than what was drawn",
        "src/allervers/rights/domain/screening.py",
        "climbed(answers, completions.ways, bounds, compute, chance)",
        "bounds",
        (CLIMBING + "test_bounds_climb_towards_what_rare_answers_give_together",),
    ),
    Patch(
        "bounds: children of somebody else are counted",
        "src/allervers/rights/domain/bounding/corners.py",
        "np.where(is_same, column.places, ABSENT)",
        "column.places",
        (CLIMBING + "test_children_counted_elsewhere_are_forgotten",),
    ),
    Patch(
        "bounds: what an answer makes pointless is kept",
        "src/allervers/rights/domain/bounding/completions.py",
        "np.where(is_asked, places, ABSENT)",
        "places",
        (CLIMBING + "test_what_an_answer_makes_pointless_is_taken_out_and_what_it_asks_is_filled",),
    ),
    Patch(
        "bounds: a jump between two points of the grid is not looked for",
        "src/allervers/rights/domain/bounding/climbing.py",
        "_widened(bounds, followed(answers, peaks, compute, fill))",
        "_widened(bounds, peaks)",
        (CLIMBING + "test_jump_between_two_points_of_a_coarse_grid_is_found",),
    ),
    Patch(
        "scan: of a local right, an empty column is taken for zero",
        "src/allervers/rights/domain/scan/local_facts.py",
        "np.where(known, figures, np.inf)",
        "np.where(known, figures, low)",
        (LOCAL + "test_truth_lies_within_the_bounds_of_a_row_with_holes",),
    ),
    Patch(
        "scan: pieces made with other local rights are gone on with",
        "src/allervers/rights/commands/scan.py",
        "hashlib.sha256(repr(job.local).encode()).hexdigest()",
        '""',
        (LOCAL + "test_pieces_made_with_other_local_rights_are_not_gone_on_with",),
    ),
)  # fmt: skip
