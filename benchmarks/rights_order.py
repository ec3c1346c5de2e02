"""How many answers change with the order in which benefits are asked."""

from random import Random
from typing import Any, Final

import numpy as np

from benchmarks.rights_engine import MONTH, bar, legislation, table_of_size
from openfisca_swift.columns import Batch, build
from openfisca_swift.planning import make_plan
from openfisca_swift.program import Program
from openfisca_swift.stock import stock_simulation
from tests.swift.france import RECEIVED, ROWWISE, columns_of, outputs_of

HOMES: Final = 1_000
ORDERS: Final = 4


def orders() -> list[list[tuple[str, str]]]:
    """Return the outputs as given, and shuffled."""
    chance = Random(6)  # noqa: S311 - nothing secret
    return [outputs_of(MONTH)] + [
        chance.sample(outputs_of(MONTH), len(outputs_of(MONTH))) for _one in range(ORDERS - 1)
    ]


def changed(answers: list[dict[str, Any]]) -> int:
    """Count the rows of each output that are not the same to the bit in all orders."""
    first = answers[0]
    rows = 0
    for name, array in first.items():
        different = np.zeros(len(array), dtype=bool)
        for other in answers[1:]:
            different |= array.tobytes() != other[name].tobytes() and array != other[name]
        rows += int(different.sum())
    return rows


def by_stock(system: Any, batch: Batch, given: list[Any]) -> int:
    """Return what changes when the stock engine is asked in one simulation, in each order."""
    found = []
    for order in orders():
        simulation = stock_simulation(system, batch.structure, given, batch.inputs)
        found.append(
            {f"{one}@{at}": np.asarray(simulation.calculate(one, at)) for one, at in order}
        )
    return changed(found)


def measure() -> list[dict[str, Any]]:
    """Ask the same homes in several orders."""
    system, columns = legislation(), columns_of(MONTH)
    plans = [make_plan(system, columns, order, rowwise=ROWWISE) for order in orders()]
    batch = build(plans[0], *table_of_size(plans[0], HOMES, 11))
    ours = changed([Program(plan).run(batch.structure, batch.inputs) for plan in plans])
    given = by_stock(system, batch, columns)
    naive = by_stock(system, batch, [one for one in columns if one.variable not in RECEIVED])
    asked = f"{HOMES:,} homes, {ORDERS} orders"
    return [
        bar("answers_changed_by_order", ours, asked, "= 0", ok=ours == 0),
        bar("answers_changed_by_order_stock", naive, asked, "beside", ok=None),
        bar("answers_changed_by_order_stock_past_given", given, asked, "beside", ok=None),
    ]
