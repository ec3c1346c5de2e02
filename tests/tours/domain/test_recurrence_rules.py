"""What rules are built, and which ones are refused with a sentence that helps."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.tours.domain.recurrence import (
    Hours,
    every_k_weeks,
    iso_weeks,
    monthly,
    validate_rrule,
    weekly,
)
from allervers.ui.domain.refusal import Refusal


def test_builders_write_the_agreed_rules() -> None:
    assert weekly([1]) == "FREQ=WEEKLY;BYDAY=TU"
    assert every_k_weeks(0, 4) == "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO"
    assert monthly([3], [-1, 2]) == "FREQ=MONTHLY;BYDAY=2TH,-1TH"
    assert iso_weeks([0]).startswith("FREQ=YEARLY;BYWEEKNO=1,3,5,")
    assert iso_weeks([0]).endswith(",51,53;BYDAY=MO")
    assert iso_weeks([0], odd=False).endswith(",50,52;BYDAY=MO")


def test_rule_is_returned_upper_case_without_its_name() -> None:
    assert validate_rrule(" rrule:freq=weekly;byday=tu ") == "FREQ=WEEKLY;BYDAY=TU"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "vide"),
        ("FREQ=WEEKLY;" + "BYDAY=MO" * 40, "trop longue"),
        ("BYDAY=MO", "absente"),
        ("FREQ=SECONDLY", "SECONDLY"),
        ("FREQ=HOURLY;BYDAY=MO", "HOURLY"),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260101", "jusqu'au"),
        ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR"),
        ("FREQ=WEEKLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=WEEKLY;X-ODD=1", "X-ODD"),
        ("FREQ=WEEKLY;", "n'est pas comprise"),
        ("FREQ=WEEKLY;FREQ=DAILY", "deux fois"),
        ("FREQ=WEEKLY;WKST=SU", "WKST=SU"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=WEEKLY;INTERVAL=²", "INTERVAL=²"),
        ("FREQ=WEEKLY;INTERVAL=99999999999999999999", "INTERVAL=9999"),
        ("FREQ=WEEKLY;COUNT=-1", "COUNT=-1"),
        ("FREQ=WEEKLY;BYDAY=LU", "LU"),
        ("FREQ=WEEKLY;BYDAY=MO,", "n'est pas un jour"),
        ("FREQ=WEEKLY;BYDAY=2MO", "rang de jour"),
        ("FREQ=MONTHLY;BYDAY=6MO", "six fois"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0"),
        ("FREQ=MONTHLY;BYDAY=2MO,TU", "sans rang"),
        ("FREQ=MONTHLY;BYDAY=2MO;BYMONTHDAY=8", "rang"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "quantième"),
        ("FREQ=YEARLY;BYMONTH=13;BYDAY=MO", "BYMONTH=13"),
        ("FREQ=YEARLY;BYWEEKNO=54;BYDAY=MO", "BYWEEKNO=54"),
        ("FREQ=YEARLY;BYWEEKNO=3", "semaine sans jour"),
        ("FREQ=WEEKLY;BYWEEKNO=3;BYDAY=MO", "autre fréquence"),
        ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=3;BYDAY=MO", "semaine"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO;BYMONTHDAY=3", "à la fois"),
    ],
)
def test_rule_not_understood_is_refused_by_its_part(text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as caught:
        validate_rrule(text)
    assert caught.value.todo


@given(st.text(alphabet=st.sampled_from("FREQWKLYBDAMOTUINVS=;,0123456789-+² "), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert validate_rrule("FREQ=MONTHLY;" + text)


@pytest.mark.parametrize("days", [[], [7], [-1]])
def test_builder_without_a_real_weekday_is_refused(days: list[int]) -> None:
    with pytest.raises(Refusal, match="jour de la semaine"):
        weekly(days)


def test_monthly_without_rank_is_refused() -> None:
    with pytest.raises(Refusal, match="rang"):
        monthly([3], [])


@pytest.mark.parametrize(
    "hours",
    [
        (time(12), time(9)),
        (time(9), time(9)),
        (time(9), time(12), time(10)),
        (time(9), time(12), time(8), time(10)),
        (time(9), time(12), time(11), time(12)),
        (time(9), time(17), time(14), time(12)),
    ],
)
def test_hours_out_of_order_are_refused(hours: tuple[time, ...]) -> None:
    with pytest.raises(Refusal):
        Hours(*hours)
