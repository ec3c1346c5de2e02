"""From drafts to proposals: each field with its evidence, or with a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from allervers.tours.domain.free_text.attach import Draft
from allervers.tours.domain.free_text.communes import commune_hint, commune_span
from allervers.tours.domain.free_text.hours import Columns
from allervers.tours.domain.free_text.places import Place
from allervers.tours.domain.free_text.reading import Evidence, Field, Proposal, Question
from allervers.tours.domain.free_text.rules import Ruled, Timed, rules, timed, weekdays_of
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.strays import Strays
from allervers.tours.domain.free_text.tokens import Half, Kind, Token
from allervers.tours.domain.recurrence import SchoolTime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole text says to each of its proposals."""

    source: Source
    columns: Columns
    default_commune: str | None
    cycle: int
    has_hours: bool
    drafts: tuple[Draft, ...]
    strays: Strays


def propose(draft: Draft, around: Surroundings) -> Iterator[Proposal]:
    """Yield the proposals of one draft: one per rule, per hours, and per kind of appointment."""
    for tokens in _by_appointment(draft.tokens):
        yield from _proposals(draft, tokens, around)


def _by_appointment(tokens: list[Token]) -> list[list[Token]]:
    """Split "de 10 h à 12 h sur rendez-vous et de 15 h à 18 h" in two presences."""
    times = [t for t in tokens if t.kind in {Kind.HOURS, Kind.APPOINTMENT}]
    kinds = [t.kind for t in times]
    if kinds != [Kind.HOURS, Kind.APPOINTMENT, Kind.HOURS]:
        return [tokens]
    return [
        [t for t in tokens if t is not times[2]],
        [t for t in tokens if t not in times[:2]],
    ]


def _proposals(draft: Draft, tokens: list[Token], around: Surroundings) -> Iterator[Proposal]:
    days = [t for t in tokens if t.kind is Kind.DAY]
    beats = [t for t in tokens if t.kind is Kind.FREQUENCY]
    is_vague = any(b.tied for b in beats) and any(not day.tied for day in days)
    is_vague = is_vague or around.strays.near(draft, Kind.FREQUENCY)
    weekdays = weekdays_of(days)
    alone = not draft.is_shared and not around.has_hours and not _elsewhere(draft, around)
    for ruled in rules(weekdays, beats, around.cycle, is_vague=is_vague):
        found = timed(
            ruled.weekdays,
            tokens,
            around.columns,
            may_use_columns=alone,
            is_shared=draft.is_shared or around.strays.near(draft, Kind.HOURS),
        )
        for hours in found:
            yield _proposal(draft, tokens, _narrowed(ruled, hours, beats, around), hours, around)


def _narrowed(ruled: Ruled, hours: Timed, beats: list[Token], around: Surroundings) -> Ruled:
    """Return the rule for the weekdays of these hours only."""
    if ruled.weekdays == hours.weekdays or ruled.rrule is None:
        return Ruled(hours.weekdays, ruled.rrule, ruled.question)
    return rules(hours.weekdays, beats, around.cycle, is_vague=False)[0]


def _elsewhere(draft: Draft, around: Surroundings) -> bool:
    """Whether another place has the same weekday: whole days cannot be at both."""
    mine = set(weekdays_of(draft.tokens))
    beats = _beats(draft)
    for other in around.drafts:
        if other is draft or not mine & set(weekdays_of(other.tokens)):
            continue
        theirs = _beats(other)
        if not beats or not theirs or beats == theirs:
            return True
    return False


def _beats(draft: Draft) -> set[object]:
    return {(t.beat, t.numbers) for t in draft.tokens if t.kind is Kind.FREQUENCY}


def _proposal(
    draft: Draft, tokens: list[Token], ruled: Ruled, hours: Timed, around: Surroundings
) -> Proposal:
    commune, commune_at = _commune(draft, around)
    questions = [q for q in (ruled.question, hours.question) if q]
    questions.extend(_place_questions(draft, commune_at, around))
    strayed = around.strays.near(draft, Kind.PERIOD)
    questions.extend(_doubts(tokens, is_strayed=strayed, is_excepted=around.strays.excepts))
    evidence = [
        *(_evidence(around.source, Field.PLACE, at) for pl in draft.places for at in pl.stretches),
        *([_evidence(around.source, Field.COMMUNE, commune_at)] if commune_at else []),
        *_time_evidence(around.source, tokens, ruled.weekdays, hours),
    ]
    school = next((t.school_time for t in tokens if t.school_time), SchoolTime.ALWAYS)
    return Proposal(
        place=_name(draft.places[0], around) if _is_placed(draft) else None,
        commune=commune,
        rrule=ruled.rrule,
        hours=hours.hours,
        by_appointment=any(t.kind is Kind.APPOINTMENT for t in tokens),
        school_time=school,
        evidence=tuple(dict.fromkeys(evidence)),
        questions=tuple(questions),
        hours_from_columns=hours.from_columns,
        weekdays=ruled.weekdays,
    )


def _name(place: Place, around: Surroundings) -> str:
    """Return the words of a place; a bracket left open by the cutting is closed again."""
    words = ", ".join(around.source.words(start, end) for start, end in place.stretches)
    words = words.replace("( ", "(").replace(" )", ")")
    return words + ")" * (words.count("(") - words.count(")"))


def _is_placed(draft: Draft) -> bool:
    """Whether one sure place is said."""
    return bool(draft.places) and not draft.is_choice and not draft.places[0].is_unsure


def _commune(draft: Draft, around: Surroundings) -> tuple[str | None, tuple[int, int] | None]:
    if not _is_placed(draft):
        return None, None
    at = commune_span(around.source, draft.places[0])
    if at:
        return around.source.words(*at), at
    return None, None


def _place_questions(
    draft: Draft, commune_at: tuple[int, int] | None, around: Surroundings
) -> Iterator[Question]:
    if draft.is_choice:
        yield Question(Field.PLACE, "choice", tuple(_name(p, around) for p in draft.places))
    elif draft.places and draft.places[0].is_unsure:
        yield Question(Field.PLACE, "unsure", (_name(draft.places[0], around),))
    elif not draft.places:
        yield Question(Field.PLACE, "place")
    elif commune_at is None:
        hint = commune_hint(around.source, draft.places[0])
        options = [around.source.words(*hint)] if hint else []
        options += [around.default_commune] if around.default_commune else []
        yield Question(Field.COMMUNE, "commune", tuple(dict.fromkeys(options)))


def _doubts(tokens: list[Token], *, is_strayed: bool, is_excepted: bool) -> Iterator[Question]:
    if is_excepted or any(t.kind in {Kind.EXCEPT, Kind.CLOSED} for t in tokens):
        yield Question(Field.EXCEPTIONS, "exceptions")
    if is_strayed or any(t.kind is Kind.PERIOD for t in tokens):
        yield Question(Field.PERIOD, "period")


_FIELDS = {
    Kind.HOURS: Field.HOURS,
    Kind.APPOINTMENT: Field.APPOINTMENT,
    Kind.SKIPS: Field.SKIPS,
    Kind.EXCEPT: Field.EXCEPTIONS,
    Kind.CLOSED: Field.EXCEPTIONS,
    Kind.PERIOD: Field.PERIOD,
    Kind.FREQUENCY: Field.FREQUENCY,
    Kind.HALF: Field.HOURS,
}


def _time_evidence(
    source: Source, tokens: list[Token], weekdays: tuple[int, ...], hours: Timed
) -> Iterator[Evidence]:
    """Yield the words of each field; a day without more says "every week" by itself."""
    has_beat = any(t.kind is Kind.FREQUENCY for t in tokens)
    has_times = any(t.kind is Kind.HOURS or (t.half and t.half is not Half.WHOLE) for t in tokens)
    for token in tokens:
        at = (token.start, token.end)
        if token.kind is Kind.DAY and set(token.days) & set(weekdays):
            yield _evidence(source, Field.DAY, at)
            if not has_beat:
                yield _evidence(source, Field.FREQUENCY, at)
            if hours.hours and not has_times:
                yield _evidence(source, Field.HOURS, at)
        elif token.kind in _FIELDS:
            yield _evidence(source, _FIELDS[token.kind], at)


def _evidence(source: Source, field: Field, at: tuple[int, int]) -> Evidence:
    start, end = source.span(*at)
    return Evidence(field, start, end, source.words(*at))
