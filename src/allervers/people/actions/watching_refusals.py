"""The sentences with which watching says no."""

from django.utils.translation import gettext as _

from allervers.people.domain.glass import REASON_LENGTH
from allervers.ui.domain.refusal import Refusal


def nothing_here() -> Refusal:
    """Answer as if it did not exist."""
    return Refusal("not_found", _("Cette page n’existe pas."), status=404)


def glass_not_for_you() -> Refusal:
    """Say that only professionals approved by two people open files."""
    return Refusal(
        "glass_not_approved",
        _("Vous ne pouvez pas ouvrir de dossier."),
        _("Votre métier n’a pas été approuvé par deux personnes, ou ne l’est plus."),
        _("En danger immédiat, appelez le 17, le 15 ou le 119 (enfance en danger)."),
        status=403,
    )


def glass_needs_reason() -> Refusal:
    """Say that a reason is due."""
    return Refusal(
        "glass_reason",
        _("Dites pourquoi, en une phrase."),
        _("La raison a %(n)s caractères au moins : elle sera relue.") % {"n": REASON_LENGTH},
    )


def glass_closed(why: str) -> Refusal:
    """Say why the glass stays whole."""
    return Refusal(
        "glass_closed",
        _("Vous ne pouvez pas briser la glace maintenant."),
        why,
        _("Appelez le référent du dossier ou votre délégué à la protection des données. "
          "En danger immédiat, appelez le 17, le 15 ou le 119."),
        status=403,
    )  # fmt: skip


def not_second_person() -> Refusal:
    """Say who may approve."""
    return Refusal(
        "approval_takes_two",
        _("Vous ne pouvez pas approuver ce compte."),
        _("Il faut une seconde personne : ni celle qui propose, ni le membre lui-même, ni "
          "quelqu’un qui a été invité par la même main. Ainsi une personne seule, même dont le "
          "compte est volé, n’ouvre l’accès à aucun dossier."),
        _("Demandez à votre délégué à la protection des données, ou à l’hébergeur."),
        status=403,
    )  # fmt: skip


def not_yours() -> Refusal:
    """Say that the act belongs to another role."""
    return Refusal("not_allowed", _("Cet acte ne vous revient pas."), status=403)
