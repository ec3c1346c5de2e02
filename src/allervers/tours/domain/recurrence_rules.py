"""The RFC 5545 rules that we understand, read strictly; and the ones the field writes, built.

A rule is the value of an RRULE (RFC 5545 §3.3.10) without its name, for example
`FREQ=WEEKLY;BYDAY=TU`. Weekdays are numbers as in `date.weekday()`: Monday is 0, Sunday 6.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from allervers.ui.domain.refusal import Refusal

WEEKDAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_RULE: Final = 300
MOST_IN_A_MONTH: Final = 5
ODD_WEEKS: Final = tuple(range(1, 54, 2))
EVEN_WEEKS: Final = tuple(range(2, 53, 2))

_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYWEEKNO", "WKST"}
)
_CODE: Final = "recurrence_not_understood"
_TODO: Final = (
    "Choisissez une répétition proposée : chaque semaine, semaines paires ou impaires, "
    "une semaine sur plusieurs, ou tel jour du mois."
)


@dataclass(frozen=True, slots=True)
class RuleParts:
    """A rule taken apart.

    `positioned` holds BYDAY entries with a rank: (2, 3) is the second Thursday, (-1, 3) the last.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    weekdays: frozenset[int] = field(default_factory=frozenset)
    positioned: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    month_days: frozenset[int] = field(default_factory=frozenset)
    months: frozenset[int] = field(default_factory=frozenset)
    weeks: frozenset[int] = field(default_factory=frozenset)


def parse_rrule(text: str) -> RuleParts:
    """Read a rule, or raise `Refusal` naming the part that is not understood."""
    fields = _fields(text)
    freq = fields.get("FREQ", "")
    if freq not in _FREQUENCIES:
        raise _refusal(
            f"La fréquence « {freq or 'absente'} » n'est pas acceptée.",
            "Un passage se répète par jour, par semaine, par mois ou par an.",
        )
    if fields.get("WKST", "MO") != "MO":
        raise _refusal(
            f"« WKST={fields['WKST']} » n'est pas accepté.", "En France la semaine commence lundi."
        )
    weekdays, positioned = _weekdays(fields.get("BYDAY", ""))
    parts = RuleParts(
        freq=freq,
        interval=_interval(fields),
        count=_count(fields),
        weekdays=weekdays,
        positioned=positioned,
        month_days=_numbers(fields, "BYMONTHDAY", 31, negative=True),
        months=_numbers(fields, "BYMONTH", 12),
        weeks=_numbers(fields, "BYWEEKNO", 53),
    )
    _check_together(parts)
    return parts


def validate_rrule(text: str) -> str:
    """Return the rule, upper case and without its name, or raise a `Refusal` that says why not."""
    parse_rrule(text)
    return _bare(text)


def weekly(weekdays: Iterable[int]) -> str:
    """Every week on these weekdays ("tous les mardis": `weekly([1])`)."""
    return f"FREQ=WEEKLY;BYDAY={_codes(weekdays)}"


def iso_weeks(weekdays: Iterable[int], *, odd: bool = True) -> str:
    """On the weeks of odd (or even) ISO 8601 number; two odd ones follow each other after a 53."""
    weeks = ",".join(str(week) for week in (ODD_WEEKS if odd else EVEN_WEEKS))
    return f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={_codes(weekdays)}"


def monthly(weekdays: Iterable[int], positions: Iterable[int]) -> str:
    """On the n-th weekdays of the month: `monthly([3], [2, -1])` is the 2nd and last Thursday."""
    ranks = sorted(set(positions), key=lambda rank: (rank < 0, rank))
    days = sorted(set(weekdays))
    if not ranks:
        raise _refusal("Le rang du jour dans le mois manque.", "« Le jeudi du mois » : lequel ?")
    entries = ",".join(f"{rank}{WEEKDAY_CODES[day]}" for rank in ranks for day in days)
    return validate_rrule(f"FREQ=MONTHLY;BYDAY={entries}")


def every_k_weeks(weekday: int, k: int) -> str:
    """One week out of `k`; which one is said by the anchor of the recurrence."""
    if k == 1:
        return weekly([weekday])
    return validate_rrule(f"FREQ=WEEKLY;INTERVAL={k};BYDAY={_codes([weekday])}")


def _codes(weekdays: Iterable[int]) -> str:
    days = sorted(set(weekdays))
    if not days or not all(0 <= day < len(WEEKDAY_CODES) for day in days):
        raise _refusal("Le jour de la semaine manque.", "Il en faut au moins un, de lundi (0) à 6.")
    return ",".join(WEEKDAY_CODES[day] for day in days)


def _bare(text: str) -> str:
    return text.strip().upper().removeprefix("RRULE:")


def _fields(text: str) -> dict[str, str]:
    rule = _bare(text)
    if not rule or len(rule) > LONGEST_RULE:
        raise _refusal(
            "La répétition est vide ou trop longue.",
            f"Une règle a de 1 à {LONGEST_RULE} caractères.",
        )
    fields: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        _check_part(name, value, known=fields)
        fields[name] = value
    return fields


def _check_part(name: str, value: str, *, known: dict[str, str]) -> None:
    if name == "UNTIL":
        raise _refusal(
            "La règle porte sa propre date de fin (UNTIL).",
            "La fin se donne à part, pour n'en avoir qu'une.",
            "Retirez UNTIL et remplissez « jusqu'au ».",
        )
    if name not in _PARTS or not value:
        raise _refusal(
            f"La partie « {(name or value)[:40]} » de la répétition n'est pas comprise.",
            "Rien n'est deviné : une partie inconnue changerait les dates.",
        )
    if name in known:
        raise _refusal(f"La partie « {name} » est donnée deux fois.", "Elle ne peut l'être qu'une.")


def _interval(fields: dict[str, str]) -> int:
    return max(_numbers(fields, "INTERVAL", 520) or {1})


def _count(fields: dict[str, str]) -> int | None:
    return max(_numbers(fields, "COUNT", 1000), default=None)


def _numbers(
    fields: dict[str, str], name: str, largest: int, *, negative: bool = False
) -> frozenset[int]:
    text = fields.get(name)
    if text is None:
        return frozenset()
    words = text.split(",") if name.startswith("BY") else [text]
    return frozenset(_number(word, name, largest, negative=negative) for word in words)


def _number(word: str, name: str, largest: int, *, negative: bool) -> int:
    digits = word.removeprefix("+")
    if negative:
        digits = digits.removeprefix("-")
    # isdigit() alone would let "²" through, which int() refuses.
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits[:4]) <= largest:
        raise _refusal(
            f"« {name}={word[:20]} » n'est pas accepté.", f"On attend un nombre de 1 à {largest}."
        )
    return -int(digits) if negative and word.startswith("-") else int(digits)


def _weekdays(text: str) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    plain: set[int] = set()
    ranked: set[tuple[int, int]] = set()
    for word in text.split(",") if text else []:
        code, rank = word[-2:], word[:-2]
        if code not in WEEKDAY_CODES:
            raise _refusal(
                f"« BYDAY={word[:20]} » n'est pas un jour.", "On attend MO, TU, WE, TH, FR, SA, SU."
            )
        if rank:
            ranked.add((_number(rank, "BYDAY", 53, negative=True), WEEKDAY_CODES.index(code)))
        else:
            plain.add(WEEKDAY_CODES.index(code))
    return frozenset(plain), frozenset(ranked)


def _check_together(parts: RuleParts) -> None:
    """Refuse what RFC 5545 forbids together, and what calendars read in different ways."""
    if parts.weeks and (parts.freq != "YEARLY" or not parts.weekdays or parts.interval > 1):
        raise _refusal(
            "Des numéros de semaine sans jour, ou avec une autre fréquence que l'année.",
            "Chaque agenda les lirait à sa façon.",
        )
    if parts.weeks and (parts.month_days or parts.positioned):
        raise _refusal(
            "Des numéros de semaine et un rang dans le mois à la fois.", "C'est l'un ou l'autre."
        )
    if parts.positioned and (
        parts.freq not in {"MONTHLY", "YEARLY"} or parts.weekdays or parts.month_days
    ):
        raise _refusal(
            "Un rang de jour (« 2e jeudi ») dans une règle qui n'est pas mensuelle, ou mêlé à "
            "des jours sans rang.",
            "Le rang n'a de sens que dans un mois ou une année.",
        )
    highest = max((abs(rank) for rank, _day in parts.positioned), default=0)
    if parts.freq == "MONTHLY" and highest > MOST_IN_A_MONTH:
        raise _refusal("Un mois n'a jamais six fois le même jour.", "Le rang va de 1 à 5.")
    if parts.freq == "WEEKLY" and parts.month_days:
        raise _refusal("Un quantième (BYMONTHDAY) dans une règle par semaine.", "RFC 5545 §3.3.10.")


def _refusal(what: str, why: str, todo: str = _TODO) -> Refusal:
    return Refusal(_CODE, what, why, todo)
