"""Codes of partners: how long, how many tries."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from allervers.people.domain.partner_proof import (
    BETWEEN_CODES,
    CODE_FOR,
    CODES_IN_ALL,
    TRIES_IN_ALL,
    TRIES_OF_A_CODE,
    after_wrong,
    is_code_alive,
    link_ends_at,
    may_send_code,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def test_code_lives_ten_minutes() -> None:
    assert is_code_alive(NOW, NOW + CODE_FOR - INSTANT)
    assert not is_code_alive(NOW, NOW + CODE_FOR)
    assert not is_code_alive(None, NOW)


def test_a_second_demand_waits_a_minute() -> None:
    assert may_send_code(None, 0, NOW)
    assert not may_send_code(NOW, 1, NOW + BETWEEN_CODES - INSTANT)
    assert may_send_code(NOW, 1, NOW + BETWEEN_CODES)
    assert may_send_code(NOW, CODES_IN_ALL - 1, NOW + BETWEEN_CODES)
    assert not may_send_code(NOW, CODES_IN_ALL, NOW + BETWEEN_CODES)


def test_fifth_wrong_code_ends_it_and_the_twentieth_closes_the_link() -> None:
    found = [after_wrong(tries) for tries in range(TRIES_IN_ALL)]
    assert [one.tries for one in found if one.ends_code] == [5, 10, 15, 20]
    assert [one.closes_link for one in found].index(True) == TRIES_IN_ALL - 1
    assert TRIES_OF_A_CODE == 5


def test_link_closes_with_the_share_or_after_thirty_days() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert link_ends_at(NOW, date(2026, 12, 1), paris) == NOW + timedelta(days=30)
    assert link_ends_at(NOW, date(2026, 3, 5), paris) == datetime(2026, 3, 6, tzinfo=paris)
