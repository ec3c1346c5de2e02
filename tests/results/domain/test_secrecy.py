"""Two attackers, who share no code with the rule, try to find out what was hidden."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allervers.results.domain.secrecy import Cell, Sum, SumsError, hidden_cells

Values = dict[str, int]
ONE_WAY = ("a", "b", "c", "d")


def cells_of(values: Mapping[str, int]) -> dict[str, Cell]:
    return {key: Cell(value, value) for key, value in values.items()}


def whole_of(parts: Sequence[int]) -> tuple[Values, list[Sum]]:
    """Return a table of one breakdown with its total."""
    names = ONE_WAY[: len(parts)]
    return {**dict(zip(names, parts, strict=True)), "all": sum(parts)}, [Sum("all", names)]


def worlds(values: Values, hidden: Collection[str], sums: Sequence[Sum]) -> Iterator[Values]:
    """Give the tables of whole numbers that agree with what is shown: the first attacker.

    He tries every value for the figures that are no sum of others, adds them up (`sums` come with
    the largest whole first), and knows that a hidden figure is not zero.
    """
    wholes = [one.whole for one in sums]
    guessed = sorted(key for key in hidden if key not in wholes and values[key])
    for guess in product(range(1, max(values.values()) + 3), repeat=len(guessed)):
        world = {**values, **dict(zip(guessed, guess, strict=True))}
        for one in reversed(sums):
            world[one.whole] = sum(world[part] for part in one.parts)
        if all(world[key] == values[key] for key in wholes if key not in hidden):
            yield world


def assert_nothing_found(values: Values, sums: Sequence[Sum]) -> None:
    hidden = hidden_cells(cells_of(values), sums)
    assert {key for key, value in values.items() if 0 < value < 5} <= hidden
    left = {key for key in hidden if values[key]}
    for world in worlds(values, hidden, sums):
        left -= {key for key in left if world[key] != values[key]}
        if not left:
            break
    assert not left


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
@example([1, 1, 1, 1])
@example([1, 0, 11])
@example([2, 3, 0, 0])
@example([1, 1, 5, 9])
def test_no_table_of_one_breakdown_gives_a_hidden_figure(parts: list[int]) -> None:
    assert_nothing_found(*whole_of(parts))


@given(
    st.lists(st.integers(0, 7), min_size=2, max_size=2),
    st.lists(st.integers(0, 7), min_size=1, max_size=2),
    st.integers(0, 7),
)
@example([1, 8], [1], 1)
@example([3, 7], [6], 0)
@example([8, 1], [1], 1)
def test_no_tree_of_places_gives_a_hidden_figure(
    first: list[int], second: list[int], desk: int
) -> None:
    """All = desk + two communes; each commune = its halts."""
    halts = {f"f{n}": v for n, v in enumerate(first)} | {f"s{n}": v for n, v in enumerate(second)}
    values = {**halts, "F": sum(first), "S": sum(second), "desk": desk}
    values["all"] = values["F"] + values["S"] + desk
    sums = [
        Sum("all", ("F", "S", "desk")),
        Sum("F", tuple(key for key in halts if key[0] == "f")),
        Sum("S", tuple(key for key in halts if key[0] == "s")),
    ]
    assert_nothing_found(values, sums)


def view_of(parts: Sequence[int]) -> tuple[int | None, ...]:
    """Return what is published of a table of one breakdown."""
    values, sums = whole_of(parts)
    hidden = hidden_cells(cells_of(values), sums)
    return tuple(None if key in hidden else value for key, value in values.items())


@pytest.mark.parametrize(("count", "most"), [(2, 30), (3, 24), (4, 16)])
def test_knowing_the_rule_itself_gives_no_small_figure(count: int, most: int) -> None:
    """The second attacker runs the rule on every table there is, and compares what it publishes."""
    agreeing: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(most + 1), repeat=count):
        if sum(parts) <= most:  # every table of these totals
            agreeing[view_of(parts)].append(parts)
    found = [
        (view, at)
        for view, tables in agreeing.items()
        for at in range(count)
        if view[at] is None
        if len(known := {table[at] for table in tables}) == 1 and 0 < min(known) < 5
    ]
    assert not found


def test_hiding_small_groups_alone_is_not_enough() -> None:
    """The first attacker wins against the plain rule: he is worth his salt."""
    values, sums = whole_of([3, 9])
    assert {world["a"] for world in worlds(values, {"a"}, sums)} == {3}


def test_a_small_group_takes_the_smallest_other_with_it() -> None:
    values, sums = whole_of([3, 9, 20])
    assert hidden_cells(cells_of(values), sums) == {"a", "b"}


def test_a_zero_is_shown_in_a_large_whole_only() -> None:
    values, sums = whole_of([0, 9])
    assert hidden_cells(cells_of(values), sums) == frozenset()
    values, sums = whole_of([0, 3])
    assert hidden_cells(cells_of(values), sums) == {"a", "b", "all"}


def test_many_requests_of_one_person_are_a_small_group() -> None:
    cells = {"a": Cell(9, 2), "b": Cell(30, 20), "all": Cell(39, 21)}
    assert hidden_cells(cells, [Sum("all", ("a", "b"))]) == {"a", "b"}


def test_people_met_are_said_even_when_nothing_else_of_a_breakdown_can_be() -> None:
    assert view_of([1, 1, 5]) == (None, None, None, 7)
    assert view_of([5]) == (5, 5)


def test_as_many_parts_as_people_hide_the_total_too() -> None:
    values = dict.fromkeys("abcde", 1) | {"all": 5}  # shown, it would say that each is 1
    assert hidden_cells(cells_of(values), [Sum("all", tuple("abcde"))]) == {*"abcde", "all"}


def test_small_subjects_do_not_hide_the_large_ones() -> None:
    """What a month really looks like: five subjects asked for often, two rarely."""
    asked = {"papers": 21, "food": 10, "care": 13, "job": 5, "family": 5, "debts": 4, "company": 4}
    values = {"all": sum(asked.values()), **asked, **{f"{key} only": n for key, n in asked.items()}}
    sums = [Sum("all", tuple(asked)), *(Sum(key, (f"{key} only",)) for key in asked)]
    hidden = hidden_cells(cells_of(values), sums)
    assert hidden.isdisjoint({"all", "papers", "food", "care"})
    assert hidden >= {"debts", "company", "debts only", "company only"}


def test_figures_that_do_not_add_up_are_refused_at_once() -> None:
    values = {"a": 2, "b": 7, "all": 3, "more": 9}
    for sums in ([Sum("all", ("a", "b"))], [Sum("a", ("b",)), Sum("b", ("a", "more"))]):
        with pytest.raises(SumsError, match="do not add up"):
            hidden_cells(cells_of(values), sums)
