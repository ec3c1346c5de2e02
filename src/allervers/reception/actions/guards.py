"""Who may welcome people."""

from typing import Final

from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.ui.domain.refusal import Refusal

RECEPTION: Final = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)


def require_reception(viewer: Viewer) -> None:
    """Refuse (404) whoever does not welcome people for an organisation that carries tours."""
    if viewer.organisation_kind != "carrier" or not viewer.has(*RECEPTION):
        raise not_found()


def not_found() -> Refusal:
    """Answer the same for what does not exist and for what belongs to others."""
    return Refusal(
        code="not-found",
        what=_("Rencontre introuvable."),
        why=_("Elle n’existe pas, ou elle n’est pas à votre organisation."),
        todo=_("Avec le code de la fiche, vous pouvez la reprendre depuis l’accueil."),
        status=404,
    )
