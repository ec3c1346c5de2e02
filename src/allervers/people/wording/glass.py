"""What a page says of a file that a broken glass opened: until when, and what is still due."""

from datetime import datetime

from django.utils.translation import gettext as _

from allervers.people.domain.asking import GlassBroken
from allervers.people.domain.glass import REVIEWED_WITHIN
from allervers.ui.french import date_text, hour_text


def glass_lines(glass: GlassBroken | None) -> tuple[str, ...]:
    """Say until when the file is open, and who reviews it before when; nothing without a glass."""
    if glass is None:
        return ()
    opened = _("Ouvert par un bris de glace jusqu’au %(until)s.") % {"until": _when(glass.ends_at)}
    if glass.is_reviewed:
        return (opened, _("Votre raison a été relue."))
    due = _when(glass.opened_at + REVIEWED_WITHIN)
    return (
        opened,
        _("Reste à faire\u00a0: un délégué à la protection des données relit votre raison avant "
          "le %(due)s. Passé ce délai, vous ne pouvez plus briser de glace tant que ce n’est pas "
          "relu.") % {"due": due},
    )  # fmt: skip


def _when(instant: datetime) -> str:
    """Return « mardi 6 octobre 2026, 9 h 30 »."""
    return f"{date_text(instant)}, {hour_text(instant)}"
