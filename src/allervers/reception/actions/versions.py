"""Nobody overwrites what they have not read: the version of the page is checked under lock."""

from django.utils.translation import gettext as _

from allervers.ui.domain.refusal import Refusal


def require_seen(version: int, seen: str) -> None:
    """Refuse (409) when the encounter changed since the page `seen` was made; blank: no page."""
    if seen and str(version) != seen:
        raise Refusal(
            code="changed-meanwhile",
            what=_("Une autre personne vient de modifier cette rencontre."),
            why=_("Enregistrer maintenant effacerait sa modification sans que vous l’ayez lue."),
            todo=_("Revenez à la page précédente, rechargez-la, puis reprenez."),
            status=409,
        )
