"""Nobody is reached by a way, on a day or at an hour that they did not say is safe."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.people.domain.contacting import (
    CARRIED,
    NEUTRAL_SENDER,
    NEUTRAL_TEXT,
    TIMED,
    Channel,
    Contact,
    Kind,
    Point,
    may_contact,
    next_safe,
)
from allervers.people.models import ContactPoint

CALLS = frozenset({Channel.CALL})
MORNING = Point(Kind.PHONE, CALLS, time(9), time(12), frozenset({1, 2}))
MONDAY = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a local time, as the person says it
hours = st.times().map(lambda one: one.replace(tzinfo=None))
points = st.builds(
    Point,
    kind=st.sampled_from(Kind),
    safe_channels=st.frozensets(st.sampled_from(Channel)),
    days=st.frozensets(st.integers(1, 7)),
    is_current=st.booleans(),
)


def timed(point: Point, hour: tuple[time, time] | None) -> Point:
    """Return the point with hours, or without."""
    return point if hour is None else replace(point, safe_from=hour[0], safe_until=hour[1])


timed_points = st.builds(timed, points, st.none() | st.tuples(hours, hours))


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (MONDAY, Contact.YES),
        (MONDAY.replace(hour=12), Contact.YES),
        (MONDAY.replace(hour=12, minute=1), Contact.NOT_THIS_HOUR),
        (MONDAY.replace(hour=8, minute=59), Contact.NOT_THIS_HOUR),
        (MONDAY.replace(day=25), Contact.NOT_THIS_DAY),
    ],
)
def test_hours_and_days(at: datetime, answer: Contact) -> None:
    assert may_contact(MORNING, Channel.CALL, at) is answer


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (MONDAY.replace(hour=23), Contact.YES),
        (MONDAY.replace(day=24, hour=1), Contact.YES),  # the night of Monday
        (MONDAY.replace(hour=1), Contact.NOT_THIS_DAY),  # the night of Sunday
        (MONDAY.replace(hour=15), Contact.NOT_THIS_HOUR),
    ],
)
def test_hours_may_go_over_midnight(at: datetime, answer: Contact) -> None:
    night = replace(MORNING, safe_from=time(22), safe_until=time(2), days=frozenset({1}))
    assert may_contact(night, Channel.CALL, at) is answer


def test_sunday_s_night_ends_on_monday() -> None:
    night = replace(MORNING, safe_from=time(22), safe_until=time(2), days=frozenset({7}))
    assert may_contact(night, Channel.CALL, MONDAY.replace(hour=1)) is Contact.YES


def test_each_refusal_is_told() -> None:
    at = MONDAY
    assert may_contact(replace(MORNING, is_current=False), Channel.CALL, at) is Contact.OLD
    assert may_contact(MORNING, Channel.LETTER, at) is Contact.WRONG_KIND
    assert may_contact(MORNING, Channel.SMS, at) is Contact.NOT_SAFE


@given(point=timed_points, channel=st.sampled_from(Channel), at=st.datetimes())
def test_a_channel_that_was_not_said_safe_is_never_used(
    point: Point, channel: Channel, at: datetime
) -> None:
    if may_contact(point, channel, at) is Contact.YES:
        assert channel in point.safe_channels & CARRIED[point.kind]
        assert point.is_current


@given(point=timed_points, channel=st.sampled_from(Channel), at=st.datetimes())
def test_naming_days_never_opens_more(point: Point, channel: Channel, at: datetime) -> None:
    fewer = replace(
        point, days=frozenset({1}) if not point.days else frozenset(list(point.days)[:1])
    )
    if may_contact(fewer, channel, at) is Contact.YES:
        assert may_contact(point, channel, at) is Contact.YES


@given(point=timed_points, channel=st.sampled_from(sorted(TIMED)), at=st.datetimes())
def test_nobody_is_called_outside_of_their_hours(
    point: Point, channel: Channel, at: datetime
) -> None:
    if point.safe_from is None or point.safe_until is None:
        return
    if may_contact(point, channel, at) is Contact.YES and point.safe_from <= point.safe_until:
        assert point.safe_from <= at.time() <= point.safe_until


def test_words_are_those_of_the_table_and_say_nothing() -> None:
    assert set(Channel) == set(ContactPoint.Channel.values)
    assert set(Kind) == set(ContactPoint.Kind.values)
    said = f"{NEUTRAL_SENDER} {NEUTRAL_TEXT}".lower()
    for word in ("social", "service", "rsa", "violence", "enfance", "dossier", "rendez-vous"):
        assert word not in said


@given(point=timed_points, channel=st.sampled_from(sorted(TIMED)), at=st.datetimes())
def test_next_safe_time_is_later_and_safe(point: Point, channel: Channel, at: datetime) -> None:
    begins = next_safe(point, channel, at.replace(year=2026, day=min(at.day, 28)))
    if begins is not None:
        assert begins > at.replace(year=2026, day=min(at.day, 28))
        assert may_contact(point, channel, begins) is Contact.YES


def test_next_safe_time_is_the_first() -> None:
    after = MONDAY.replace(hour=13)
    assert next_safe(MORNING, Channel.CALL, after) == MONDAY.replace(day=24)
    assert next_safe(MORNING, Channel.CALL, MONDAY.replace(day=25)) == MONDAY.replace(day=30)
    assert next_safe(MORNING, Channel.SMS, MONDAY) is None
