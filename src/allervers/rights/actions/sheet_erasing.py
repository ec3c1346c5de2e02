"""Erasing a sheet: the person's own decision, for which their code is enough."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from allervers.reception.models import Encounter
from allervers.rights.models import Screening


@transaction.atomic
def erase_sheet(*, encounter_id: UUID, now: datetime) -> None:
    """Close the code for good and forget what was answered; doing it twice changes nothing.

    What was found stays, without the answers: figures count it, and it names nobody.
    """
    encounter = Encounter.objects.select_for_update(of=("self",)).get(pk=encounter_id)
    Screening.objects.filter(encounter=encounter).update(answers={})
    if encounter.code_closed_at is None:
        encounter.code_closed_at = now
        encounter.save(update_fields=["code_closed_at"])
