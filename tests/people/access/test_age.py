"""Whether somebody is a minor, from what they said."""

from datetime import date

import pytest

from allervers.people.domain.age import is_minor, whole_years

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("born", "answer"),
    [(date(2008, 11, 20), False), (date(2008, 11, 21), True), (date(1950, 1, 1), False)],
)
def test_a_birth_date_tells(born: date, *, answer: bool) -> None:
    assert is_minor(born, None, None, DAY) is answer


@pytest.mark.parametrize(
    ("age", "said_on", "answer"),
    [
        (16, DAY, True),
        (17, DAY, True),
        (17, date(2026, 11, 19), None),  # perhaps 18 since
        (18, DAY, False),
        (16, date(2025, 11, 20), None),
        (16, date(2025, 11, 21), True),
        (16, date(2024, 11, 20), False),
        (None, DAY, None),
        (30, None, None),
    ],
)
def test_an_age_that_was_said_tells_less(
    age: int | None,
    said_on: date | None,
    answer: bool | None,  # noqa: FBT001
) -> None:
    assert is_minor(None, age, said_on, DAY) is answer


def test_who_is_born_on_29_february_is_older_on_1_march() -> None:
    assert whole_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert whole_years(date(2008, 2, 29), date(2026, 3, 1)) == 18
