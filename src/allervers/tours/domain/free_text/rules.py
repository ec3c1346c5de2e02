"""From the tokens of one presence to an RFC 5545 rule and hours, or to a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from allervers.tours.domain.free_text.hours import Columns, Slot, in_half, slot_text, to_hours
from allervers.tours.domain.free_text.reading import Field, Question
from allervers.tours.domain.free_text.tokens import Beat, Half, Kind, Token
from allervers.tours.domain.recurrence import Hours, every_k_weeks, iso_weeks, monthly, weekly
from allervers.ui.domain.refusal import Refusal

_LONGEST_CYCLE: Final = 6
_SURE_CYCLE: Final = 3


@dataclass(frozen=True, slots=True)
class Ruled:
    """Some weekdays with their rule, or with the question that stands for it."""

    weekdays: tuple[int, ...]
    rrule: str | None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """Some weekdays with their hours, or with the question that stands for them."""

    weekdays: tuple[int, ...]
    hours: Hours | None
    question: Question | None = None
    from_columns: bool = False


def weekdays_of(tokens: Iterable[Token]) -> tuple[int, ...]:
    """Return the weekdays that the tokens name, Monday first, each once."""
    return tuple(sorted({day for token in tokens for day in token.days}))


def rules(
    weekdays: tuple[int, ...], beats: list[Token], cycle: int, *, is_vague: bool
) -> list[Ruled]:
    """Return the rules of these weekdays: one for all, or one each for cycles of weeks.

    `cycle` is how many weeks the whole text numbers, without a gap; `is_vague` says that the words
    can be read in two ways.
    """
    kinds = {(beat.beat, beat.numbers) for beat in beats}
    if not beats and not is_vague:
        return [Ruled(weekdays, weekly(weekdays))]
    if len(kinds) > 1 or is_vague:
        return [Ruled(weekdays, None, Question(Field.RULE, "rule"))]
    beat = beats[0]
    if beat.beat is Beat.MONTHLY:
        return [Ruled(weekdays, monthly(weekdays, beat.numbers))]
    if beat.beat in {Beat.ODD, Beat.EVEN}:
        return [Ruled(weekdays, iso_weeks(weekdays, odd=beat.beat is Beat.ODD))]
    return [_cycle((day,), beat, cycle) for day in weekdays]


def _cycle(weekdays: tuple[int, ...], beat: Token, cycle: int) -> Ruled:
    """Return the rule of one weekday that comes back every k weeks, or ask for it."""
    numbers = beat.numbers
    day = weekdays[0]
    if beat.beat is Beat.EVERY_K:
        return Ruled(weekdays, every_k_weeks(day, numbers[0]), Question(Field.ANCHOR, "anchor"))
    if beat.beat is Beat.MONTH_WEEK:
        return Ruled(weekdays, None, Question(Field.RULE, "month_week", _monthly(day, numbers)))
    if beat.beat is not Beat.CYCLE_WEEK or cycle > _LONGEST_CYCLE:
        return Ruled(weekdays, None, Question(Field.RULE, "rule"))
    if len(numbers) == 1 and cycle >= _SURE_CYCLE:
        return Ruled(weekdays, every_k_weeks(day, cycle), Question(Field.ANCHOR, "cycle_anchor"))
    return Ruled(weekdays, None, Question(Field.RULE, "cycle", _monthly(day, numbers)))


def _monthly(day: int, ranks: tuple[int, ...]) -> tuple[str, ...]:
    try:
        return (monthly([day], ranks),)
    except Refusal:  # "semaine 9" of a cycle is no rank in a month
        return ()


def timed(
    weekdays: tuple[int, ...],
    tokens: list[Token],
    columns: Columns,
    *,
    may_use_columns: bool,
    is_shared: bool,
) -> list[Timed]:
    """Return the hours of these weekdays, weekdays with the same hours together."""
    slots = tuple(token.slot for token in tokens if token.kind is Kind.HOURS and token.slot)
    half = _half(tokens)
    named = in_half(slots, half or Half.WHOLE)
    if slots and is_shared:  # several places cannot have the same hours
        return [_asked_if_none(weekdays, None, slots)]
    if named and named != slots:  # "le lundi matin" with the hours of the afternoon beside
        return [_asked_if_none(weekdays, None, named)]
    if slots:
        return [_asked_if_none(weekdays, to_hours(slots), slots)]
    if half is None and not may_use_columns:
        return [_asked_if_none(weekdays, None, _column_slots(weekdays, columns, Half.WHOLE))]
    groups: dict[tuple[Slot, ...], list[int]] = {}
    for day in weekdays:
        groups.setdefault(columns.of(day, half or Half.WHOLE), []).append(day)
    return [_from_columns(tuple(days), found) for found, days in groups.items()]


def _half(tokens: list[Token]) -> Half | None:
    halves = {token.half for token in tokens if token.half}
    if not halves:
        return None
    return halves.pop() if len(halves) == 1 else Half.WHOLE


def _column_slots(weekdays: tuple[int, ...], columns: Columns, half: Half) -> tuple[Slot, ...]:
    return tuple(sorted({slot for day in weekdays for slot in columns.of(day, half)}))


def _from_columns(weekdays: tuple[int, ...], slots: tuple[Slot, ...]) -> Timed:
    hours = to_hours(slots)
    question = None if hours else _hours_question(slots)
    return Timed(weekdays, hours, question, from_columns=hours is not None)


def _asked_if_none(
    weekdays: tuple[int, ...], hours: Hours | None, slots: tuple[Slot, ...]
) -> Timed:
    return Timed(weekdays, hours, None if hours else _hours_question(slots))


def _hours_question(slots: tuple[Slot, ...]) -> Question:
    return Question(Field.HOURS, "hours", tuple(slot_text(slot) for slot in slots))
