"""A recurrence as the field says it: « les lundis des semaines impaires ».

A rule for which French has no short and exact phrase is said by its next dates: wrong words would
send people to an empty place.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from allervers.tours.domain.recurrence import Hours, Recurrence, SchoolTime, next_days, occurrences
from allervers.tours.domain.recurrence_rules import (
    EVEN_WEEKS,
    ODD_WEEKS,
    RuleParts,
    parse_rrule,
)
from allervers.ui import french
from allervers.ui.domain.refusal import Refusal

SHOWN_DATES: Final = 6
_SINGULAR: Final = (
    gettext_noop("lundi"),
    gettext_noop("mardi"),
    gettext_noop("mercredi"),
    gettext_noop("jeudi"),
    gettext_noop("vendredi"),
    gettext_noop("samedi"),
    gettext_noop("dimanche"),
)
_PLURAL: Final = (
    gettext_noop("lundis"),
    gettext_noop("mardis"),
    gettext_noop("mercredis"),
    gettext_noop("jeudis"),
    gettext_noop("vendredis"),
    gettext_noop("samedis"),
    gettext_noop("dimanches"),
)
_MONTHS: Final = (
    gettext_noop("janvier"),
    gettext_noop("février"),
    gettext_noop("mars"),
    gettext_noop("avril"),
    gettext_noop("mai"),
    gettext_noop("juin"),
    gettext_noop("juillet"),
    gettext_noop("août"),
    gettext_noop("septembre"),
    gettext_noop("octobre"),
    gettext_noop("novembre"),
    gettext_noop("décembre"),
)
_NUMBERS: Final = {
    2: gettext_noop("deux"),
    3: gettext_noop("trois"),
    4: gettext_noop("quatre"),
    5: gettext_noop("cinq"),
    6: gettext_noop("six"),
    7: gettext_noop("sept"),
    8: gettext_noop("huit"),
    9: gettext_noop("neuf"),
    10: gettext_noop("dix"),
}


class _NoHolidays:
    """A calendar without holidays: words come from the rule alone."""

    def public_holiday(self, day: date) -> str | None:
        return None

    def is_school_holiday(self, day: date) -> bool:
        return False


_PLAIN: Final = _NoHolidays()


def describe(rule: Recurrence, *, today: date | None = None) -> str:
    """Say a recurrence in French, lower case and without a final stop. Never raises.

    With `today`, past exceptions are left out, and a start still to come is said.
    """
    try:
        parts = parse_rrule(rule.rrule)
        said = _said(parts, rule)
    except Refusal:
        return _("répétition non comprise")
    if said is None:
        return _dates_instead(rule, today)
    pieces = [said, *_limits(parts, rule, today), *_exceptions(rule, today)]
    return ", ".join(pieces)


def hours_text(hours: Hours) -> str:
    """Return « de 9 h à 12 h 30 et de 13 h 30 à 15 h 30 »."""
    if hours.pause_starts is None or hours.pause_ends is None:
        return french.hours_text(hours.starts, hours.ends)
    return _("%(morning)s et %(afternoon)s") % {
        "morning": french.hours_text(hours.starts, hours.pause_starts),
        "afternoon": french.hours_text(hours.pause_ends, hours.ends),
    }


def listed(words: Iterable[str]) -> str:
    """Return « a, b et c »."""
    words = list(words)
    if len(words) < 2:  # noqa: PLR2004 - one word needs no « et »
        return "".join(words)
    return _("%(first)s et %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _said(parts: RuleParts, rule: Recurrence) -> str | None:
    """Return the words of the rule itself, None when there is no exact phrase."""
    if parts.count is not None or (parts.month_days and parts.weekdays):
        return None
    if parts.weeks:
        return _weeks(parts)
    if parts.positioned:
        return _ranks(parts, rule)
    if parts.month_days or (parts.freq == "MONTHLY" and not parts.weekdays):
        return _month_days(parts, rule)
    return _weekdays(parts, rule)


def _weekdays(parts: RuleParts, rule: Recurrence) -> str | None:
    days = parts.weekdays
    if parts.freq == "WEEKLY":
        days = days or frozenset({rule.anchor.weekday()})
    elif parts.interval > 1 or (parts.freq == "YEARLY" and not days):
        return None
    if parts.interval == 1:
        return _in_months(_every(days), parts)
    first = next_days(Recurrence(rule.rrule, rule.anchor), rule.anchor, 1, _PLAIN)
    if not first or parts.months:
        return None
    number = _NUMBERS.get(parts.interval)
    values = {
        "days": listed(_(_PLURAL[day]) for day in sorted(days)),
        "day": _(_SINGULAR[min(days)]),
        "number": _(number) if number else str(parts.interval),
        "date": french.date_text(first[0]),
    }
    if len(days) == 1:
        return _("un %(day)s sur %(number)s à partir du %(date)s") % values
    return _("les %(days)s, une semaine sur %(number)s à partir du %(date)s") % values


def _every(days: frozenset[int]) -> str:
    if len(days) in {0, 7}:
        return _("tous les jours")
    if days == frozenset(range(min(days), max(days) + 1)) and len(days) > 2:  # noqa: PLR2004 - a range
        values = {"first": _(_SINGULAR[min(days)]), "last": _(_SINGULAR[max(days)])}
        return _("du %(first)s au %(last)s") % values
    return _("tous les %(days)s") % {"days": listed(_(_PLURAL[day]) for day in sorted(days))}


def _weeks(parts: RuleParts) -> str | None:
    if parts.months:
        return None
    values = {"days": listed(_(_PLURAL[day]) for day in sorted(parts.weekdays))}
    if parts.weeks == frozenset(ODD_WEEKS):
        return _("les %(days)s des semaines impaires") % values
    if parts.weeks == frozenset(EVEN_WEEKS):
        return _("les %(days)s des semaines paires") % values
    values["weeks"] = listed(str(week) for week in sorted(parts.weeks))
    return ngettext(
        "les %(days)s de la semaine %(weeks)s",
        "les %(days)s des semaines %(weeks)s",
        len(parts.weeks),
    ) % {**values}


def _ranks(parts: RuleParts, rule: Recurrence) -> str | None:
    if parts.freq == "YEARLY" and (not parts.months or parts.interval > 1):
        return None
    if min(rank for rank, _day in parts.positioned) < -2:  # noqa: PLR2004 - no French word for it
        return None
    groups = []
    for day in sorted({day for _rank, day in parts.positioned}):
        ranks = [rank for rank, other in parts.positioned if other == day]
        words = [_rank_text(rank) for rank in sorted(ranks, key=lambda rank: (rank < 0, rank))]
        groups.append(f"{listed(words)} {_(_SINGULAR[day])}")
    return _monthly(_("%(days)s du mois") % {"days": listed(groups)}, parts, rule)


def _rank_text(rank: int) -> str:
    if rank < 0:
        return _("le dernier") if rank == -1 else _("l'avant-dernier")
    return _("le 1er") if rank == 1 else _("le %(rank)se") % {"rank": rank}


def _month_days(parts: RuleParts, rule: Recurrence) -> str | None:
    days = parts.month_days or {rule.anchor.day}
    if min(days) < -1 or (parts.freq == "YEARLY" and parts.interval > 1):
        return None
    if parts.freq == "DAILY" and parts.interval > 1:
        return None
    words = [_("le 1er") if day == 1 else _("le %(day)s") % {"day": day} for day in sorted(days)]
    if -1 in days:
        words = [*words[1:], _("le dernier jour")]
    return _monthly(_("%(days)s du mois") % {"days": listed(words)}, parts, rule)


def _monthly(said: str, parts: RuleParts, rule: Recurrence) -> str | None:
    if parts.interval == 1:
        return _in_months(said, parts)
    first = next_days(Recurrence(rule.rrule, rule.anchor), rule.anchor, 1, _PLAIN)
    if not first or parts.months:
        return None
    number = _NUMBERS.get(parts.interval)
    return _("%(said)s, un mois sur %(number)s à partir du %(date)s") % {
        "said": said,
        "number": _(number) if number else parts.interval,
        "date": french.date_text(first[0]),
    }


def _in_months(said: str, parts: RuleParts) -> str:
    if not parts.months:
        return said
    months = listed(_(_MONTHS[month - 1]) for month in sorted(parts.months))
    return _("%(said)s, en %(months)s") % {"said": said, "months": months}


def _limits(parts: RuleParts, rule: Recurrence, today: date | None) -> list[str]:
    said = []
    if today is not None and rule.anchor > today and parts.interval == 1:
        said.append(_("à partir du %(date)s") % {"date": french.date_text(rule.anchor)})
    if rule.until is not None:
        said.append(_("jusqu'au %(date)s") % {"date": french.date_text(rule.until)})
    if rule.school_time is SchoolTime.TERM_ONLY:
        said.append(_("en période scolaire seulement"))
    if rule.school_time is SchoolTime.HOLIDAYS_ONLY:
        said.append(_("pendant les vacances scolaires seulement"))
    if rule.skips_public_holidays:
        said.append(_("sauf jours fériés"))
    return said


def _exceptions(rule: Recurrence, today: date | None) -> list[str]:
    since = today or date.min
    removed = [day for day in sorted(rule.exdates) if day >= since and _is_of_rule(rule, day)]
    added = [day for day in sorted(rule.rdates - rule.exdates) if day >= since]
    said = []
    if removed:
        said.append(_("sauf %(dates)s") % {"dates": _dates(removed)})
    if added:
        said.append(_("et aussi %(dates)s") % {"dates": _dates(added)})
    return said


def _is_of_rule(rule: Recurrence, day: date) -> bool:
    return bool(occurrences(rule, day, day, _PLAIN))


def _dates(days: list[date]) -> str:
    """Return « le mardi 14 juillet 2026 et le mardi 21 juillet 2026 », no more than six of them."""
    words = [_("le %(date)s") % {"date": french.date_text(day)} for day in days[:SHOWN_DATES]]
    more = len(days) - SHOWN_DATES
    if more > 0:
        others = ngettext("%(count)s autre date", "%(count)s autres dates", more)
        words.append(others % {"count": more})
    return listed(words)


def _dates_instead(rule: Recurrence, today: date | None) -> str:
    start = today or min([rule.anchor, *rule.rdates])
    try:
        days = next_days(rule, start, SHOWN_DATES + 1, _PLAIN)
    except Refusal:
        return _("répétition non comprise")
    if not days:
        return _("aucune date")
    words = [_("le %(date)s") % {"date": french.date_text(day)} for day in days[:SHOWN_DATES]]
    if len(days) > SHOWN_DATES:
        words.append(_("d'autres dates ensuite"))
    limits = _limits(RuleParts("DAILY", interval=0), rule, None)
    return ", ".join([listed(words), *limits])
