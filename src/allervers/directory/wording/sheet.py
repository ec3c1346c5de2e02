"""Says in plain French what is known of a service or a structure."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from allervers.directory.domain.service_query import EVERYONE
from allervers.directory.wording.reasons import label
from allervers.ui.french import number_text

Row = tuple[str, str]
LONGEST_DEPARTEMENT = 3


def labels_text(values: Iterable[str]) -> str:
    """Return labels in a row."""
    return ", ".join(label(value) for value in values)


def zone_text(zone: Sequence[str]) -> str:
    """Return whom a service takes, by where they live."""
    if not zone:
        return _("Partout")
    if {"france", "99100"} & set(zone):
        return _("Toute la France")
    if all(len(code) <= LONGEST_DEPARTEMENT for code in zone):
        return _("Habitants du département : %(codes)s") % {"codes": ", ".join(sorted(zone))}
    return _("Habitants de certaines communes : demandez avant de venir")


def price_text(fee: str, precisions: str) -> str:
    """Return what it costs."""
    said = [label(fee)] if fee else []
    return ". ".join((*said, precisions)) if precisions else "".join(said)


def publics_text(publics: Sequence[str], precisions: str) -> str:
    """Return whom it is for."""
    said = labels_text(publics) or label(EVERYONE)
    return f"{said}. {precisions}" if precisions else said


def filled(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that say something."""
    return [(term, text) for term, text in rows if text]


def length_text(hours: float | None, weeks: int | None) -> str:
    """Return how long it lasts: « 15 heures par semaine pendant 8 semaines »."""
    said = []
    if hours:
        said.append(_("%(count)s heures par semaine") % {"count": number_text(hours)})
    if weeks:
        said.append(_("%(count)s semaines") % {"count": number_text(weeks)})
    return ", ".join(said)
