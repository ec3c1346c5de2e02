"""How a change of a claim is refused."""

from django.utils.translation import gettext as _

from allervers.reception.models import Encounter
from allervers.rights.domain.claims.claim import Wrong
from allervers.rights.wording.claim_words import wrong_sentence
from allervers.ui.domain.refusal import Refusal


def refused(code: str, what: str, *, why: str = "", todo: str = "", status: int = 422) -> Refusal:
    """Return a refusal; raised by whoever calls."""
    return Refusal(code=code, what=what, why=why, todo=todo, status=status)


def refused_wrong(wrong: Wrong) -> Refusal:
    """Say what is wrong with a step."""
    return refused(
        wrong.value,
        _("Ce changement n’est pas possible."),
        why=wrong_sentence(wrong),
        todo=_("Revenez à la démarche et corrigez."),
    )


def require_open(encounter: Encounter) -> None:
    """Refuse (410) to write about somebody who had their sheet erased."""
    if encounter.code_closed_at is not None:
        raise refused(
            "sheet_erased",
            _("La personne a effacé sa fiche."),
            why=_("Rien de nouveau n’est noté sur ses démarches."),
            todo=_("Si elle revient, donnez-lui d’abord un nouveau code."),
            status=410,
        )


def changed_meanwhile() -> Refusal:
    """Nobody overwrites what they have not read (409)."""
    return refused(
        "changed-meanwhile",
        _("Une autre personne vient de modifier cette démarche."),
        why=_("Enregistrer maintenant effacerait sa modification sans que vous l’ayez lue."),
        todo=_("Revenez à la démarche, relisez-la, puis reprenez."),
        status=409,
    )
