"""How to reach somebody without harm, in one sentence: what may be done, when, and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from django.utils.translation import gettext as _

from allervers.people.models import ContactPoint
from allervers.ui import french

Kind = ContactPoint.Kind
Channel = ContactPoint.Channel
# What each means could serve for: what was not said safe among them is said not to be done.
OF_KIND: Final = {
    Kind.PHONE: (Channel.CALL, Channel.VOICEMAIL, Channel.SMS),
    Kind.EMAIL: (Channel.EMAIL,),
    Kind.POST: (Channel.LETTER,),
    Kind.THROUGH: (Channel.CALL, Channel.VOICEMAIL, Channel.SMS, Channel.EMAIL, Channel.LETTER),
}
DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEK: Final = len(DAYS)


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody, as shown. `tel`: the number to call, if calling is safe."""

    id: str
    kind: str
    value: str
    how: str
    warnings: tuple[str, ...]
    tel: str
    is_usable: bool


def reach_of(row: Mapping[str, Any]) -> Reach:
    """Say how one contact point may be used, from its row of queries.files.sheet_of."""
    kind = Kind(row["kind"])
    safe = [one for one in OF_KIND[kind] if one in row["channels"]]
    may = _may()
    how = ", ".join(may[one] for one in safe)
    hours = hours_text(row["days"], row["since"], row["until"])
    return Reach(
        id=row["id"],
        kind=str(kind.label),
        value=french.phone_text(row["value"]) if kind is Kind.PHONE else _addressed(row),
        how=f"{how.capitalize()} : {hours}" if how else "",
        warnings=tuple(_warnings(kind, safe, str(row["caution"]))),
        tel=row["value"] if kind is Kind.PHONE and Channel.CALL in safe else "",
        is_usable=bool(safe),
    )


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


def _addressed(row: Mapping[str, Any]) -> str:
    return ", ".join(one for one in (row["value"], row["commune"]) if one)


def _may() -> dict[Channel, str]:
    return {
        Channel.CALL: _("appeler"),
        Channel.VOICEMAIL: _("laisser un message"),
        Channel.SMS: _("envoyer un SMS"),
        Channel.EMAIL: _("écrire un courriel"),
        Channel.LETTER: _("écrire une lettre"),
    }


def _warnings(kind: Kind, safe: Sequence[Channel], caution: str) -> list[str]:
    never = {
        Channel.CALL: _("Ne pas appeler."),
        Channel.VOICEMAIL: _("Ne pas laisser de message."),
        Channel.SMS: _("Ne pas envoyer de SMS."),
        Channel.EMAIL: _("Ne pas écrire de courriel."),
        Channel.LETTER: _("Ne pas écrire de lettre."),
    }
    unsafe = [never[one] for one in OF_KIND[kind] if one not in safe]
    if not safe:
        unsafe = [_("Ne pas utiliser : la personne n’a pas dit que c’est sans danger.")]
    return [*unsafe, *([caution] if caution else [])]
