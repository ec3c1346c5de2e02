"""Series that were read, as rows of the database and back; places settled against the gazetteer."""

from dataclasses import asdict, dataclass, field
from datetime import time
from typing import Any

from allervers.territory.domain.point import PointStatus
from allervers.territory.domain.resolution import Resolution
from allervers.territory.queries.around import point_check
from allervers.territory.queries.resolve import resolve_commune
from allervers.tours.domain.free_text import Field
from allervers.tours.domain.intake import ReadSeries, SaidPlace
from allervers.tours.domain.recurrence import Hours
from allervers.tours.models import Proposal

MOST_OPTIONS = 12


@dataclass
class Settler:
    """Finds communes and checks points, each only once per file."""

    known: dict[tuple[str, ...], Resolution] = field(default_factory=dict)

    def settle(self, place: SaidPlace) -> dict[str, Any]:
        """Return the fields of a place: its commune if it is found, its point if it is checked."""
        found = self._resolve(place)
        warnings = [found.detail] if found.detail else []
        fields: dict[str, Any] = {
            "place": place.name,
            "said_commune": place.commune or place.code or place.postal_code,
            "commune": found.place.code if found.place else None,
            "commune_name": found.place.name if found.place else "",
            "candidates": [f"{one.name} ({one.code})" for one in found.candidates[:MOST_OPTIONS]],
            "address": place.address,
            "directions": place.directions,
            "latitude": None,
            "longitude": None,
            "point_status": "unknown",
        }
        if found.place and place.latitude is not None and place.longitude is not None:
            check = point_check(found.place.code, place.latitude, place.longitude)
            fields["point_status"] = check.status.value
            if check.status is PointStatus.OUTSIDE:
                warnings.append(f"{check.detail} La position n'est pas retenue.")
            else:
                fields.update(latitude=place.latitude, longitude=place.longitude)
        return {**fields, "warnings": warnings}

    def _resolve(self, place: SaidPlace) -> Resolution:
        key = (place.code, place.postal_code, place.commune, place.departement)
        if key not in self.known:
            self.known[key] = resolve_commune(
                code=place.code or None,
                postal_code=place.postal_code or None,
                name=place.commune or None,
                departement=place.departement or None,
            )
        return self.known[key]


def to_proposal(series: ReadSeries, settler: Settler) -> Proposal:
    """Return an unsaved proposal: what was read, its evidence and what is left to ask."""
    place = settler.settle(series.place)
    questions = [
        {"field": one.field.value, "code": one.code, "options": list(one.options)}
        for one in series.questions
        if not (one.field is Field.COMMUNE and place["commune"])
    ]
    asked = {one["field"] for one in questions}
    if place["commune"] is None and not asked & {"commune", "place"}:
        options = place["candidates"] or [place["said_commune"]]
        questions.append({"field": "commune", "code": "not_found", "options": options})
    reading = {
        **place,
        # Where the source names no commune, that it is unknown is a question, not a warning.
        "warnings": [*series.warnings, *(place["warnings"] if place["said_commune"] else [])],
        "weekdays": list(series.weekdays),
        "rrule": series.rrule,
        **hours_fields(series.hours),
        "by_appointment": series.by_appointment,
        "skips_public_holidays": series.skips_public_holidays,
        "school_time": series.school_time.value,
        "hours_from_columns": series.hours_from_columns,
        "anchor": None,
        "until": None,
    }
    evidence = [{**asdict(one), "field": one.field.value} for one in series.evidence]
    return Proposal(reading=reading, evidence=evidence, questions=questions)


def hours_fields(hours: Hours | None) -> dict[str, str | None]:
    """Write hours as the form fields of a series."""
    names = ("starts", "ends", "pause_starts", "pause_ends")
    times: list[time | None] = [getattr(hours, name) if hours else None for name in names]
    return {name: f"{one:%H:%M}" if one else None for name, one in zip(names, times, strict=True)}


def hours_of(reading: dict[str, Any]) -> Hours | None:
    """Read hours back, or None."""
    times = [
        time.fromisoformat(reading[name]) if reading.get(name) else None
        for name in ("starts", "ends", "pause_starts", "pause_ends")
    ]
    if times[0] is None or times[1] is None:
        return None
    return Hours(times[0], times[1], times[2], times[3])
