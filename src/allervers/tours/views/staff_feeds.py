"""A member's own visits, as a calendar to subscribe to by a signed, private address."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.queries.staff import not_found
from allervers.tours.queries.staff_aboard import on_board_of_member
from allervers.tours.views.public_feeds import answer, coming
from allervers.ui.access import ANYONE, open_to, reads

SIGNER = Signer(salt="staff-calendar")


def calendar_key(viewer: Viewer) -> str:
    """Return the last part of the address of this member's calendar."""
    return SIGNER.sign(str(viewer.member_id))


@open_to(ANYONE)
@reads
def my_calendar(request: HttpRequest, signed: str) -> HttpResponse:
    """Give the announced visits where this member is in the crew.

    Calendars subscribe without signing in: the signature stands for it, and the address stops
    working when the member is deactivated.
    """
    try:
        member_id = UUID(SIGNER.unsign(signed))
    except (BadSignature, ValueError) as error:
        raise not_found(_("Calendrier introuvable.")) from error
    where = on_board_of_member(member_id)
    if where is None:
        raise not_found(_("Calendrier introuvable."))
    response = answer(request, coming(where), _("Mes passages"), "mes-passages")
    response["Cache-Control"] = "private, max-age=300"
    return response
