"""Where a claim stands, said to the person on their sheet: short sentences, what to do, by when."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.domain.claims.claim import State
from allervers.rights.domain.claims.reminders import Kind
from allervers.rights.domain.right import YEARLY
from allervers.rights.models import Claim
from allervers.rights.wording.claim_words import claim_label
from allervers.rights.wording.findings import euros
from allervers.ui import french


def _todo(claim: Claim, _today: date) -> str:
    return _("%(right)s : la demande reste à envoyer.") % {"right": claim_label(claim)}


def _sent(claim: Claim, _today: date) -> str:
    said = {"right": claim_label(claim), "day": french.date_text(claim.since)}
    return _("%(right)s : demande envoyée le %(day)s. Nous attendons la réponse.") % said


def _documents(claim: Claim, today: date) -> str:
    said = {"right": claim_label(claim)}
    if claim.reminder_on is None or claim.reminder_on < today:
        return _("%(right)s : des papiers sont demandés.") % said
    said["day"] = french.date_text(claim.reminder_on)
    return _("%(right)s : des papiers sont demandés. Donnez-les avant le %(day)s.") % said


def _opened(claim: Claim, _today: date) -> str:
    said = {"right": claim_label(claim)}
    opened = _("%(right)s : c’est accepté.") % said
    if claim.amount:
        said["euros"] = euros(claim.amount)
        opened = _("%(right)s : c’est accepté, %(euros)s par mois.") % said
        if claim.right in YEARLY:
            opened = _("%(right)s : c’est accepté, %(euros)s par an.") % said
    if claim.ends_on is None:
        return opened
    ends = _("Le droit finit le %(day)s.") % {"day": french.date_text(claim.ends_on)}
    return f"{opened} {ends}"


def _refused(claim: Claim, today: date) -> str:
    said = {"right": claim_label(claim)}
    refused = _("%(right)s : c’est refusé.") % said
    if claim.reminder != Kind.APPEAL or claim.reminder_on is None or claim.reminder_on < today:
        return refused
    day = {"day": french.date_text(claim.reminder_on)}
    return (
        f"{refused} "
        + _(
            "Vous pouvez contester, le plus souvent avant le %(day)s. La date est sur la lettre : "
            "venez nous voir vite avec elle."
        )
        % day
    )


def _given_up(claim: Claim, _today: date) -> str:
    said = {"right": claim_label(claim)}
    return _("%(right)s : la demande est arrêtée. Vous pouvez la reprendre avec nous.") % said


def _appeal(claim: Claim, _today: date) -> str:
    said = {"right": claim_label(claim), "day": french.date_text(claim.since)}
    return _("%(right)s : vous avez contesté le %(day)s. Nous attendons la réponse.") % said


SENTENCES: Final[Mapping[str, Callable[[Claim, date], str]]] = {
    State.TODO: _todo,
    State.SENT: _sent,
    State.DOCUMENTS: _documents,
    State.OPENED: _opened,
    State.REFUSED: _refused,
    State.GIVEN_UP: _given_up,
    State.APPEAL: _appeal,
}


def claim_sentence(claim: Claim, today: date) -> str:
    """Return where a claim stands, in the language in force; terms that are over are not said."""
    return SENTENCES[claim.state](claim, today)
