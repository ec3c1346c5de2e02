"""Short sentences about a visit, for documents that no template renders."""

from django.utils.translation import gettext as _

from allervers.tours.queries.public_cards import Replacement, VisitCard
from allervers.ui import french


def hours_of(card: VisitCard) -> str:
    """Return « de 9 h à 12 h et de 14 h à 17 h » when there is a pause, one span otherwise."""
    if card.pause_starts_at is None or card.pause_ends_at is None:
        return french.hours_text(card.starts_at, card.ends_at)
    return _("%(morning)s et %(afternoon)s") % {
        "morning": french.hours_text(card.starts_at, card.pause_starts_at),
        "afternoon": french.hours_text(card.pause_ends_at, card.ends_at),
    }


def replacement_text(new: Replacement) -> str:
    """Say when and where to go instead."""
    hours = french.hours_text(new.starts_at, new.ends_at)
    return f"{french.date_text(new.starts_at)}, {hours}, {new.halt.name}, {new.halt.postal_line}"
