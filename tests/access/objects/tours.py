"""Of tours: visits, halts, agreements, imports."""

from datetime import time, timedelta

from django.utils import timezone

from allervers.tours.actions.intake import take_in
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.models import TimetableImport, Visit
from allervers.tours.views.staff_feeds import calendar_key
from tests.access.world import Makers, World
from tests.cast import viewer


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


MAKERS: Makers = {
    "visit_id": lambda world: world.season.visit.pk,
    "public:visit_id": lambda world: published(world).pk,
    "api-1:visit_id": lambda world: published(world).pk,
    "public:slug": lambda world: published(world).halt.slug,
    "tour_id": lambda world: world.season.tour.pk,
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
    "proposal_id": lambda world: taken_in(world).proposals.earliest("row").pk,
    "edition_id": lambda world: world.cast.carrier.editions.create(name="Édition inventée").pk,
    "notice_id": notice,
    "day": lambda world: (world.season.today + timedelta(days=3)).isoformat(),
}
