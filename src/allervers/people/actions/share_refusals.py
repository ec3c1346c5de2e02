"""How sharing says no: the same words for what does not exist and for what belongs to others."""

from django.utils.translation import gettext as _

from allervers.ui.domain.refusal import Refusal


def no_share() -> Refusal:
    """Answer for a share that is not the viewer's to see or to answer."""
    return Refusal(
        code="not-found",
        what=_("Partage introuvable."),
        why=_("Il n’existe pas, ou il ne vous est pas adressé."),
        todo=_("Retrouvez les vôtres dans « Partages »."),
        status=404,
    )


def already_answered() -> Refusal:
    """Say that somebody, or another screen, was first."""
    return Refusal(
        code="share_already_answered",
        what=_("Ce partage a déjà reçu une réponse, ou il est clos."),
        why=_("Quelqu’un a répondu, l’a révoqué, ou son délai est passé."),
        todo=_("Revenez à vos partages\u00a0: vous y verrez où il en est."),
        status=409,
    )


def no_longer_lawful() -> Refusal:
    """Say that what the share rests on is gone."""
    return Refusal(
        code="share_no_longer_lawful",
        what=_("Ce partage ne peut plus être ouvert."),
        why=_("Un accord retiré, une convention terminée, un métier qui a changé."),
        todo=_("Demandez à la personne qui vous l’a proposé d’en faire un autre."),
        status=409,
    )


def reason_needed() -> Refusal:
    """Ask why."""
    return Refusal(
        code="reason_needed",
        what=_("Dites pourquoi."),
        why=_("Votre réponse reste au dossier, avec sa raison."),
        todo=_("Écrivez une phrase, sans nom de personne."),
    )
