"""A small invented country for the public pages: two towns, three halts, one bus, its visits."""

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from allervers.accounts.models import Organisation
from allervers.territory.models import Commune, CommuneName, Departement
from allervers.tours.models import Halt, MobileUnit, PartnerPresence, Series, Tour, Visit

PARIS = ZoneInfo("Europe/Paris")
MARKET = (48.824, 2.273)


@dataclass(frozen=True, slots=True)
class World:
    """What every test of the public site stands on. The near halt is 3 km from the market."""

    carrier: Organisation
    partner: Organisation
    unit: MobileUnit
    tour: Tour
    issy: Commune
    near_town: Commune
    far_town: Commune
    market: Halt
    near: Halt
    far: Halt

    def visit(self, days: int = 3, halt: Halt | None = None, **more: object) -> Visit:
        """Make a visit from 9:30 to 12:30 in so many days, published unless told otherwise."""
        day = timezone.localtime().date() + timedelta(days=days)
        given: dict[str, object] = {
            "unit": self.unit,
            "tour": self.tour,
            "halt": halt or self.market,
            "status": Visit.Status.PUBLISHED,
            "starts_at": at(day, 9, 30),
            "ends_at": at(day, 12, 30),
        }
        return Visit.objects.create(**{**given, **more})

    def aboard(self, visit: Visit, offers: str = "papiers, logement") -> PartnerPresence:
        """Put the partner on board."""
        return PartnerPresence.objects.create(
            visit=visit,
            organisation=self.partner,
            offers=offers,
            languages=["ar"],
            is_confirmed=True,
        )

    def series(self, halt: Halt | None = None, rrule: str = "FREQ=WEEKLY;BYDAY=TU") -> Series:
        """Make a weekly series."""
        return Series.objects.create(
            tour=self.tour,
            halt=halt or self.market,
            rrule=rrule,
            anchor=date(2026, 1, 6),
            starts=time(9, 30),
            ends=time(12, 30),
        )


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour on the clocks of France."""
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


def town(code: str, name: str, postal: str, point: tuple[float, float]) -> Commune:
    """Make a commune with its name to search."""
    key = name.lower().replace("-", " ")
    made = Commune.objects.create(
        code=code,
        name=name,
        departement=Departement.objects.get_or_create(code="92", name="Hauts-de-Seine")[0],
        postal_codes=[postal],
        population=1000,
        search_name=key,
        latitude=point[0],
        longitude=point[1],
        reach_km=3.0,
    )
    CommuneName.objects.create(commune=made, name=name, search_name=key)
    return made


def stop(carrier: Organisation, commune: Commune, name: str, slug: str, **more: object) -> Halt:
    """Make a halt."""
    return Halt.objects.create(carrier=carrier, commune=commune, name=name, slug=slug, **more)


@pytest.fixture
def world(db: None) -> World:
    """Build the country; it has no visit yet."""
    carrier = Organisation.objects.create(
        name="Caravane inventée", kind="carrier", phone="0140000000"
    )
    partner = Organisation.objects.create(name="Mission locale inventée", kind="partner")
    unit = MobileUnit.objects.create(
        slug="bus-bleu", name="Bus bleu", kind="bus", carrier=carrier, is_step_free=True
    )
    issy = town("92040", "Issy-les-Moulineaux", "92130", MARKET)
    near_town = town("92046", "Malakoff", "92240", (48.817, 2.299))
    far_town = town("92019", "Châtenay-Malabry", "92290", (48.5, 2.9))
    checked = {"latitude": MARKET[0], "longitude": MARKET[1], "point_status": "checked"}
    return World(
        carrier=carrier,
        partner=partner,
        unit=unit,
        tour=Tour.objects.create(
            unit=unit, name="Saison", starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
        ),
        issy=issy,
        near_town=near_town,
        far_town=far_town,
        market=stop(
            carrier, issy, "Place du marché", "issy-marche", address="1 rue Inventée", **checked
        ),
        near=stop(carrier, near_town, "Stade", "malakoff-stade"),
        far=stop(carrier, far_town, "Gare", "chatenay-gare"),
    )


@pytest.fixture
def at_most() -> Callable[[int], AbstractContextManager[list[str]]]:
    """Count the statements sent to PostgreSQL, but those of the test's own transaction."""

    @contextmanager
    def counted(most: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a context manager
        sent: list[str] = []

        def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            if "SAVEPOINT" not in sql:
                sent.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield sent
        assert len(sent) <= most, f"{len(sent)} statements:\n" + "\n".join(sent)

    return counted
