"""Codes: read however they are written, spread evenly, tied to their secret and their serial."""

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.reception.domain import code as codes

SECRET = "un secret inventé, assez long pour un essai"
ANY_CODE = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def sloppy(code: str, draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Write a code as people do: other case, O for 0, spaces and dashes anywhere."""
    swaps = {"0": "0oO", "1": "1iIlL"}
    written = ""
    for one in code:
        written += draw(st.sampled_from(swaps.get(one, one + one.lower())))
        written += draw(st.sampled_from(["", "", " ", "-", "–"]))
    return written


@given(st.data(), ANY_CODE)
def test_code_written_by_people_is_read(data: st.DataObject, code: str) -> None:
    assert codes.normalise(sloppy(code, data.draw)) == code


@given(st.text())
def test_any_text_is_read_as_a_code_or_as_nothing(text: str) -> None:
    found = codes.normalise(text)
    assert found is None or (len(found) == 10 and set(found) <= set(codes.ALPHABET))
    assert found is None or codes.normalise(codes.shown(found)) == found


@pytest.mark.parametrize("text", ["", "K7QF2-M9X4", "K7QF2-M9X4TT", "K7QF2-M9X4U", "K" * 9999])
def test_what_is_no_code_is_nothing(text: str) -> None:
    assert codes.normalise(text) is None


def test_code_is_shown_in_two_halves() -> None:
    assert codes.shown("K7QF2M9X4T") == "K7QF2-M9X4T"


def test_alphabet_holds_no_letter_taken_for_another() -> None:
    assert len(set(codes.ALPHABET)) == 32
    assert not set("ILOU") & set(codes.ALPHABET)
    assert 32**codes.LENGTH == 2**codes.BITS


@given(st.text(min_size=32), st.uuids(), st.integers(0, 2**31 - 1))
def test_code_depends_on_secret_encounter_and_serial(
    secret: str, encounter_id: uuid.UUID, serial: int
) -> None:
    code = codes.derive(secret, encounter_id, serial)
    assert codes.normalise(code) == code == codes.derive(secret, encounter_id, serial)
    assert code != codes.derive(secret + "x", encounter_id, serial)
    assert code != codes.derive(secret, encounter_id, serial + 1)
    assert codes.digest(secret, code) != codes.digest(secret + "x", code)


def test_letters_of_codes_are_spread_evenly() -> None:
    made = [codes.derive(SECRET, uuid.UUID(int=number), 0) for number in range(4000)]
    assert len(set(made)) == len(made)
    for place in range(codes.LENGTH):
        seen = Counter(code[place] for code in made)
        spread = sum((seen[one] - 125) ** 2 / 125 for one in codes.ALPHABET)
        assert spread < 80  # chi square, 31 degrees of freedom: one in 300,000 goes beyond


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "192.0.2.1", False),
    ],
)
def test_origin_is_an_address_or_the_network_of_one(one: str, other: str, *, is_same: bool) -> None:
    assert (codes.origin_digest(SECRET, one) == codes.origin_digest(SECRET, other)) is is_same


@pytest.mark.parametrize(
    ("here", "in_brake", "over_all", "is_paused"),
    [
        (0, 0, 0, False),
        (9, 9, 599, False),
        (10, 10, 10, True),
        (0, 0, 10**6, False),
        (0, 1, 600, True),
        (0, 1, 599, False),
    ],
)
def test_pause_begins_at_the_limits(
    here: int, in_brake: int, over_all: int, *, is_paused: bool
) -> None:
    found = codes.is_paused(wrong_here=here, wrong_here_in_brake=in_brake, wrong_over_all=over_all)
    assert found is is_paused


def test_guessing_is_as_unlikely_as_the_documentation_says() -> None:
    a_year = timedelta(days=365)
    alone = codes.WRONG_PER_ORIGIN * (a_year // codes.ORIGIN_WINDOW)
    braked = codes.WRONG_OVER_ALL * (a_year // codes.BRAKE_WINDOW)
    assert codes.guess_probability(tries=alone, open_codes=100_000) < 1 / 30_000
    assert codes.guess_probability(tries=braked, open_codes=100_000) < 1 / 2_000
    assert codes.guess_probability(tries=2**60, open_codes=2) == 1


def test_code_is_over_once_closed_or_expired() -> None:
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    later = now + timedelta(seconds=1)
    assert not codes.is_over(expires_at=later, closed_at=None, now=now)
    assert codes.is_over(expires_at=now, closed_at=None, now=now)
    assert codes.is_over(expires_at=later, closed_at=now, now=now)
