"""What time takes from claims: notes, and who followed. The figures stay."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from allervers.rights.models import Claim, ClaimChange

# Two years after the last contact (CNIL, référentiel of 11 March 2021 on social support): here,
# after the last change of the claim.
KEPT: Final = timedelta(days=730)


@transaction.atomic
def forget_claims(*, now: datetime) -> int:
    """Forget notes and names of claims that nothing happened to for two years.

    Return how many notes or names were forgotten. Twice changes nothing.
    """
    recent = ClaimChange.objects.filter(claim_id=OuterRef("pk"), made_at__gte=now - KEPT)
    old = Claim.objects.filter(~Exists(recent))
    old.filter(reminder__gt="").update(reminder="", reminder_on=None, reminder_from=None)
    old.filter(follower__isnull=False).update(follower=None)
    rows = ClaimChange.objects.filter(claim__in=old.values("pk"))
    named = rows.exclude(note="", made_by__isnull=True, undone_by__isnull=True)
    return named.update(note="", made_by=None, undone_by=None)
