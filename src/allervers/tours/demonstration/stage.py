"""What every part of the demonstration uses: who plays, which day it is, how halts are made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.accounts.queries.viewers import viewer_of
from allervers.territory.models import Commune
from allervers.tours.actions.agreements import record_agreement
from allervers.tours.actions.halts import add_halt
from allervers.tours.actions.series import save_series
from allervers.tours.actions.tours import add_tour
from allervers.tours.demonstration import season
from allervers.tours.domain.recurrence_draft import SeriesDraft
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import Halt, MobileUnit, Series, Tour, TownAgreement

PARIS: Final = ZoneInfo("Europe/Paris")
WEEKS_BEFORE, WEEKS_AFTER = 8, 26
INVENTED: Final = "Démonstration : lieu et dates inventés dans une commune réelle."


@dataclass(frozen=True, slots=True)
class Stage:
    """What every part of the demonstration needs: who plays, and which day it is."""

    members: dict[str, Member]
    today: date

    def viewer(self, key: str) -> Viewer:
        """Return a character, as the actions want them."""
        return viewer_of(self.members[key])

    @property
    def opening(self) -> datetime:
        """The morning the season began; the past is written as it was lived."""
        monday = self.today - timedelta(days=self.today.weekday(), weeks=WEEKS_BEFORE)
        return datetime.combine(monday, time(6), tzinfo=PARIS)

    @property
    def closing(self) -> date:
        """The last day of the season."""
        return self.opening.date() + timedelta(weeks=WEEKS_BEFORE + WEEKS_AFTER)


def make_tour(stage: Stage, viewer: Viewer, unit: MobileUnit, name: str) -> Tour:
    """Make the tour of a unit, over the whole season."""
    dates = {"starts_on": stage.opening.date(), "ends_on": stage.closing}
    return add_tour(viewer=viewer, values={"unit": unit, "name": name, **dates})


def halt_of(viewer: Viewer, code: str, place: str, *, from_town_hall: bool) -> Halt:
    """Return a halt, made at the commune's town hall or without a point."""
    commune = Commune.objects.get(code=code)
    known = Halt.objects.filter(
        carrier_id=viewer.organisation_id, commune=commune, name=place
    ).first()
    if known:
        return known
    point = from_town_hall and commune.latitude is not None
    values = {
        "name": place,
        "commune": commune,
        "latitude": commune.latitude if point else None,
        "longitude": commune.longitude if point else None,
        "point_status": Halt.PointStatus.CHECKED if point else Halt.PointStatus.UNKNOWN,
        "has_power": True,
        "is_step_free": True,
        "source": INVENTED if point else season.ISSY_SOURCE,
    }
    return add_halt(viewer=viewer, values=values)


def agree(stage: Stage, viewer: Viewer, halt: Halt, *, day: date | None = None) -> None:
    """Write down that the town agreed on paper, for the season or for one day."""
    record_agreement(
        viewer=viewer,
        halt_id=halt.id,
        status=TownAgreement.Status.GIVEN,
        valid_from=day or stage.opening.date(),
        valid_until=day or stage.closing,
        source="Démonstration",
        now=stage.opening,
    )


def make_series(stage: Stage, viewer: Viewer, tour: Tour, draft: SeriesDraft) -> Series:
    """Save a series as of the opening of the season, so that its past exists too."""
    return save_series(
        viewer=viewer,
        tour_id=tour.id,
        draft=draft,
        calendars=calendar_of_commune,
        now=stage.opening,
    ).series
