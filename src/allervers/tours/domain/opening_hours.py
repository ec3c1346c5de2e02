"""OpenStreetMap opening hours read as recurrences, strictly, and written back.

Source: the specification of the key `opening_hours` on the OpenStreetMap wiki. What is read:
weekdays and their ranges, n-th weekdays (`Tu[2]`, `Th[2,-1]`), ISO weeks (`week 1-53/2`), one or
two slots (two make a pause), `SH Mo …` for school holidays only, and `PH off`, `SH off` at the end.
Everything else is refused with the words not understood: a date guessed is a person who waits.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Final, NamedTuple

from allervers.tours.domain.recurrence import (
    Hours,
    Recurrence,
    SchoolTime,
    monthly,
    weekly,
)
from allervers.tours.domain.recurrence_rules import RuleParts, parse_rrule
from allervers.tours.domain.recurrence_walk import rule_days
from allervers.ui.domain.refusal import Refusal

NAMES: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LAST_WEEK: Final = 53
_DAY: Final = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE: Final = re.compile(
    rf"(?P<school>SH )?(?:week ?(?P<weeks>[0-9,/ -]*[0-9]) )?"
    rf"(?P<days>{_DAY}[^ ]*) (?P<slots>[0-9][0-9:, -]*)"
)
_OFF: Final = re.compile(r"(?P<what>(?:PH|SH)(?:, ?(?:PH|SH))?) (?:off|closed)")
_SPAN: Final = re.compile(rf"({_DAY})(?:-({_DAY}))?(?:\[([^\]]*)\])?")
_SLOT: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")
_DASH: Final = re.compile(r"(?<=\d) - (?=\d)")
_WEEKS: Final = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2})(?:/([0-9]{1,2}))?)?")
_RANKS: Final = re.compile(r"(-?[1-5])(?:-([1-5]))?")
# Two rules are compared on these years: long enough for a week 53 and every length of February.
_COMPARED: Final = (date(2024, 1, 1), date(2033, 12, 31))


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """One recurrence of the string: an RRULE value, its hours, and what is left out."""

    rrule: str
    hours: Hours
    skips_public_holidays: bool
    school_time: SchoolTime


class _Selected(NamedTuple):
    plain: list[int]
    ranked: list[tuple[int, int]]


def read_opening_hours(text: str) -> list[OpeningRule]:
    """Read an opening hours string, or raise `Refusal` quoting what is not understood.

    As OpenStreetMap says, a rule without `PH off` holds on public holidays too. Two rules that
    give hours to the same date are refused: there the second replaces the first, which those who
    write it seldom mean.
    """
    pieces = [_DASH.sub("-", " ".join(piece.split())) for piece in text.split(";")]
    pieces = [piece for piece in pieces if piece]
    off: set[str] = set()
    while pieces and (match := _OFF.fullmatch(pieces[-1])):
        off |= set(re.findall("PH|SH", match["what"]))
        pieces.pop()
    if not pieces:
        raise _refusal(text or "vide", "Aucun jour n'est donné.")
    rules = [rule for piece in pieces for rule in _read_rule(piece, off)]
    _refuse_overlap(rules, text)
    return rules


def to_opening_hours(rule: Recurrence, hours: Hours) -> str:
    """Write a recurrence as an opening hours string; its anchor is not part of it.

    Raises `Refusal` for what the string cannot say exactly: cycles with an anchor, an end,
    exceptions, days of the month.
    """
    parts = parse_rrule(rule.rrule)
    if rule.until or rule.exdates or rule.rdates or parts.interval > 1 or parts.count:
        raise _unsayable("une date de fin, des exceptions ou un cycle à point de départ")
    if parts.months or parts.month_days or not (parts.weekdays or parts.positioned):
        raise _unsayable("des mois ou des quantièmes")
    if parts.positioned and parts.freq == "YEARLY":
        raise _unsayable("un rang dans l'année")
    school = "SH " if rule.school_time is SchoolTime.HOLIDAYS_ONLY else ""
    weeks = f"week {_weeks_text(parts.weeks)} " if parts.weeks else ""
    off = ["PH"] if rule.skips_public_holidays else []
    off += ["SH"] if rule.school_time is SchoolTime.TERM_ONLY else []
    closed = f"; {','.join(off)} off" if off else ""
    return f"{school}{weeks}{_days_text(parts)} {_slots_text(hours)}{closed}"


def _read_rule(piece: str, off: set[str]) -> list[OpeningRule]:
    match = _RULE.fullmatch(piece)
    if match is None:
        raise _refusal(piece, "On attend par exemple « Tu 09:00-12:30 ».")
    if match["school"] and "SH" in off:
        raise _refusal(piece, "« SH » et « SH off » se contredisent.")
    school_time = SchoolTime.ALWAYS
    if match["school"]:
        school_time = SchoolTime.HOLIDAYS_ONLY
    elif "SH" in off:
        school_time = SchoolTime.TERM_ONLY
    hours = _read_slots(match["slots"])
    weeks = _read_weeks(match["weeks"]) if match["weeks"] else None
    return [
        OpeningRule(rrule, hours, "PH" in off, school_time)
        for rrule in _rrules(_read_days(match["days"]), weeks, piece)
    ]


def _rrules(days: _Selected, weeks: list[int] | None, piece: str) -> list[str]:
    if weeks is None:
        rules = [weekly(days.plain)] if days.plain else []
        rules += [
            monthly([weekday], [rank for rank, day in days.ranked if day == weekday])
            for weekday in sorted({day for _rank, day in days.ranked})
        ]
        return rules
    if days.ranked:
        raise _refusal(piece, "Des semaines et un rang dans le mois à la fois.")
    codes = weekly(days.plain).partition(";")[2]
    return [f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, weeks))};{codes}"]


def _read_days(text: str) -> _Selected:
    found = _Selected([], [])
    # A comma inside brackets belongs to the ranks.
    for word in re.split(r",(?![^\[]*\])", text):
        match = _SPAN.fullmatch(word)
        if match is None:
            raise _refusal(word, "Ce n'est pas un jour.")
        first, last, ranks = match.groups()
        if ranks is not None:
            if last:
                raise _refusal(word, "Un rang porte sur un seul jour.")
            found.ranked.extend((rank, NAMES.index(first)) for rank in _read_ranks(ranks, word))
        else:
            found.plain.extend(_span(NAMES.index(first), NAMES.index(last or first)))
    return found


def _span(first: int, last: int) -> list[int]:
    """From `first` to `last`, through Sunday when the week has to turn (`Fr-Mo`)."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _read_ranks(text: str, word: str) -> list[int]:
    found: list[int] = []
    for rank in text.split(","):
        match = _RANKS.fullmatch(rank)
        if match is None or (match[2] and not 0 < int(match[1]) < int(match[2])):
            raise _refusal(word, "Le rang va de 1 à 5, ou de -1 (le dernier) à -5.")
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return found


def _read_weeks(text: str) -> list[int]:
    found: set[int] = set()
    for word in text.replace(" ", "").split(","):
        match = _WEEKS.fullmatch(word)
        first, last, step = (int(group or 0) for group in match.groups()) if match else (0, 0, 0)
        last = last or first
        if not 1 <= first <= last <= LAST_WEEK or (match and match[3] and not step):
            raise _refusal(f"week {text}", "Les semaines vont de 1 à 53, dans l'ordre.")
        found |= set(range(first, last + 1, step or 1))
    return sorted(found)


def _read_slots(text: str) -> Hours:
    slots = [_SLOT.fullmatch(slot.strip()) for slot in text.split(",")]
    times = [_clock(slot, part) for slot in slots for part in (0, 2) if slot]
    if None in slots or None in times or len(slots) > 2:  # noqa: PLR2004 - one pause at most
        raise _refusal(text, "On attend un ou deux créneaux dans la journée, « 09:00-12:30 ».")
    known = [moment for moment in times if moment]
    if any(before >= after for before, after in pairwise(known)):
        raise _refusal(text, "Les heures ne se suivent pas.")
    return Hours(known[0], known[-1], *known[1:-1])


def _clock(slot: re.Match[str], part: int) -> time | None:
    hour, minute = int(slot[part + 1]), int(slot[part + 2])
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock


def _refuse_overlap(rules: list[OpeningRule], text: str) -> None:
    seen: set[date] = set()
    for rule in rules:
        days = set(rule_days(parse_rrule(rule.rrule), date(2024, 1, 1), *_COMPARED))
        if not seen.isdisjoint(days):
            raise _refusal(text, "Deux règles donnent des horaires au même jour.")
        seen |= days


def _days_text(parts: RuleParts) -> str:
    if parts.positioned:
        days = sorted({day for _rank, day in parts.positioned})
        return ",".join(f"{NAMES[day]}[{_ranks_text(parts, day)}]" for day in days)
    days = sorted(parts.weekdays)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):  # noqa: PLR2004 - a range
        return f"{NAMES[days[0]]}-{NAMES[days[-1]]}"
    return ",".join(NAMES[day] for day in days)


def _ranks_text(parts: RuleParts, day: int) -> str:
    ranks = [rank for rank, other in parts.positioned if other == day]
    return ",".join(map(str, sorted(ranks, key=lambda rank: (rank < 0, rank))))


def _weeks_text(weeks: frozenset[int]) -> str:
    ordered = sorted(weeks)
    for step in (1, 2):
        if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1, step)):  # noqa: PLR2004 - a range
            return f"{ordered[0]}-{ordered[-1]}" + ("" if step == 1 else f"/{step}")
    return ",".join(map(str, ordered))


def _slots_text(hours: Hours) -> str:
    if hours.pause_starts is None or hours.pause_ends is None:
        return f"{hours.starts:%H:%M}-{hours.ends:%H:%M}"
    morning = f"{hours.starts:%H:%M}-{hours.pause_starts:%H:%M}"
    return f"{morning},{hours.pause_ends:%H:%M}-{hours.ends:%H:%M}"


def _refusal(words: str, why: str) -> Refusal:
    return Refusal(
        "opening_hours_not_understood",
        f"« {words[:80]} » n'est pas compris dans les horaires.",
        why,
        "Corrigez ces horaires dans le fichier, ou saisissez la répétition à la main.",
    )


def _unsayable(what: str) -> Refusal:
    return Refusal(
        "opening_hours_cannot_say",
        "Cette répétition ne peut pas s'écrire au format opening_hours.",
        f"Elle comporte {what}.",
        "Publiez ses dates une à une.",
    )
