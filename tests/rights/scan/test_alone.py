"""With the rules themselves: a household is found the same alone, among others, in any order."""

import subprocess
import sys
from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, YEARLY
from allervers.rights.domain.scan.judging import ENTITLED, judged
from allervers.rights.gateways.scan.parsing import parsed
from allervers.rights.gateways.scan.table import found_table
from tests.rights.households import answered
from tests.rights.scan.rows import Row, row_of

MONTH = date(2026, 11, 1)


def found(rows: list[Row], engine: Engine) -> pa.Table:
    """Return the findings of some rows."""
    names = sorted({name for row in rows for name in row})
    columns = {name: [None if row.get(name) is None else str(row[name]) for row in rows]
               for name in names}  # fmt: skip
    read = parsed(pa.table(columns), MONTH, {})
    return found_table(judged(read.sheet, MONTH, engine), (), read.ids, read.rows, MONTH, "règles")


def row(seed: int) -> Row:
    """Return a household of whom some things are not known."""
    return row_of(answered(seed, unknown=(seed % 3) / 12), str(seed))


@given(seeds=st.lists(st.integers(0, 10**6), min_size=2, max_size=12, unique=True))
@profile(max_examples=5)
def test_others_change_nothing(rules: Engine, seeds: list[int]) -> None:
    together = found([row(one) for one in seeds], rules).drop(["line"]).to_pylist()
    backwards = found([row(one) for one in seeds[::-1]], rules).drop(["line"]).to_pylist()
    assert backwards[::-1] == together
    alone = found([row(seeds[0])], rules).drop(["line"]).to_pylist()
    assert alone == together[:1]


def test_totals_are_sums_of_what_is_certain(rules: Engine) -> None:
    rows = found([row(seed) for seed in range(60)], rules).to_pylist()
    monthly = [one for one in RIGHTS if one not in YEARLY | WITHOUT_AMOUNT]
    for one in rows:
        certain = [x for x in monthly if one[f"{x}_status"] == "entitled"]
        assert one["certain_month"] == round(sum(one[f"{x}_low"] for x in certain), 2)
    assert any(one["certain_month"] for one in rows)


def test_bounds_hold_the_answer_that_was_hidden(rules: Engine) -> None:
    """Hide the choices of complete households: what they have stays within the bounds."""
    choices = ("disability", "pregnant", "flat_share", "taxed_income", "other_parent")
    full = [row_of(answered(seed), str(seed)) for seed in range(60)]
    less = [
        {name: value for name, value in one.items() if name != choices[place % len(choices)]}
        for place, one in enumerate(full)
    ]
    known = judged(parsed(_table(full), MONTH, {}).sheet, MONTH, rules)
    bounds = judged(parsed(_table(less), MONTH, {}).sheet, MONTH, rules)
    for right in RIGHTS:
        mine, within = known.rights[right], bounds.rights[right]
        certain = mine.status == ENTITLED
        told = certain & (within.low == within.low)
        assert (within.low[told] <= mine.low[told]).all()
        assert not (mine.high[told] > within.high[told]).any()
        assert not (certain & (within.status == 1)).any()


def _table(rows: list[Row]) -> pa.Table:
    names = sorted({name for one in rows for name in one})
    return pa.table(
        {
            name: [None if one.get(name) is None else str(one[name]) for one in rows]
            for name in names
        }
    )


def test_the_command_needs_no_django() -> None:
    code = "import sys, allervers.rights.commands.scan; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
