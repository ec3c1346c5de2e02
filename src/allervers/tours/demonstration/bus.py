"""The real bus of Charente: places, days and hours derived from open data (Licence Ouverte)."""

import csv
from datetime import time
from pathlib import Path
from typing import Final

from allervers.accounts.domain.viewer import Viewer
from allervers.territory.models import Commune
from allervers.tours.actions.halts import add_halt
from allervers.tours.actions.publication import publish_visits
from allervers.tours.actions.units import add_unit
from allervers.tours.demonstration.stage import Stage, agree, make_series, make_tour
from allervers.tours.domain.recurrence import Hours, Recurrence, iso_weeks
from allervers.tours.domain.recurrence_draft import SeriesDraft
from allervers.tours.models import Halt, MobileUnit, Tour

BUS_SOURCE: Final = (
    "Médiation numérique, données ouvertes (Licence Ouverte) : horaires d'un bus de Charente."
)
BUS_FILE: Final = Path(__file__).with_name("charente_bus.csv")
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOURS: Final = ("starts", "ends", "pause_starts", "pause_ends")


def load_bus(stage: Stage) -> None:
    """Load the bus, its halts and its odd and even weeks."""
    viewer = stage.viewer("hugo")
    unit = add_unit(
        viewer=viewer,
        values={
            "name": "Bus France services de Charente",
            "kind": MobileUnit.Kind.BUS,
            "description": (
                "Lieux, jours et horaires publiés en données ouvertes par la médiation numérique. "
                "Vérifiez auprès du bus avant de vous déplacer : ceci est une démonstration."
            ),
            "is_invented": False,
        },
    )
    tour = make_tour(stage, viewer, unit, "Tournée du bus en Charente")
    with BUS_FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            _bus_row(stage, viewer, tour, row)
    publish_visits(viewer=viewer, now=stage.opening, tour_id=tour.id)


def _bus_row(stage: Stage, viewer: Viewer, tour: Tour, row: dict[str, str]) -> None:
    point = (row["latitude"], row["longitude"])
    halt = add_halt(
        viewer=viewer,
        values={
            "name": row["halt"],
            "commune": Commune.objects.get(code=row["commune_code"]),
            "address": row["address"],
            "latitude": float(point[0]) if point[0] else None,
            "longitude": float(point[1]) if point[1] else None,
            "point_status": Halt.PointStatus.CHECKED if point[0] else Halt.PointStatus.UNKNOWN,
            "source": BUS_SOURCE,
        },
    )
    agree(stage, viewer, halt)
    hours = Hours(*(time.fromisoformat(row[key]) if row[key] else None for key in HOURS))  # type: ignore[arg-type]
    rule = iso_weeks([WEEKDAYS.index(row["weekday"])], odd=row["iso_weeks"] == "odd")
    recurrence = Recurrence(rule, stage.opening.date())
    make_series(stage, viewer, tour, SeriesDraft(halt.id, recurrence, hours, source=BUS_SOURCE))
