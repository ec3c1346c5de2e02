"""Fills an empty, migrated database with invented territories and three years of visits.

    python -m benchmarks.season 44     (DATABASE_URL and the other settings say where)

The first territory is the same whatever their number: what is measured there can be compared.
Prints one JSON line: counts, and the keys of what the benchmark opens.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from allervers.accounts.domain.session_keys import ORGANISATION, PROVED  # noqa: E402
from allervers.accounts.models import Member, Organisation, User  # noqa: E402
from allervers.territory.models import Commune, CommuneName, Departement  # noqa: E402
from allervers.tours.models import (  # noqa: E402
    Halt,
    MobileUnit,
    PartnerPresence,
    Series,
    Tour,
    Visit,
)

PARIS = ZoneInfo("Europe/Paris")
WIDE_TERRITORIES = 8  # those with two units: 44 territories hold 52 units
COMMUNES, HALTS, PARTNERS = 20, 21, 4
VISITS_A_WEEK = 7
YEARS_BEFORE, YEARS_AFTER = 2, 1
BATCH = 4000


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory, before its visits."""

    number: int
    carrier: Organisation
    partners: list[Organisation]
    halts: list[Halt]
    units: list[MobileUnit]


def territory(number: int) -> Territory:
    """Make one territory: twenty communes 3 km apart, a halt in each, one or two units."""
    carrier = Organisation.objects.create(
        name=f"Porteur inventé {number}", kind="carrier", phone="0199000000", is_invented=True
    )
    partners = Organisation.objects.bulk_create(
        Organisation(name=f"Partenaire inventé {number}.{n}", kind="partner", is_invented=True)
        for n in range(PARTNERS)
    )
    communes = [commune(number, n) for n in range(COMMUNES)]
    Commune.objects.bulk_create(communes)
    CommuneName.objects.bulk_create(
        CommuneName(commune=one, name=one.name, search_name=one.search_name) for one in communes
    )
    halts = Halt.objects.bulk_create(halt(carrier, communes, number, n) for n in range(HALTS))
    count = 2 if number < WIDE_TERRITORIES else 1
    units = MobileUnit.objects.bulk_create(
        MobileUnit(
            slug=f"unite-{number}-{n}",
            name=f"Unité inventée {number}.{n}",
            kind="truck" if (number + n) % 3 else "trike",
            carrier=carrier,
            is_invented=True,
        )
        for n in range(count)
    )
    return Territory(number, carrier, partners, halts, units)


def commune(number: int, n: int) -> Commune:
    """Make a commune on a grid; territories stand some 60 km apart."""
    north, east = 43.5 + (number // 8) * 0.6, -1.0 + (number % 8) * 0.9
    latitude, longitude = north + (n // 5) * 0.027, east + (n % 5) * 0.04
    name = f"Bourg-{chr(65 + number % 26)}{number}-sur-Essai-{n}"
    corners = [(-0.02, -0.013), (0.02, -0.013), (0.02, 0.013), (-0.02, 0.013), (-0.02, -0.013)]
    ring = [[longitude + x, latitude + y] for x, y in corners]
    return Commune(
        code=f"{number:02d}{n:03d}",
        name=name,
        departement_id="99",
        postal_codes=[f"{number:02d}{n:03d}"],
        population=1000 + 37 * n,
        search_name=name.lower().replace("-", " "),
        latitude=latitude,
        longitude=longitude,
        reach_km=3.0,
        outline={"type": "Polygon", "coordinates": [ring]},
    )


def halt(carrier: Organisation, communes: list[Commune], number: int, n: int) -> Halt:
    """Make a halt, its point checked."""
    where = communes[n % len(communes)]
    return Halt(
        slug=f"halte-{number}-{n}",
        name=f"Place inventée {n}",
        carrier=carrier,
        commune=where,
        address=f"{n + 1} rue de l’Essai",
        latitude=where.latitude,
        longitude=where.longitude,
        point_status="checked",
        is_step_free=True,
    )


def season(where: Territory, today: date) -> int:
    """Make three years of visits: each unit stops somewhere every day of the week."""
    first = today - timedelta(days=365 * YEARS_BEFORE + today.weekday())
    last = today + timedelta(days=365 * YEARS_AFTER)
    tours = [
        Tour.objects.create(unit=unit, name="Saison", starts_on=first, ends_on=last)
        for unit in where.units
    ]
    made = 0
    for place, tour in enumerate(tours):
        series = series_of(where, tour, place, first)
        rows = list(visits(where, tour, series, first, last))
        Visit.objects.bulk_create(rows, batch_size=BATCH)
        PartnerPresence.objects.bulk_create(aboard(where, rows), batch_size=BATCH)
        made += len(rows)
    return made


def series_of(where: Territory, tour: Tour, place: int, first: date) -> list[Series]:
    """Make one series for each day of a three-week cycle."""
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    return Series.objects.bulk_create(
        Series(
            tour=tour,
            halt=where.halts[(n + 10 * place) % len(where.halts)],
            rrule=f"FREQ=WEEKLY;INTERVAL=3;BYDAY={days[n % 7]}",
            anchor=first + timedelta(days=n),
            starts=time(9, 30),
            ends=time(16),
        )
        for n in range(3 * VISITS_A_WEEK)
    )


def visits(
    where: Territory, tour: Tour, series: list[Series], first: date, last: date
) -> Iterator[Visit]:
    """Yield one visit a day; one in thirty is cancelled, the last month is still a draft."""
    for n in range((last - first).days):
        day = first + timedelta(days=n)
        rule = series[n % len(series)]
        status, reason = ("cancelled", "heat_wave") if n % 30 == 1 else ("published", "")
        yield Visit(
            unit=tour.unit,
            halt=rule.halt,
            tour=tour,
            series=rule,
            recurrence_date=day,
            status="draft" if day > last - timedelta(days=30) else status,
            reason=reason,
            starts_at=datetime.combine(day, time(9, 30), tzinfo=PARIS),
            ends_at=datetime.combine(day, time(16), tzinfo=PARIS),
        )


def aboard(where: Territory, rows: list[Visit]) -> Iterator[PartnerPresence]:
    """Put two partners on board of each visit that calendars still show."""
    shown = timezone.now() - timedelta(days=40)
    for n, visit in enumerate(visit for visit in rows if visit.starts_at > shown):
        for shift in (0, 1):
            yield PartnerPresence(
                visit=visit,
                organisation=where.partners[(n + shift) % len(where.partners)],
                offers="droits, papiers, logement",
                is_confirmed=True,
            )


def signed_in(carrier: Organisation) -> str:
    """Make an invented coordinator with a second factor and an open session; return its key."""
    user = User.objects.create_user("mesure@exemple.invalid", name="Coordination inventée")
    Member.objects.create(user=user, organisation=carrier, roles=["coordinator"])
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[ORGANISATION] = str(carrier.pk)
    session[PROVED] = user.pk
    session.save()
    return str(session.session_key)


def main(territories: int) -> None:
    """Fill the database and say what to open."""
    today = timezone.localtime().date()
    Departement.objects.get_or_create(code="99", defaults={"name": "Département inventé"})
    made = [territory(number) for number in range(territories)]
    count = sum(season(one, today) for one in made)
    first = made[0]
    coming = Visit.objects.filter(halt=first.halts[0], starts_at__gt=timezone.now())
    visit = coming.filter(status="published").order_by("starts_at")[0]
    said = {
        "territories": territories,
        "units": MobileUnit.objects.count(),
        "halts": Halt.objects.count(),
        "visits": count,
        "session": signed_in(first.carrier),
        "commune": first.halts[0].commune_id,
        "halt": first.halts[0].slug,
        "visit": str(visit.pk),
        "latitude": first.halts[0].latitude,
        "longitude": first.halts[0].longitude,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(int(sys.argv[1]))
