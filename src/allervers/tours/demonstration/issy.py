"""A public fact: the caravan of 26 September 2025 at Issy-les-Moulineaux, with its partners."""

from datetime import date, datetime, time, timedelta

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.tours.actions.aboard import add_edition, set_aboard
from allervers.tours.actions.publication import publish_visits
from allervers.tours.actions.tours import add_tour
from allervers.tours.actions.visits import add_visit
from allervers.tours.demonstration import season
from allervers.tours.demonstration.stage import PARIS, Stage, agree, halt_of
from allervers.tours.domain.recurrence_draft import VisitDraft
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import MobileUnit


def load_issy(stage: Stage, viewer: Viewer, unit: MobileUnit) -> None:
    """Write down the public fact: 26 September 2025, 11:00-19:00, with its partners."""
    day = date.fromisoformat(season.ISSY_DAY)
    then = datetime.combine(day, time(6), tzinfo=PARIS) - timedelta(days=7)
    tour = add_tour(
        viewer=viewer,
        values={"unit": unit, "name": "Première édition", "starts_on": day, "ends_on": day},
    )
    halt = halt_of(viewer, season.ISSY_COMMUNE, season.ISSY_PLACE, from_town_hall=False)
    agree(stage, viewer, halt, day=day)
    edition = add_edition(
        viewer=viewer,
        values={
            "name": season.ISSY_EDITION,
            "audience": "youth",
            "description": season.ISSY_SOURCE,
        },
    )
    visit = add_visit(
        viewer=viewer,
        tour_id=tour.id,
        draft=VisitDraft(halt.id, day, season.ISSY_HOURS),
        calendars=calendar_of_commune,
    ).visit
    partners = {
        Organisation.objects.get_or_create(kind=Organisation.Kind.PARTNER, name=name)[0]: offers
        for name, offers in season.ISSY_PARTNERS
    }
    set_aboard(viewer=viewer, visit_id=visit.id, members=[], partners=partners, edition=edition)
    visit.partners.update(is_confirmed=True)
    publish_visits(viewer=viewer, now=then, visit_ids=[visit.id])
