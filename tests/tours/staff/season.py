"""A small invented season, for the staff pages' tests."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from allervers.territory.domain.names import search_key
from allervers.territory.models import Commune, CommuneName, Departement
from allervers.tours.models import Halt, MobileUnit, Tour, TownAgreement, Visit
from tests.cast import Cast

PARIS = ZoneInfo("Europe/Paris")


def a_square(longitude: float, latitude: float, half: float = 0.02) -> dict[str, object]:
    """Return an outline around a point."""
    west, east = longitude - half, longitude + half
    south, north = latitude - half, latitude + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_commune(code: str = "92040", name: str = "Bourg-Inventé") -> Commune:
    """Make an invented commune with its town hall and outline."""
    departement, _made = Departement.objects.get_or_create(code=code[:2], name="Inventé")
    commune = Commune.objects.create(
        code=code,
        name=name,
        departement=departement,
        postal_codes=[f"{code[:2]}130"],
        latitude=48.82,
        longitude=2.27,
        outline=a_square(2.27, 48.82),
    )
    CommuneName.objects.create(commune=commune, name=name, search_name=search_key(name))
    return commune


def in_paris(day: date, hour: int) -> datetime:
    """Return the instant of an hour in France."""
    return datetime.combine(day, time(hour), PARIS)


@dataclass(frozen=True, slots=True)
class Season:
    """Aïcha's unit, halt and tour, with one visit in three days."""

    commune: Commune
    unit: MobileUnit
    halt: Halt
    tour: Tour
    visit: Visit
    today: date

    def add_visit(self, in_days: int, **values: object) -> Visit:
        """Add a visit from 9 to 12."""
        day = self.today + timedelta(days=in_days)
        defaults: dict[str, object] = {
            "unit": self.unit,
            "halt": self.halt,
            "tour": self.tour,
            "starts_at": in_paris(day, 9),
            "ends_at": in_paris(day, 12),
        }
        return Visit.objects.create(**{**defaults, **values})

    def agree(self, **values: object) -> TownAgreement:
        """Give the town's agreement for the whole tour."""
        defaults: dict[str, object] = {
            "halt": self.halt,
            "status": "given",
            "valid_from": self.tour.starts_on,
            "valid_until": self.tour.ends_on,
            "answered_at": timezone.now(),
        }
        return TownAgreement.objects.create(**{**defaults, **values})


def make_season(cast: Cast) -> Season:
    """Make Aïcha's season."""
    today = timezone.localdate()
    commune = make_commune()
    unit = MobileUnit.objects.create(
        slug="caravane", name="Caravane", kind="truck", carrier=cast.carrier, is_invented=True
    )
    halt = Halt.objects.create(
        slug="place-du-marche", name="Place du Marché", carrier=cast.carrier, commune=commune
    )
    tour = Tour.objects.create(
        unit=unit,
        name="Saison inventée",
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=200),
    )
    visit = Visit.objects.create(
        unit=unit,
        halt=halt,
        tour=tour,
        starts_at=in_paris(today + timedelta(days=3), 9),
        ends_at=in_paris(today + timedelta(days=3), 12),
    )
    return Season(commune, unit, halt, tour, visit, today)
