"""Plans side by side: every visit of either is told once, with what became of it."""

from collections import Counter
from datetime import date, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.seasons.domain.comparing import (
    Held,
    State,
    changes,
    halt_state,
    lines,
    weeks,
)

MONDAY = date(2027, 3, 1)


def held(day: int, halt: int, unit: int = 1, hour: int = 9) -> Held:
    """Return a visit of two hours."""
    return Held(
        MONDAY + timedelta(days=day), time(hour), time(hour + 2), UUID(int=unit), f"Unité {unit}",
        UUID(int=halt), f"Halte {halt}",
    )  # fmt: skip


def test_each_difference_has_its_state() -> None:
    landmark = [held(0, 1), held(0, 2), held(1, 3), held(2, 4)]
    plan = [held(0, 1), held(0, 2, hour=14), held(1, 3, unit=2), held(3, 5)]
    told = changes(landmark, plan)
    assert [one.state for one in told] == [
        State.SAME, State.HOURS, State.UNIT, State.REMOVED, State.ADDED,
    ]  # fmt: skip
    (week,) = weeks([changes(landmark, landmark), told])
    assert week.differing == 4
    assert [len(marks) for _day, marks in week.lanes[1].cells] == [2, 1, 1, 1]
    assert week.lanes[0].counts == {}


def test_a_halt_is_added_removed_or_visited_more() -> None:
    told = [halt_state(one) for one in ([0, 1], [2, 0], [2, 3], [2, 2], [2, 2, 0])]
    assert told == [State.ADDED, State.REMOVED, State.TIMES, State.SAME, State.REMOVED]


visits = st.lists(
    st.builds(held, st.integers(0, 9), st.integers(1, 3), st.integers(1, 2), st.integers(8, 9)),
    max_size=8,
    unique_by=lambda one: one.key,
)


@given(visits, visits)
@settings(max_examples=80)
def test_nothing_is_lost_nor_told_twice(landmark: list[Held], plan: list[Held]) -> None:
    told = changes(landmark, plan)
    assert Counter(one.now for one in told if one.now) == Counter(plan)
    assert Counter(one.before for one in told if one.before) == Counter(landmark)
    both = [changes(landmark, landmark), told]
    shown = [mark for week in weeks(both) for _d, marks in week.lanes[1].cells for mark in marks]
    assert Counter(shown) == Counter(told)
    rows = lines(both)
    assert sum(one.differs for one in rows) == sum(one.differs for one in told)
    assert len(rows) == len(told)
