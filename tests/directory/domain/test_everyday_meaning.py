"""The short cut among everyday patterns leaves out none that is said."""

from hypothesis import given
from hypothesis import strategies as st

from allervers.directory.domain.everyday_meaning import (
    BEGINNING,
    LONGEST_FIRST,
    PARTS,
    PATTERNS,
    places_of,
)

WORDS = st.sampled_from(sorted(part.rstrip("*") for part in PARTS))


def test_no_stem_is_shorter_than_the_beginning_that_is_compared() -> None:
    assert all(len(part) > BEGINNING for part in PARTS if part.endswith("*"))
    assert len(LONGEST_FIRST) == len(PATTERNS)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "s", "er"])).map("".join), max_size=6))
def test_pattern_that_is_said_shares_its_beginnings(words: list[str]) -> None:
    first = {word[:BEGINNING] for word in words}
    for pattern, beginnings in LONGEST_FIRST:
        assert beginnings <= first or not places_of(pattern.parts, words)
