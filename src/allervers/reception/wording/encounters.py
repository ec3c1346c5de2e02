"""What the pages of an encounter say, in French."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.reception.domain.language import name_of
from allervers.reception.mapping.thematiques import label_of
from allervers.reception.models import Encounter
from allervers.reception.queries.encounters import Tally


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on the page: its question, and what was said or that nobody asked."""

    label: str
    text: str
    is_asked: bool


def encounter_rows(encounter: Encounter) -> list[Answer]:
    """Return what was said of the person, question by question."""
    said = [
        (_("Qui"), encounter.get_audience_display()),
        (_("Âge"), encounter.get_age_band_display()),
        (_("Première rencontre"), yes_or_no(encounter.is_first_time)),
        (_("Langue"), name_of(encounter.language)),
        (_("Interprète"), yes_or_no(encounter.needs_interpreter)),
        (_("Commune"), encounter.commune.name if encounter.commune else ""),
    ]
    return [Answer(label, text or _("non demandé"), bool(text)) for label, text in said]


def yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - a value to say, not a switch
    """Say a yes or a no; nothing for what was not asked."""
    return "" if value is None else _("oui") if value else _("non")


def request_labels(requests: Iterable[str]) -> list[str]:
    """Say the thematiques asked for, in the words of data·inclusion."""
    return [label_of(one) for one in requests]


def tallied(tallies: Iterable[Tally]) -> list[tuple[str, str]]:
    """Say how many people were met, place by place."""
    places = {"desk": _("Au guichet"), "phone": _("Par téléphone")}
    return [
        (one.place or places.get(one.channel, ""), counted(one.count, one.first_timers))
        for one in tallies
    ]


def counted(count: int, first_timers: int) -> str:
    """« 12 rencontres, dont 3 premières »."""
    said = ngettext("%(count)d rencontre", "%(count)d rencontres", count) % {"count": count}
    if not first_timers:
        return said
    first = ngettext("%(count)d première", "%(count)d premières", first_timers)
    return f"{said}, {_('dont')} {first % {'count': first_timers}}"


def days_around(day: date, today: date) -> tuple[date | None, date | None]:
    """Return the day before and the day after; none after today, nor before the calendar."""
    before = day - timedelta(days=1) if day > date.min else None
    return before, (day + timedelta(days=1) if day < today else None)
