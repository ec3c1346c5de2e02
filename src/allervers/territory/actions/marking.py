"""Says that the ground changed: what pages counted before and kept is stale."""

from uuid import uuid4

from allervers.territory.models import GroundMark

ONLY = 1


def renew_mark() -> None:
    """Give the ground another mark. Drawn anew, never counted: two databases do not share one."""
    GroundMark.objects.update_or_create(id=ONLY, defaults={"mark": uuid4()})
