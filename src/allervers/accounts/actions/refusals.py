"""The refusals of accounts, each with its reason and the way out."""

from django.utils.translation import gettext as _

from allervers.ui.domain.refusal import Refusal


def not_found() -> Refusal:
    """The same answer whether it does not exist or belongs to others: it must not be guessed."""
    return Refusal(
        code="not_found",
        what=_("Cette page n’existe pas."),
        why=_("L’adresse est fausse, ou elle concerne une autre organisation que la vôtre."),
        todo=_("Revenez à la liste."),
        status=404,
    )


def last_administrator() -> Refusal:
    """Somebody must stay able to invite."""
    return Refusal(
        code="last_administrator",
        what=_("L’organisation resterait sans personne pour administrer ses comptes."),
        why=_("C’est la dernière personne à tenir ce rôle."),
        todo=_("Donnez d’abord le rôle « administration des comptes » à une autre personne."),
        status=409,
    )


def already_member(email: str) -> Refusal:
    """Inviting somebody who is there already would only confuse them."""
    return Refusal(
        code="already_member",
        what=_("%(email)s est déjà membre de cette organisation.") % {"email": email},
        todo=_("Changez ses rôles ou réactivez son accès dans la liste des membres."),
        status=409,
    )


def already_invited(email: str) -> Refusal:
    """One open invitation for one person."""
    return Refusal(
        code="already_invited",
        what=_("%(email)s a déjà une invitation en attente.") % {"email": email},
        todo=_("Renvoyez cette invitation, ou annulez-la avant d’en faire une autre."),
        status=409,
    )


def host_only() -> Refusal:
    """Two organisations cannot make each other."""
    return Refusal(
        code="host_only",
        what=_("Seule l’administration de la plateforme peut faire cela."),
        todo=_("Adressez-vous à l’hébergeur de cette plateforme."),
        status=403,
    )


def second_person() -> Refusal:
    """Two who were let in by the same hand may be one thief with two accounts."""
    return Refusal(
        code="second_person",
        what=_("Il faut une autre personne que vous pour accorder ce rôle."),
        why=_(
            "Vous l’avez demandé, ou bien vous et qui le demande avez été invités, ou dépannés "
            "d’un second facteur, par la même personne."
        ),
        todo=_("Demandez à une autre personne de l’administration, au DPO, ou à l’hébergeur."),
        status=409,
    )


def no_role() -> Refusal:
    """Whoever holds no role has nothing to come back to."""
    return Refusal(
        code="no_role",
        what=_("Cette personne n’a aucun rôle."),
        todo=_("Choisissez d’abord ses rôles\u00a0: «\u00a0Changer les rôles\u00a0»."),
        status=409,
    )


def own_organisation() -> Refusal:
    """The host would lock itself out."""
    return Refusal(
        code="own_organisation",
        what=_("Vous ne pouvez pas désactiver l’organisation pour laquelle vous agissez."),
        why=_("Plus personne ne pourrait administrer la plateforme."),
        status=409,
    )


def not_oneself() -> Refusal:
    """One's own factors are changed with a proof, on one's own page."""
    return Refusal(
        code="not_oneself",
        what=_("Vous ne pouvez pas retirer ainsi votre propre second facteur."),
        todo=_("Ouvrez « Second facteur » dans votre menu."),
        status=409,
    )


def elsewhere_too() -> Refusal:
    """What protects another organisation is not ours to remove."""
    return Refusal(
        code="elsewhere_too",
        what=_("Cette personne travaille aussi pour une autre organisation."),
        why=_("Son second facteur protège aussi cette organisation."),
        todo=_("Demandez à l’administration de la plateforme de le retirer."),
        status=409,
    )


def invitation_over(why: str) -> Refusal:
    """A link that opens nothing: say why, and how to get another."""
    return Refusal(
        code="invitation_over",
        what=_("Cette invitation ne sert plus."),
        why=why,
        todo=_("Demandez à la personne qui vous a invité de vous en envoyer une autre."),
        status=410,
    )


def other_address(email: str) -> Refusal:
    """An invitation belongs to the person it was sent to."""
    return Refusal(
        code="other_address",
        what=_("Cette invitation a été envoyée à une autre adresse que la vôtre."),
        why=_("Elle est pour %(email)s.") % {"email": email},
        todo=_("Déconnectez-vous, puis ouvrez de nouveau le lien."),
        status=403,
    )
