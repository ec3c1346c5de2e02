"""What to ask next, and what is known so far: by the rules when they answer, else as usual.

Never called inside a transaction: the rules may be asked over the network.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.rights.actions import screenings as actions
from allervers.rights.domain.bounding.next_question import usual_next
from allervers.rights.domain.checking import WrongAnswersError
from allervers.rights.domain.door import DoorClosedError
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.local_questions import LOCAL_CODES
from allervers.rights.domain.screening import Screened
from allervers.rights.gateways.rights_service import rights_door
from allervers.rights.queries.screenings import answers_of
from allervers.rights.views.local_cards import next_local
from allervers.rights.views.screening_pages import Screening, question_url, viewer_of
from allervers.rights.wording.so_far import SoFar, so_far


def screened_now(screening: Screening) -> Screened | None:
    """Return what the rules say of the answers now; None when they do not answer in time."""
    door = rights_door()
    if door is None:
        return None
    try:
        return door.screen(answers_of(screening), screening.month)
    except (DoorClosedError, EngineError, WrongAnswersError):
        return None


def known_so_far(screening: Screening) -> SoFar | None:
    """Return what is said beside a question; None when the rules do not answer."""
    screened = screened_now(screening)
    return so_far(screened.findings) if screened is not None else None


def next_url(request: HttpRequest, screening: Screening, after: str = "") -> str:
    """Return where to go after a question: the next one, the answers, or straight to the findings.

    Once the rules say that no question is left, the findings are asked for.
    """
    # After those of local rights, the others are over.
    is_local_turn = after in LOCAL_CODES
    screened = None if is_local_turn else screened_now(screening)
    code = None if is_local_turn else _national(screening, screened)
    code = code or next_local(screening, after)
    if code is not None:
        return question_url(screening.id, code) + (f"?apres={after}" if after else "")
    screened = screened or screened_now(screening)
    if screened is None:
        return reverse("rights:answers", args=(screening.id,))
    actions.ask_for_findings(viewer=viewer_of(request), screening_id=screening.id)
    messages.success(
        request,
        _("Plus rien ne peut changer\u00a0: les autres questions sont inutiles.")
        if screened.is_settled
        else _("Il n'y a plus de question à poser."),
    )
    return reverse("rights:show", args=(screening.id,)) + "?attendre=1"


def _national(screening: Screening, screened: Screened | None) -> str | None:
    return usual_next(answers_of(screening)) if screened is None else screened.next_code
