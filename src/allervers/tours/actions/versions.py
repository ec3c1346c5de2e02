"""The last guard against a lost update: the version is checked again under lock."""

from datetime import datetime

from allervers.ui.domain.refusal import Refusal


def require_seen(updated_at: datetime, seen: str) -> None:
    """Refuse when the row changed since the page `seen` (an ISO date) was made.

    An empty `seen` means that the caller does not edit from a page (a test, an import).
    """
    if seen and updated_at.isoformat() != seen:
        raise Refusal(
            code="changed-meanwhile",
            what="Une autre personne vient de modifier cette fiche.",
            why="Enregistrer maintenant effacerait sa modification sans que vous l'ayez lue.",
            todo="Revenez à la page précédente, rechargez-la, puis reprenez votre modification.",
            status=409,
        )
