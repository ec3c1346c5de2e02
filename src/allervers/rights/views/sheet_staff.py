"""The worker's door to the sheet: the PDF to print and hand over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.reception.queries.encounters import encounter_for, is_code_over
from allervers.reception.views.private_pages import kept_private
from allervers.rights.queries.sheet import sheet_facts
from allervers.rights.views.sheet_pages import drawn
from allervers.ui.access import open_to, reads
from allervers.ui.domain.refusal import Refusal


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@reads
@kept_private
def sheet(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Print what the person leaves with, in their language and in French."""
    now = timezone.now()
    encounter = encounter_for(request.viewer, encounter_id)  # type: ignore[attr-defined]
    if encounter is None:
        raise Http404
    if is_code_over(encounter, now):
        raise Refusal(
            code="code_over",
            what=_("Cette fiche ne s’imprime plus."),
            why=_("Son code est fermé ou trop ancien\u00a0: il n’ouvrirait aucune page."),
            todo=_("Donnez d’abord un nouveau code, depuis la page de la rencontre."),
            status=410,
        )
    return drawn(sheet_facts(encounter, now), encounter.language)
