"""What is shown of a record, computed again when what is corrected here changes."""

from datetime import datetime

from django.utils import timezone

from allervers.directory.actions.overlay import corrected
from allervers.directory.domain.reading.fields import PLACE
from allervers.directory.domain.reading.record import Kind
from allervers.directory.models import Service, Structure
from allervers.directory.queries.communes import Atlas
from allervers.directory.queries.shown import has_address, shown

Listed = Structure | Service


def derive(record: Listed, now: datetime, atlas: Atlas | None = None) -> None:
    """Compute again what is shown of a record; of the services that stand at its place too."""
    atlas = atlas or Atlas()
    kind = Kind.STRUCTURE if isinstance(record, Structure) else Kind.SERVICE
    place = None
    if isinstance(record, Service):
        held = Structure.objects.filter(id=record.structure_id)
        place = held.values(*PLACE, "point_status").get()
    made = shown(
        kind,
        corrected(record.as_read, record.corrections.all()),
        atlas=atlas,
        today=timezone.localdate(now),
        date_maj=record.date_maj,
        structure_place=place,
    )
    for name, value in made.columns.items():
        setattr(record, name, value)
    record.last_changed_at = now
    record.save()
    if isinstance(record, Structure):
        for service in record.services.prefetch_related("corrections"):
            if not has_address(service.as_read):
                derive(service, now, atlas)
