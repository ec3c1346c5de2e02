"""What partners and towns are written when a visit changes."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from allervers.tours.domain.conflicts import Planned
from allervers.tours.domain.recurrence import Hours
from allervers.tours.wording.recurrence import hours_text
from allervers.ui import french


class Letter(NamedTuple):
    """A message: one line of subject, and the text."""

    subject: str
    body: str


def visit_line(planned: Planned, hours: Hours) -> str:
    """Return « mardi 6 octobre 2026, de 9 h à 12 h, Issy, Place inventée (Camion inventé) »."""
    return _("%(date)s, %(hours)s, %(place)s (%(unit)s)") % {
        "date": french.date_text(planned.day),
        "hours": hours_text(hours),
        "place": planned.place.name,
        "unit": planned.unit.name,
    }


def published_letter(line: str) -> Letter:
    """Tell that a visit is announced to the public."""
    return Letter(
        _("Passage annoncé : %(visit)s") % {"visit": line},
        _("Ce passage est maintenant annoncé au public : %(visit)s.") % {"visit": line},
    )


def changed_letter(before: str, after: str) -> Letter:
    """Tell that an announced visit has new hours."""
    return Letter(
        _("Passage modifié : %(visit)s") % {"visit": after},
        _("Le passage prévu %(before)s a changé.\n\nIl a lieu : %(after)s.")
        % {"before": before, "after": after},
    )


def cancelled_letter(line: str, reason: str, text: str) -> Letter:
    """Tell that an announced visit will not take place, and why."""
    body = _("Ce passage n'aura pas lieu : %(visit)s.\n\nRaison : %(reason)s.") % {
        "visit": line,
        "reason": reason,
    }
    return Letter(_("Passage annulé : %(visit)s") % {"visit": line}, f"{body}\n\n{text}".rstrip())


def restored_letter(line: str) -> Letter:
    """Tell that a cancelled visit takes place after all."""
    return Letter(
        _("Passage rétabli : %(visit)s") % {"visit": line},
        _("Ce passage, annulé auparavant, aura bien lieu : %(visit)s.") % {"visit": line},
    )


def moved_letter(before: str, after: str, reason: str, text: str) -> Letter:
    """Tell where and when a visit takes place instead, and why."""
    body = _(
        "Le passage prévu %(before)s est déplacé.\n\nIl aura lieu : %(after)s.\n\n"
        "Raison : %(reason)s."
    ) % {"before": before, "after": after, "reason": reason}
    return Letter(_("Passage déplacé : %(visit)s") % {"visit": after}, f"{body}\n\n{text}".rstrip())


def expected_letter(line: str) -> Letter:
    """Tell an organisation that an announced visit expects it on board."""
    return Letter(
        _("Vous êtes attendus à bord : %(visit)s") % {"visit": line},
        _(
            "Votre organisation est inscrite à bord de ce passage annoncé : %(visit)s.\n\n"
            "Confirmez votre venue depuis votre espace Aller-vers."
        )
        % {"visit": line},
    )


def released_letter(line: str) -> Letter:
    """Tell an organisation that an announced visit does not expect it any more."""
    return Letter(
        _("Vous n'êtes plus attendus à bord : %(visit)s") % {"visit": line},
        _("Votre organisation n'est plus inscrite à bord de ce passage : %(visit)s.")
        % {"visit": line},
    )


def asked_letter(halt: str, first: str, last: str, text: str) -> Letter:
    """Ask a town for its agreement."""
    body = _(
        "Votre accord est demandé pour %(halt)s, du %(first)s au %(last)s.\n\n"
        "Répondez depuis votre espace Aller-vers."
    ) % {"halt": halt, "first": first, "last": last}
    return Letter(_("Accord demandé pour %(halt)s") % {"halt": halt}, f"{body}\n\n{text}".rstrip())


def answered_letter(halt: str, answer: str, first: str, last: str, text: str) -> Letter:
    """Tell the carrier what a town answered."""
    body = _("Pour %(halt)s, du %(first)s au %(last)s, la réponse est : %(answer)s.") % {
        "halt": halt,
        "first": first,
        "last": last,
        "answer": answer,
    }
    return Letter(
        _("Accord %(answer)s pour %(halt)s") % {"answer": answer, "halt": halt},
        f"{body}\n\n{text}".rstrip(),
    )
