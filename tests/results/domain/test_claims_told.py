"""What is told of claims: no small group is given back by the tables that stand beside it."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from allervers.results.domain.publishing import (
    BREAKDOWNS,
    CLAIMS,
    GIVEN_UP,
    MET,
    OPENED_OTHER,
    STATE_OPENED,
    Count,
    Figures,
    Key,
    publish,
)

KNOWN = {"claim_state": ("todo", "opened", "given_up"), "non_take_up": ("not_known", "not_asked")}
SIZES = st.integers(0, 9)


def met(people: int) -> dict[Key, Count]:
    """Meet so many people, of whom nothing was asked."""
    whole = Count(people, people)
    return {MET: whole, **{(kind, ""): whole for kind in BREAKDOWNS if kind != "channel"}}


def visited(people: int) -> dict[Key, Count]:
    """Say how many of a hundred people were met at a visit."""
    return {
        ("channel", "visit"): Count(people, people),
        ("channel", "desk"): Count(100 - people, 100 - people),
    }


def told(
    found: Mapping[str, int], opened: Mapping[str, int], *, other: int = 0, todo: int = 9,
    places: Mapping[str, int] | None = None,
) -> Figures:  # fmt: skip
    """Publish rights found and opened, as counted."""
    total = sum(opened.values()) + other
    counts: dict[Key, Count] = {
        **met(100),
        ("screened", ""): Count(60, 60),
        **{("right", code): Count(n, n) for code, n in found.items()},
        **{("opened", code): Count(n, n, Decimal(n)) for code, n in opened.items()},
        **{("opened_at", code): Count(n, n) for code, n in (places or {}).items()},
        **{("commune", code): Count(40, 40) for code in (places or {})},
        **visited(40 * len(places or {})),
        OPENED_OTHER: Count(other, other),
        STATE_OPENED: Count(total, total),
        ("claim_state", "todo"): Count(todo, todo),
        CLAIMS: Count(total + todo, total + todo),
    }
    return publish({key: one for key, one in counts.items() if one.value}, KNOWN)


def test_what_is_large_is_told() -> None:
    figures = told({"rsa": 20, "af": 12}, {"rsa": 10, "af": 6}, places={"92040": 7, "92050": 9})
    assert figures["opened", "rsa"].value == 10
    assert figures[STATE_OPENED].value == 16
    assert [figures["opened_at", code].value for code in ("92040", "92050")] == [7, 9]
    assert OPENED_OTHER not in figures


def test_a_right_opened_to_few_hides_every_sum_that_tells_it() -> None:
    figures = told({"rsa": 20, "af": 12}, {"rsa": 10, "af": 3}, places={"92040": 13})
    hidden = [("opened", "af"), STATE_OPENED, ("opened_at", "92040")]
    assert all(figures[key].is_hidden for key in hidden)
    assert figures["opened", "rsa"].value == 10
    # Claims less those to do would give the claims opened back.
    assert figures[CLAIMS].is_hidden or figures["claim_state", "todo"].is_hidden


def test_few_who_have_not_got_it_yet_are_hidden_too() -> None:
    assert told({"rsa": 20}, {"rsa": 18})["opened", "rsa"].is_hidden


def test_a_few_rights_opened_without_having_been_found_hide_the_number_of_both() -> None:
    figures = told({"rsa": 20}, {"rsa": 10}, other=2)
    assert figures["opened", "rsa"].value == 10
    assert figures[STATE_OPENED].is_hidden


def test_one_place_with_few_hides_all_places() -> None:
    figures = told({"rsa": 20}, {"rsa": 12}, places={"92040": 9, "92050": 3})
    assert figures["opened", "rsa"].value == 12
    assert all(figures["opened_at", code].is_hidden for code in ("92040", "92050"))


def test_reasons_of_giving_up_follow_the_rule() -> None:
    counts: dict[Key, Count] = {
        **met(100), **visited(0), CLAIMS: Count(20, 20),
        GIVEN_UP: Count(11, 11), ("claim_state", "todo"): Count(9, 9),
        ("non_take_up", "not_known"): Count(2, 2), ("non_take_up", "not_asked"): Count(9, 9),
    }  # fmt: skip
    figures = publish(counts, KNOWN)
    assert figures[GIVEN_UP].value == 11
    assert figures["non_take_up", "not_known"].is_hidden
    assert figures["non_take_up", "not_asked"].is_hidden


@given(SIZES, SIZES, SIZES, SIZES, SIZES)
def test_subtractions_between_tables_give_no_small_group(
    rsa: int, af: int, other: int, todo: int, late: int
) -> None:
    """An attacker subtracts every figure shown of one table from one of another."""
    found = {"rsa": rsa + late, "af": af + 6}
    figures = told(found, {"rsa": rsa, "af": af}, other=other, todo=todo)
    shown = {key: one.value for key, one in figures.items()}
    for code in ("rsa", "af"):
        among, opened = shown.get(("right", code)), shown.get(("opened", code))
        if among is not None and opened is not None:
            assert opened not in range(1, 5)
            assert among - opened not in range(1, 5)
    opened_all, of_rights = shown.get(STATE_OPENED), [shown.get(("opened", c)) for c in found]
    known = [value for value in of_rights if value is not None]
    if opened_all is not None and len(known) == len(of_rights):
        assert opened_all - sum(known) not in range(1, 5)
    if opened_all is not None and known:
        hidden = [c for c in found if shown.get(("opened", c)) is None and ("opened", c) in figures]
        assert not hidden
