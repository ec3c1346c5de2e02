"""How to reach somebody without harm, in one sentence: what may be done, when, and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allervers.people.domain.contacting import (
    CARRIED,
    TIMED,
    Channel,
    Contact,
    Kind,
    Point,
    may_contact,
    next_safe,
)
from allervers.people.models import ContactPoint
from allervers.people.wording.labels import label
from allervers.ui import french

DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEK: Final = len(DAYS)


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody, as shown. `tel`: the number to call, if calling is safe now.

    `now`: what may be done at the hour of the page, or when the next safe time begins.
    """

    id: str
    kind: str
    value: str
    how: str
    now: str
    is_now: bool
    warnings: tuple[str, ...]
    tel: str


def reach_of(row: Mapping[str, Any], at: datetime) -> Reach:
    """Say how one contact point may be used at a local time, from its row of `sheet_of`."""
    point = _point(row)
    safe = [one for one in Channel if one in CARRIED[point.kind] & point.safe_channels]
    may = _may()
    how = ", ".join(may[one] for one in safe)
    open_now = [one for one in safe if may_contact(point, one, at) is Contact.YES]
    is_phone = point.kind is Kind.PHONE
    return Reach(
        id=row["id"],
        kind=label(row["kind"], ContactPoint.Kind),
        value=french.phone_text(row["value"]) if is_phone else str(row["value"]),
        how=f"{how.capitalize()} : {hours_text(row['days'], row['since'], row['until'])}"
        if how
        else "",
        now=_now(point, safe, open_now, at),
        is_now=bool(open_now),
        warnings=tuple(_warnings(point.kind, safe, str(row["caution"]))),
        tel=row["value"] if is_phone and Channel.CALL in open_now else "",
    )


def _point(row: Mapping[str, Any]) -> Point:
    since, until = (
        time.fromisoformat(one) if one else None for one in (row["since"], row["until"])
    )
    channels = frozenset(Channel(one) for one in row["channels"])
    return Point(Kind(row["kind"]), channels, since, until, frozenset(row["days"]))


def _now(point: Point, safe: Sequence[Channel], open_now: Sequence[Channel], at: datetime) -> str:
    """Say what may be done now; if nothing, when; nothing when nothing was said safe."""
    may = _may()
    if open_now:
        can = ", ".join(may[one] for one in open_now)
        said = {"hour": french.hour_text(at.time()), "can": can}
        return _("À %(hour)s, vous pouvez : %(can)s.") % said
    channel = next((one for one in safe if one in TIMED), None)
    begins = next_safe(point, channel, at) if channel else None
    if channel is None or begins is None:
        return ""
    is_day = may_contact(point, channel, at) is Contact.NOT_THIS_DAY
    why = _("Pas aujourd’hui") if is_day else _("Pas à cette heure")
    when = {"why": why, "day": french.day_text(begins), "hour": french.hour_text(begins.time())}
    return _("%(why)s. Prochain moment sans danger : %(day)s à %(hour)s.") % when


def hours_text(days: Sequence[int], since: str | None, until: str | None) -> str:
    """« lundi–vendredi 9 h–12 h »; says so when nobody asked for the hours."""
    named = days_text(days) or _("tous les jours")
    if not since or not until:
        return _("%(days)s, heures non demandées : demandez-les avant") % {"days": named}
    hours = "–".join(french.hour_text(time.fromisoformat(one)) for one in (since, until))
    return f"{named} {hours}"


def days_text(days: Sequence[int]) -> str:
    """« lundi–vendredi », « mardi, jeudi »; nothing when every day or none was said."""
    said = sorted({day for day in days if 1 <= day <= WEEK})
    if len(said) in (0, WEEK):
        return ""
    runs: list[list[int]] = []
    for day in said:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    names = [DAYS[day - 1] for day in run]
    return f"{names[0]}–{names[-1]}" if len(names) > 1 else names[0]


def _may() -> Mapping[Channel, str]:
    return _may_in(get_language())


@lru_cache(maxsize=8)
def _may_in(_language: str | None) -> Mapping[Channel, str]:
    return {
        Channel.CALL: _("appeler"),
        Channel.VOICEMAIL: _("laisser un message"),
        Channel.SMS: _("envoyer un SMS"),
        Channel.EMAIL: _("écrire un courriel"),
        Channel.LETTER: _("écrire une lettre"),
    }


@lru_cache(maxsize=8)
def _never_in(_language: str | None) -> Mapping[Channel, str]:
    return {
        Channel.CALL: _("Ne pas appeler."),
        Channel.VOICEMAIL: _("Ne pas laisser de message."),
        Channel.SMS: _("Ne pas envoyer de SMS."),
        Channel.EMAIL: _("Ne pas écrire de courriel."),
        Channel.LETTER: _("Ne pas écrire de lettre."),
    }


def _warnings(kind: Kind, safe: Sequence[Channel], caution: str) -> list[str]:
    never = _never_in(get_language())
    unsafe = [never[one] for one in Channel if one in CARRIED[kind] and one not in safe]
    if not safe:
        unsafe = [_("Ne pas utiliser : la personne n’a pas dit que c’est sans danger.")]
    return [*unsafe, *([caution] if caution else [])]
