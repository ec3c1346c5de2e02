"""Joining an encounter without a name to a file, with the person's code and their agreement."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.informing import note_consent
from allervers.people.actions.opening import write_file
from allervers.people.domain.section import Section
from allervers.people.models import Consent
from allervers.people.queries.acting import acting
from allervers.reception.actions.codes import encounter_by_code
from allervers.reception.actions.guards import require_encounter
from allervers.reception.domain import code as codes
from allervers.reception.models import Encounter, JoinedEncounter
from allervers.ui.domain.refusal import Refusal


def prove_code(
    *, viewer: Viewer, encounter: Encounter, code: str, origin: str, now: datetime
) -> None:
    """Check that the code is the one of this encounter: only the person has it on paper.

    Outside of any transaction, as `encounter_by_code`. Raises Refusal (404, 410, 429).
    """
    found = encounter_by_code(
        code=code, origin=f"{viewer.member_id} {codes.network(origin)}", now=now
    )
    if found.pk != encounter.pk:
        raise other_code()


def join_encounter(
    *, viewer: Viewer, encounter_id: UUID, person_id: UUID, means: str, until: date, now: datetime
) -> None:
    """Join an encounter to a file: the code was proved before. Raises Refusal (404, 409)."""
    with acting(viewer):
        encounter = require_encounter(viewer, encounter_id)
        opened = write_file(viewer, person_id, Section.RIGHTS)
        said = {
            "scope": Consent.Scope.CLAIM_ENCOUNTER,
            "purpose": _("joindre à mon dossier ma rencontre et mes droits vérifiés"),
            "means": means, "given_on": now.date(), "expires_on": until,
        }  # fmt: skip
        consent = note_consent(viewer=viewer, person_id=person_id, said=said, now=now)
        try:
            with transaction.atomic():
                JoinedEncounter.objects.create(
                    encounter=encounter, person=opened.person, consent=consent,
                    joined_by_id=viewer.member_id, joined_at=now,
                )  # fmt: skip
        except IntegrityError as error:
            raise Refusal(
                code="already-joined",
                what=_("Cette rencontre est déjà jointe à ce dossier."),
                status=409,
            ) from error


def other_code() -> Refusal:
    """Say that the code is not the one of this encounter."""
    return Refusal(
        code="other-code",
        what=_("Ce code est celui d’une autre fiche."),
        todo=_("Relisez la fiche avec la personne."),
        status=404,
    )
