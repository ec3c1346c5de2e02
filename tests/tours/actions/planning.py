"""What the tests of the calendar start from: a unit, a tour, halts, an agreement; all invented."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation
from allervers.territory.models import Commune, Departement
from allervers.tours.domain.recurrence import DayCalendar, Hours, Recurrence, weekly
from allervers.tours.domain.recurrence_draft import SeriesDraft, VisitDraft
from allervers.tours.domain.timing import span_of
from allervers.tours.mapping import fill_span
from allervers.tours.models import (
    Halt,
    Message,
    MobileUnit,
    PartnerPresence,
    Tour,
    TownAgreement,
    Visit,
)
from tests.cast import Cast, viewer
from tests.tours.domain.days import WrittenDays

NOW = datetime(2026, 9, 30, 10, tzinfo=UTC)
TUESDAY = date(2026, 10, 6)
WEDNESDAY = date(2026, 10, 7)
MORNING = Hours(time(9), time(12))
AFTERNOON = Hours(time(14), time(17))
FULL_DAY = Hours(time(9), time(17), time(12), time(13, 30))
HOLIDAYS = WrittenDays(public={date(2026, 11, 10): "Fête inventée"})


def calendars(code: str) -> DayCalendar:
    """Give every commune the same written days."""
    return HOLIDAYS


def make_commune(code: str = "92040", name: str = "Issy-les-Moulineaux") -> Commune:
    """Make a commune and its département."""
    departement, _made = Departement.objects.get_or_create(
        code=code[:2], defaults={"name": f"Département {code[:2]}"}
    )
    found, _made = Commune.objects.get_or_create(
        code=code,
        defaults={"name": name, "departement": departement, "search_name": name.lower()},
    )
    return found


def make_unit(carrier: Organisation, name: str = "Camion inventé", **more: Any) -> MobileUnit:
    """Make a unit."""
    slug = f"unite-{MobileUnit.objects.count()}"
    return MobileUnit.objects.create(carrier=carrier, name=name, kind="truck", slug=slug, **more)


def make_tour(unit: MobileUnit, **more: Any) -> Tour:
    """Make a tour of the last quarter of 2026."""
    dates = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 12, 31)}
    name = f"Tournée {Tour.objects.count()}"
    return Tour.objects.create(unit=unit, **{"name": name, **dates, **more})


def make_halt(carrier: Organisation, name: str = "Place inventée", **more: Any) -> Halt:
    """Make a halt at Issy that needs no agreement, unless told otherwise."""
    code = more.pop("code", "92040")
    commune = make_commune(code, "Issy-les-Moulineaux" if code == "92040" else f"Ville {code}")
    slug = f"halte-{Halt.objects.count()}"
    values = {"needs_agreement": False, **more}
    return Halt.objects.create(carrier=carrier, name=name, commune=commune, slug=slug, **values)


def make_visit(tour: Tour, halt: Halt, day: date = TUESDAY, **more: Any) -> Visit:
    """Make a stored visit, draft unless told otherwise."""
    hours = more.pop("hours", MORNING)
    if more.get("status", "draft") != "draft":
        more.setdefault("published_at", NOW)
    visit = Visit(tour=tour, unit=tour.unit, halt=halt, **more)
    fill_span(visit, span_of(day, hours))
    visit.save()
    return visit


def make_agreement(halt: Halt, status: str = "given", **more: Any) -> TownAgreement:
    """Make an answer of the town for the whole of 2026."""
    dates = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}
    answered = None if status == "asked" else NOW
    values = {**dates, "answered_at": answered, **more}
    return TownAgreement.objects.create(halt=halt, status=status, **values)


def tuesdays(halt: Halt, **more: Any) -> SeriesDraft:
    """Every Tuesday morning of October 2026."""
    rule = {"anchor": TUESDAY, "until": date(2026, 10, 31), **more}
    hours = rule.pop("hours", MORNING)
    return SeriesDraft(halt.id, Recurrence(rule.pop("rrule", weekly([1])), **rule), hours)


def draft_of(halt_id: UUID, day: date = TUESDAY, hours: Hours = MORNING, **more: Any) -> VisitDraft:
    """One visit as a person fills it in."""
    return VisitDraft(halt_id, day, hours, **more)


class Scene:
    """A carrier with a unit, a tour and a halt; Aïcha coordinates it, Hugo another one."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.unit = make_unit(cast.carrier)
        self.tour = make_tour(self.unit)
        self.halt = make_halt(cast.carrier)
        self.aicha = viewer_of_member(cast.aicha)
        self.hugo = viewer_of_member(cast.hugo)
        self.bruno = viewer_of_member(cast.bruno)
        self.gaelle = viewer_of_member(cast.gaelle)


def viewer_of_member(member: Member) -> Viewer:
    """Return the viewer for a member."""
    return viewer(member)


def announced(scene: Scene, day: date = TUESDAY, **more: Any) -> Visit:
    """Make an announced visit with a partner on board."""
    visit = make_visit(scene.tour, more.pop("halt", scene.halt), day, status="published", **more)
    PartnerPresence.objects.create(
        visit=visit, organisation=scene.cast.partner, offers="emploi", is_confirmed=True
    )
    return visit


def told() -> list[str]:
    """Return the names of the organisations written to."""
    return sorted(Message.objects.values_list("organisation__name", flat=True))
