"""What time takes from encounters: who welcomed, who resumed. The figures stay."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from allervers.reception.models import Encounter, EncounterOpening

# A month to hear of a mistake, or to give a new code; then nobody has a use for the names.
KEPT_AFTER: Final = timedelta(days=30)


@transaction.atomic
def forget_people(*, now: datetime) -> int:
    """Forget which members met somebody, a month after the code opens nothing any more.

    Return how many encounters were changed. Twice changes nothing.
    """
    limit = now - KEPT_AFTER
    over = Q(code_expires_at__lt=limit) | Q(code_closed_at__lt=limit)
    rows = Encounter.objects.filter(over)
    EncounterOpening.objects.filter(encounter__in=rows.values("pk")).delete()
    return rows.filter(saved_by__isnull=False).update(saved_by=None)
