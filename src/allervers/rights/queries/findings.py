"""What a rights check found: read by the sheet, the orientation and the results."""

from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from allervers.rights.domain.right import RIGHTS
from allervers.rights.models import Finding, Screening


def latest_screening(encounter_id: UUID) -> Screening | None:
    """Return the encounter's last check whose findings are computed, if any."""
    return (
        Screening.objects.filter(encounter_id=encounter_id, state=Screening.State.DONE)
        .order_by("-computed_at", "id")
        .first()
    )


def findings_of(screening_id: UUID) -> list[Finding]:
    """Return a check's findings, in the order of `RIGHTS`."""
    places = [When(right=right.value, then=Value(place)) for place, right in enumerate(RIGHTS)]
    place = Case(*places, default=Value(len(RIGHTS)), output_field=IntegerField())
    found = Finding.objects.filter(screening_id=screening_id).select_related("screening")
    return list(found.annotate(place=place).order_by("place", "id"))
