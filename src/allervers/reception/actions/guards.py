"""Who may welcome people."""

from uuid import UUID

from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.domain.access import welcomes
from allervers.reception.models import Encounter
from allervers.reception.queries.encounters import encounter_for
from allervers.ui.domain.refusal import Refusal


def require_reception(viewer: Viewer) -> None:
    """Refuse (404) whoever does not welcome people for an organisation that carries tours."""
    if not welcomes(viewer.organisation_kind, viewer.roles):
        raise not_found()


def require_encounter(viewer: Viewer, encounter_id: UUID) -> Encounter:
    """Return an encounter that the viewer may go on with; refuse (404) others'."""
    found = encounter_for(viewer, encounter_id)
    if found is None:
        raise not_found()
    return found


def not_found() -> Refusal:
    """Answer the same for what does not exist and for what belongs to others."""
    return Refusal(
        code="not-found",
        what=_("Rencontre introuvable."),
        why=_("Elle n’existe pas, ou elle n’est pas à votre organisation."),
        todo=_("Avec le code de la fiche, vous pouvez la reprendre depuis l’accueil."),
        status=404,
    )
