"""Whether a member wants the weekly letter about the claims that they follow."""

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.actions.guards import require_reception
from allervers.rights.models import ClaimDigest


@transaction.atomic
def choose_digest(*, viewer: Viewer, is_wanted: bool) -> None:
    """Keep what a member wants. Twice changes nothing."""
    require_reception(viewer)
    ClaimDigest.objects.update_or_create(
        member_id=viewer.member_id, defaults={"is_wanted": is_wanted}
    )
