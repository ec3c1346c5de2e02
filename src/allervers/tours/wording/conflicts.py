"""Conflicts as sentences: what collides with what, and when."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from allervers.tours.domain.conflicts import Conflict, Kind, Planned
from allervers.ui import french


def conflict_text(conflict: Conflict) -> str:
    """Say a conflict in one French sentence that begins with its date."""
    said = _SENTENCES[conflict.kind](conflict)
    return _("%(date)s : %(said)s") % {
        "date": french.date_text(conflict.day).capitalize(),
        "said": said,
    }


def _elsewhere(conflict: Conflict) -> str:
    other = _other(conflict)
    return _("%(unit)s est déjà à %(place)s, %(hours)s.") % {
        "unit": other.unit.name,
        "place": other.place.name,
        "hours": french.hours_text(other.starts_at, other.ends_at),
    }


def _drive(conflict: Conflict) -> str:
    other = _other(conflict)
    return _(
        "le temps de route avec %(place)s (%(hours)s) est trop court : environ %(needed)s min, "
        "il en reste %(available)s."
    ) % {
        "place": other.place.name,
        "hours": french.hours_text(other.starts_at, other.ends_at),
        "needed": french.number_text(conflict.needed or 0),
        "available": french.number_text(conflict.available or 0),
    }


def _outside_agreed(conflict: Conflict) -> str:
    return _("l'accord de la commune pour %(place)s va du %(first)s au %(last)s.") % {
        "place": conflict.name,
        "first": french.date_text(conflict.first or conflict.day),
        "last": french.date_text(conflict.last or conflict.day),
    }


def _crew_elsewhere(conflict: Conflict) -> str:
    other = _other(conflict)
    return _("%(name)s est déjà à bord de %(unit)s, %(hours)s.") % {
        "name": conflict.name,
        "unit": other.unit.name,
        "hours": french.hours_text(other.starts_at, other.ends_at),
    }


def _pitch(conflict: Conflict) -> str:
    return _("l'unité demande %(needed)s m, l'emplacement de %(place)s en offre %(available)s.") % {
        "place": conflict.name,
        "needed": french.number_text(conflict.needed or 0, 1),
        "available": french.number_text(conflict.available or 0, 1),
    }


def _outside_tour(conflict: Conflict) -> str:
    return _("la tournée va du %(first)s au %(last)s.") % {
        "first": french.date_text(conflict.first or conflict.day),
        "last": french.date_text(conflict.last or conflict.day),
    }


def _other(conflict: Conflict) -> Planned:
    if conflict.other is None:
        message = f"{conflict.kind} tells of another visit"
        raise ValueError(message)
    return conflict.other


_SENTENCES: Final[dict[Kind, Callable[[Conflict], str]]] = {
    Kind.UNIT_ELSEWHERE: _elsewhere,
    Kind.NO_TIME_TO_DRIVE: _drive,
    Kind.NO_AGREEMENT: lambda one: (
        _("la commune n'a pas encore donné son accord pour %(name)s.") % {"name": one.name}
    ),
    Kind.AGREEMENT_AWAITED: lambda one: (
        _("l'accord de la commune pour %(name)s est demandé, pas encore reçu.") % {"name": one.name}
    ),
    Kind.OUTSIDE_AGREED_DATES: _outside_agreed,
    Kind.AGREEMENT_REFUSED: lambda one: (
        _("la commune a refusé %(name)s à cette date.") % {"name": one.name}
    ),
    Kind.PARTNER_ABSENT: lambda one: (
        _("%(name)s a déclaré être absent ce jour-là.") % {"name": one.name}
    ),
    Kind.PARTNER_DECLINED: lambda one: (
        _("%(name)s a répondu ne pas pouvoir venir.") % {"name": one.name}
    ),
    Kind.CREW_ABSENT: lambda one: (
        _("%(name)s ne peut pas être à bord ce jour-là.") % {"name": one.name}
    ),
    Kind.CREW_ELSEWHERE: _crew_elsewhere,
    Kind.PITCH_TOO_SMALL: _pitch,
    Kind.NO_POWER: lambda one: (
        _("l'unité a besoin d'une prise électrique, %(name)s n'en a pas.") % {"name": one.name}
    ),
    Kind.OUTSIDE_TOUR: _outside_tour,
    Kind.PUBLIC_HOLIDAY: lambda one: _("jour férié (%(name)s).") % {"name": one.name},
    Kind.SCHOOL_YEAR_UNKNOWN: lambda _one: _(
        "le calendrier scolaire n'est pas encore publié : le passage n'est pas créé."
    ),
}
