"""An invented person who leaves with a sheet: a visit, a check, an address, dates to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from allervers.directory.models import Service, Source, Structure
from allervers.reception.domain.code import derive
from allervers.reception.mapping.codes import digest_of
from allervers.reception.models import Encounter, Referral
from allervers.rights.models import Screening
from allervers.tours.models import Visit
from tests.cast import Cast, make_cast
from tests.tours.staff.season import Season, make_season


@dataclass(frozen=True, slots=True)
class SheetWorld:
    """The cast, a season whose visits are announced, and the door to encounters."""

    cast: Cast
    season: Season

    def encounter(self, **values: object) -> Encounter:
        """Keep an encounter at the season's first visit, with its code."""
        now = timezone.now()
        given = {
            "submission": uuid4(),
            "organisation": self.cast.carrier,
            "channel": "visit",
            "visit": self.season.visit,
            "met_at": now - timedelta(hours=1),
            "saved_by": self.cast.bruno,
            "code_expires_at": now + timedelta(days=90),
            **values,
        }
        made = Encounter(**given)
        made.code_digest = digest_of(derive(settings.SECRET_KEY, made.pk, made.code_serial))
        made.save()
        return made

    def check(self, encounter: Encounter, *found: tuple[str, str, str | None]) -> Screening:
        """Keep a computed check with these findings: (right, status, euros)."""
        made = Screening.objects.create(
            encounter=encounter,
            month=datetime(2026, 11, 1).date(),  # noqa: DTZ001 - a month
            state="done",
            rules="openfisca-france 176.1.8",
            answers={"rent": 480},
            started_at=encounter.met_at,
            computed_at=encounter.met_at,
        )
        for right, status, euros in found:
            amount = Decimal(euros) if euros else None
            made.findings.create(right=right, status=status, amount=amount)
        return made

    def orient(self, encounter: Encounter, service: Service, **values: object) -> Referral:
        """Choose a service for the person."""
        given = {"made_at": encounter.met_at, "made_by": self.cast.bruno, **values}
        return Referral.objects.create(encounter=encounter, service=service, **given)


def make_sheet_world() -> SheetWorld:
    """Make the cast and a season of four announced visits."""
    cast = make_cast()
    season = make_season(cast)
    for days in (10, 17, 24):
        season.add_visit(days)
    Visit.objects.update(status=Visit.Status.PUBLISHED, published_at=timezone.now())
    return SheetWorld(cast, season)


def make_service(key: str = "ccas", **values: object) -> Service:
    """Make an invented service of an invented structure."""
    now = timezone.now()
    source, _made = Source.objects.get_or_create(code="invente", name="Source inventée")
    read = {"date_maj": now.date(), "first_read_at": now, "last_changed_at": now, "source": source}
    structure = Structure.objects.create(
        id=f"invente--{key}", nom=f"Structure inventée {key}", digest=key, **read
    )
    given = {
        "nom": f"Aide inventée {key}",
        "adresse": "12 rue du Four",
        "code_postal": "92130",
        "commune": "Bourg-Inventé",
        "telephone": "+33199000001",
        "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": ["se-presenter", "telephoner"],
        "mobilisable_par": ["usagers"],
        "frais": "gratuit",
        **values,
    }
    return Service.objects.create(
        id=f"invente--{key}-1", structure=structure, digest=key, **read, **given
    )


FOUND = (
    ("rsa", "entitled", "545.00"),
    ("css", "perhaps", None),
    ("af", "not_entitled", None),
    ("aah", "not_asked", None),
)


def make_leaving(world: SheetWorld, **values: object) -> Encounter:
    """Make somebody who leaves with rights found and one address."""
    encounter = world.encounter(**values)
    world.check(encounter, *FOUND)
    service = Service.objects.filter(pk="invente--ccas-1").first() or make_service()
    world.orient(encounter, service, distance_km=1.2)
    return encounter
