"""Erasing a sheet: the person's own decision, for which their code is enough."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from allervers.reception.models import Encounter
from allervers.rights.actions.claims import forget_claims_of
from allervers.rights.models import Finding, Screening

State = Screening.State


@transaction.atomic
def erase_sheet(*, encounter_id: UUID, now: datetime) -> None:
    """Close the code for good and forget what was answered; doing it twice erases no more.

    What was found stays, without the answers: figures count it, and it names nobody. The version
    grows: neither a page still open on another screen nor a computation under way may bring an
    answer back. Checks are taken before the encounter, as `keep_findings` does.
    """
    asked = When(state=State.ASKED, then=Value(State.OPEN))
    Screening.objects.filter(encounter_id=encounter_id).update(
        answers={}, version=F("version") + 1, state=Case(asked, default=F("state"))
    )
    Finding.objects.filter(screening__encounter_id=encounter_id).update(received=None)
    encounter = Encounter.objects.select_for_update(of=("self",)).get(pk=encounter_id)
    if encounter.code_closed_at is None:
        encounter.code_closed_at = now
        encounter.save(update_fields=["code_closed_at"])
    forget_claims_of(encounter_id)
