"""One object for each kind of address, all belonging to Aïcha's organisation unless said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from allervers.accounts.actions.invitations import Issued, invite
from allervers.accounts.models import OpenSession
from allervers.reception.mapping.codes import code_of
from allervers.reception.models import Encounter
from allervers.rights.actions.claims import Asked, start_claim
from allervers.rights.actions.screenings import start_screening
from allervers.rights.models import Claim, Screening
from allervers.territory.models import Sector, SectorCoverage
from allervers.tours.actions.intake import take_in
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.models import TimetableImport, Visit
from allervers.tours.views.staff_feeds import calendar_key
from tests.cast import Cast, make_cast, viewer
from tests.directory.imports.world import corrected_record, refused_import
from tests.rights.sheet_world import SheetWorld, make_service
from tests.tours.staff.season import Season, make_season


@dataclass(frozen=True, slots=True)
class World:
    """Everything that an address may name."""

    cast: Cast
    season: Season


def make_world() -> World:
    """Make the cast and Aïcha's season."""
    cast = make_cast()
    return World(cast=cast, season=make_season(cast))


def invitation(world: World) -> object:
    """Let Élodie invite somebody; return the id of the invitation."""
    return issued(world).invitation.pk


def issued(world: World) -> Issued:
    """Let Élodie invite somebody."""
    return invite(
        viewer(world.cast.elodie),
        organisation_id=world.cast.carrier.pk,
        email="karim@exemple.invalid",
        roles=["receptionist"],
        now=timezone.now(),
    )


def session_of_bruno(world: World) -> object:
    """Open a session of Bruno's; return its id."""
    now = timezone.now()
    return OpenSession.objects.create(
        user=world.cast.bruno.user, started_at=now, last_seen_at=now
    ).pk


def deactivated(world: World) -> object:
    """Return the deactivated member."""
    return world.cast.ines.pk


def key_of_bruno(world: World) -> object:
    """Give Bruno a passkey; return its id."""
    return Authenticator.objects.create(
        user=world.cast.bruno.user, type="webauthn", data={"name": "Clé", "credential": {}}
    ).pk


def sector(world: World) -> SectorCoverage:
    """Let a sector of the carrier's cover the commune."""
    made = Sector.objects.create(
        name="Secteur inventé",
        departement=world.season.commune.departement,
        organisation=world.cast.carrier,
        is_invented=True,
    )
    return SectorCoverage.objects.create(sector=made, commune=world.season.commune)


def series(world: World) -> object:
    """Make a weekly series; return its id."""
    return world.season.tour.series.create(
        halt=world.season.halt,
        rrule="FREQ=WEEKLY;BYDAY=TU",
        anchor=world.season.today,
        starts=time(9),
        ends=time(12),
    ).pk


def taken_in(world: World) -> TimetableImport:
    """Let Aïcha take a text in."""
    return take_in(
        viewer=viewer(world.cast.aicha),
        reader=read_file,
        text="Mardi : place du Marché, de 9 h à 12 h",
        departement="92",
    ).taken


def notice(world: World) -> object:
    """Make a notice of the carrier's; return its id."""
    now = timezone.now()
    return world.cast.carrier.notices.create(
        level="information",
        title="Message inventé",
        text="Texte inventé.",
        starts_at=now,
        ends_at=now + timedelta(days=1),
    ).pk


def published(world: World) -> Visit:
    """Announce Aïcha's visit; return it."""
    visit = world.season.visit
    visit.status, visit.published_at = Visit.Status.PUBLISHED, timezone.now()
    visit.save()
    return visit


def encounter(world: World) -> Encounter:
    """Let Bruno meet somebody at Aïcha's visit."""
    return SheetWorld(world.cast, world.season).encounter()


def screening(world: World) -> Screening:
    """Let Bruno begin to look for the rights of an encounter."""
    return start_screening(
        viewer=viewer(world.cast.bruno), encounter_id=encounter(world).pk, now=timezone.now()
    )


def claim(world: World) -> Claim:
    """Let Bruno begin to claim a right for an encounter."""
    return start_claim(
        viewer=viewer(world.cast.bruno),
        encounter_id=encounter(world).pk,
        asked=Asked("rsa"),
        now=timezone.now(),
    )


# The argument of an address → its object. "name of the address/argument" wins over "argument".
MAKERS: dict[str, Callable[[World], object]] = {
    "token": lambda world: issued(world).token,
    "invitation_id": invitation,
    "member_id": lambda world: world.cast.bruno.pk,
    "accounts:reactivate/member_id": deactivated,
    "organisation_id": lambda world: world.cast.carrier.pk,
    "session_id": session_of_bruno,
    "mfa_remove_webauthn/pk": key_of_bruno,
    "mfa_edit_webauthn/pk": key_of_bruno,
    "uidb36": lambda _world: "1",
    "key": lambda _world: "faux-lien",
    "visit_id": lambda world: world.season.visit.pk,
    "public:visit_id": lambda world: published(world).pk,
    "api-1:visit_id": lambda world: published(world).pk,
    "public:slug": lambda world: published(world).halt.slug,
    "tour_id": lambda world: world.season.tour.pk,
    "code": lambda world: world.season.commune.code,
    "accounts:organisation_switch/organisation_id": lambda world: world.cast.partner.pk,
    "sector_id": lambda world: sector(world).sector_id,
    "coverage_id": lambda _world: SectorCoverage.objects.get().pk,
    "slug": lambda world: world.season.halt.slug,
    "public:unit/slug": lambda world: world.season.unit.slug,
    "public:unit_ics/slug": lambda world: world.season.unit.slug,
    "staff:unit/slug": lambda world: world.season.unit.slug,
    "staff:unit_edit/slug": lambda world: world.season.unit.slug,
    "staff:unit_retire/slug": lambda world: world.season.unit.slug,
    "agreement_id": lambda world: (
        world.season.agree(organisation=world.cast.commune, status="asked", answered_at=None).pk
    ),
    "series_id": series,
    "signed": lambda world: calendar_key(viewer(world.cast.bruno)),
    "presence_id": lambda world: (
        published(world).partners.create(organisation=world.cast.partner).pk
    ),
    "answer": lambda _world: "confirmer",
    "absence_id": lambda world: (
        world.cast.carrier.absences.create(
            starts_on=world.season.today, ends_on=world.season.today
        ).pk
    ),
    "import_id": lambda world: taken_in(world).pk,
    "directory_staff:import_id": lambda _world: refused_import().pk,
    "directory_staff:record_id": lambda _world: corrected_record().structure_id,
    "directory_staff:field": lambda _world: "nom",
    "directory_staff:correction_id": lambda _world: corrected_record().pk,
    "proposal_id": lambda world: taken_in(world).proposals.earliest("row").pk,
    "edition_id": lambda world: world.cast.carrier.editions.create(name="Édition inventée").pk,
    "notice_id": notice,
    "screening_id": lambda world: screening(world).pk,
    "claim_id": lambda world: claim(world).pk,
    "rights:claim_change/state": lambda _world: "sent",
    "rights:rules_of/right": lambda _world: "css",
    "rights:why/right": lambda _world: "css",
    "rights:question/code": lambda _world: "age",
    "encounter_id": lambda world: encounter(world).pk,
    "referral_id": lambda world: (
        SheetWorld(world.cast, world.season).orient(encounter(world), make_service()).pk
    ),
    "sheet:code": lambda world: code_of(encounter(world)),
    "id": lambda _world: "inconnu--1",
    "service_id": lambda _world: "inconnu--1",
    "structure_id": lambda _world: "inconnu--1",
    "day": lambda world: (world.season.today + timedelta(days=3)).isoformat(),
}
