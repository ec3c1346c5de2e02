"""Cut a text into days, hours, frequencies, separators and words. Never raises."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Final

from allervers.tours.domain.free_text.lexicon import WEEKDAYS
from allervers.tours.domain.free_text.patterns import ABBREVIATION, PATTERNS, STREET_BEFORE
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Beat, Half, Kind, Token
from allervers.tours.domain.recurrence import SchoolTime

_NUMBERS: Final = {
    "deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4, "cinq": 5, "5": 5, "six": 6, "6": 6,
}  # fmt: skip
_RANK_WORDS: Final = {
    "premi": 1, "deuxi": 2, "second": 2, "troisi": 3, "quatri": 4, "cinqui": 5,
    "avant-derni": -2, "derni": -1,
}  # fmt: skip
_RANK: Final = re.compile(r"([1-5])|avant-derni|premi|deuxi|second|troisi|quatri|cinqui|derni")
_INSIDE_NAME: Final = re.compile(rf"(?<!{')(?<!'.join(WEEKDAYS)})-$|\bsaint $|\bst $")
_CLOCK: Final = re.compile(r"(\d{1,2}) ?(?:h|heures?|:)? ?(\d{2})?")
_PLAIN_KINDS: Final = {
    "link": Kind.LINK, "mail": Kind.LINK, "phone": Kind.LINK, "drop": Kind.EMPTY_TIME,
    "no_appointment": Kind.NO_APPOINTMENT, "advice": Kind.NO_APPOINTMENT,
    "appointment": Kind.APPOINTMENT, "except": Kind.EXCEPT, "closed_word": Kind.CLOSED,
    "both_weeks": Kind.EMPTY_TIME, "every_week": Kind.EMPTY_TIME, "dated_day": Kind.DATES,
    "next_day": Kind.DATES, "date_range": Kind.PERIOD,
    "dates": Kind.DATES, "period": Kind.PERIOD, "lone": Kind.LONE_TIME, "break": Kind.BREAK,
    "slash_break": Kind.BREAK, "slash": Kind.SLASH, "open": Kind.OPEN, "close": Kind.CLOSE,
    "colon": Kind.COLON, "comma": Kind.COMMA, "dash": Kind.DASH, "and": Kind.AND, "or": Kind.OR,
    "word": Kind.WORD,
}  # fmt: skip
_HALVES: Final = {
    "half_am": Half.MORNING, "half_pm": Half.AFTERNOON,
    "half_whole": Half.WHOLE, "half_evening": Half.EVENING, "half_unsure": Half.UNSURE,
}  # fmt: skip
_SCHOOL: Final = {
    "skip_term": SchoolTime.TERM_ONLY, "skip_holidays": SchoolTime.HOLIDAYS_ONLY,
    "skip_public": SchoolTime.ALWAYS,
}  # fmt: skip


def cut(source: Source) -> list[Token]:
    """Return the tokens in order; letters that belong to none (quotes, stars) are passed over."""
    tokens: list[Token] = []
    at = 0
    while at < len(source.folded):
        found = _match(source, at)
        if found is None:
            at += 1
            continue
        name, match = found
        tokens.extend(replace(t, end=_trimmed(source, t)) for t in _tokens(name, match))
        at = match.end()
    return tokens


def _trimmed(source: Source, token: Token) -> int:
    words = source.folded[token.start : token.end]
    return token.start + (len(words.rstrip()) or len(words))


def _match(source: Source, at: int) -> tuple[str, re.Match[str]] | None:
    if source.folded[at] == " " and not source.folded.startswith((" /", " +", " _"), at):
        return None
    for name, pattern in PATTERNS:
        match = pattern.match(source.folded, at)
        if match and match.end() > at and _fits(name, match, source):
            return name, match
    return None


def _fits(name: str, match: re.Match[str], source: Source) -> bool:  # noqa: PLR0911
    """Refuse what looks like a time but is a street, a farm or an abbreviation."""
    before = source.folded[max(0, match.start() - 30) : match.start()]
    if name in {"dates", "period", "dated_day", "date_range"}:
        return not STREET_BEFORE.search(before)
    if name == "closed_maybe":  # "la ferme" is a farm, "fermé" is shut, "FERME" can be both
        return source.plain[match.end() - 1] in "éÉ"
    if name == "stop":
        return not ABBREVIATION.search(before)
    if name in {"range", "range_short", "range_et"}:
        return _slot(match) is not None
    if name == "half_unsure":
        return source.plain[match.start() : match.end()].isupper()
    if name in {"day", "day_short"}:
        return not _INSIDE_NAME.search(before)
    return True


def _tokens(name: str, match: re.Match[str]) -> Iterator[Token]:
    start, end = match.span()
    if name in _PLAIN_KINDS or name == "closed_maybe":
        yield Token(_PLAIN_KINDS.get(name, Kind.CLOSED), start, end)
    elif name in _HALVES:
        yield Token(Kind.HALF, start, end, half=_HALVES[name])
    elif name in _SCHOOL:
        yield Token(Kind.SKIPS, start, end, school_time=_SCHOOL[name])
    elif name == "stop":
        yield Token(Kind.STOP, start, end)
    elif name.startswith("range"):
        yield Token(Kind.HOURS, start, end, slot=_slot(match))
    elif name in {"day", "day_short", "day_range"}:
        yield Token(Kind.DAY, start, end, days=_days(name, match))
    else:
        yield from _frequency(name, match)


def _days(name: str, match: re.Match[str]) -> tuple[int, ...]:
    if name != "day_range":
        return (_weekday(match[0]),)
    first, last = _weekday(match[1]), _weekday(match[2])
    if first > last:
        return (*range(first, 7), *range(last + 1))
    return tuple(range(first, last + 1))


def _weekday(word: str) -> int:
    return next(rank for rank, day in enumerate(WEEKDAYS) if day[:3] == word[:3])


def _frequency(name: str, match: re.Match[str]) -> Iterator[Token]:
    """Yield the frequency, then the day it names, if any (their positions overlap)."""
    start, end = match.span()
    beat, numbers = _beat(name, match)
    day_group = {"one_in_k_day": 1, "day_in_month": 1, "every_k_days": 2, "rank_day": 2}.get(name)
    tied = day_group is not None
    yield Token(Kind.FREQUENCY, start, end, beat=beat, numbers=numbers, tied=tied)
    if day_group is not None:
        first, last = match.span(day_group)
        yield Token(Kind.DAY, first, last, days=(_weekday(match[day_group]),), tied=True)


def _beat(name: str, match: re.Match[str]) -> tuple[Beat, tuple[int, ...]]:  # noqa: PLR0911
    if name in {"rank_day", "ranks_of_month"}:
        return Beat.MONTHLY, _ranks(match[1])
    if name == "rank_week_month":
        return Beat.MONTH_WEEK, _ranks(match[1])
    if name == "rank_week":
        return Beat.CYCLE_WEEK, _ranks(match[1])
    if name == "week_numbers":
        return Beat.CYCLE_WEEK, tuple(int(n) for n in re.findall(r"\d+", match[0]))
    if name == "parity":
        return (Beat.ODD if "imp" in match[0] else Beat.EVEN), ()
    if name == "fortnight":
        return Beat.EVERY_K, (2,)
    if name in {"one_in_k_day", "one_in_k", "every_k", "every_k_days"}:
        words = [group for group in match.groups() if group in _NUMBERS]
        return Beat.EVERY_K, (_NUMBERS[words[-1]],)
    return Beat.UNKNOWN, ()


def _ranks(words: str) -> tuple[int, ...]:
    found = (int(m[1]) if m[1] else _RANK_WORDS[m[0]] for m in _RANK.finditer(words))
    return tuple(sorted(set(found), key=lambda rank: (rank < 0, rank)))


def _slot(match: re.Match[str]) -> tuple[time, time] | None:
    """Return the two hours in order, or None: "9h-8h" is not a slot."""
    first, last = _clock(match[1]), _clock(match[2])
    return (first, last) if first and last and first < last else None


def _clock(words: str) -> time | None:
    if words.startswith("midi"):
        return time(12)
    found = _CLOCK.match(words)
    hour, minute = int(found[1]) if found else 24, int(found[2] or 0) if found else 0
    return time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004
