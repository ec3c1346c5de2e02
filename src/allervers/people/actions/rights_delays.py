"""An answer that takes longer, and a limitation that ends: the person is told before, each time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Act, not_found
from allervers.people.actions.rights_requests import open_for_person
from allervers.people.domain.retention import later
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.request_text import sealed_extension
from allervers.people.models import Person, RightsRequest
from allervers.people.queries import rights_requests as queries
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal
from allervers.ui.french import date_text

MONTHS: Final = 3  # one, and two more: GDPR 12(3)


@dataclass(frozen=True, slots=True)
class PersonTold:
    """How and when a person was told of something before it is done."""

    on: date
    means: str


def extend(*, viewer: Viewer, request_id: UUID, reasons: str, means: str, now: datetime) -> None:
    """Give an answer two more months, once, within the first one, the person being told why.

    Raises Refusal: 404; 409 once the month is over, or a second time.
    """
    today = timezone.localdate(now)
    with acting(viewer):
        request = RightsRequest.objects.select_for_update().filter(pk=request_id).first()
        if request is None:
            raise not_found()
        open_for_person(viewer, request.person_id, Act.WROTE)
        is_waiting = request.state in queries.OPEN
        if not is_waiting or request.extended_on is not None or today > request.due_on:
            raise _too_late()
        key = unwrapped(queries.key_row(request.person_id))
        request.extended_on, request.extension_means = today, means.strip()
        request.due_on = later(request.received_on, MONTHS)
        request.sealed_extension = sealed_extension(key, request.pk, reasons.strip())
        request.save(update_fields=["extended_on", "extension_means", "due_on", "sealed_extension"])


def limited_file(*, viewer: Viewer, person_id: UUID) -> Person:
    """Open a file whose use is limited, for the page that asks before lifting that."""
    with acting(viewer):
        opened = open_for_person(viewer, person_id)
        if opened.person.restricted_at is None:
            raise not_found()
        return opened.person


def lift_restriction(*, viewer: Viewer, person_id: UUID, told: PersonTold, now: datetime) -> None:
    """Use a file again, the person having been told before (GDPR 18(3)). Raises Refusal.

    When and how they were told stays in the journal, with who lifted the limitation.
    """
    if told.on > timezone.localdate(now) or not told.means.strip():
        raise _not_told()
    reason = _("limitation levée ; personne prévenue le %(day)s : %(means)s") % {
        "day": date_text(told.on), "means": told.means.strip(),
    }  # fmt: skip
    with acting(viewer):
        opened = open_for_person(viewer, person_id, Act.WROTE, reason=reason)
        limited = opened.person.restricted_at
        if limited is None:
            raise not_found()
        if told.on < timezone.localdate(limited):
            raise _not_told()
        Person.objects.filter(pk=person_id).update(restricted_at=None)


def _too_late() -> Refusal:
    return Refusal(
        "not-extended",
        _("Le délai n’a pas été prolongé."),
        _("Il se prolonge une fois, pendant le premier mois (RGPD, article 12(3))."),
        _("Répondez avec ce que vous avez, et dites à la personne qu’elle peut saisir la CNIL."),
        status=409,
    )


def _not_told() -> Refusal:
    return Refusal(
        "not-told",
        _("La limitation n’est pas levée."),
        _("La personne doit être prévenue avant, et après le jour où elle l’a demandée "
          "(RGPD, article 18(3))."),
        _("Prévenez-la, puis donnez le jour et comment."),
    )  # fmt: skip
