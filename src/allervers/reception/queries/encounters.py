"""Which encounters a member may see, and what the pages show of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.domain import code as codes
from allervers.reception.domain.access import welcomes
from allervers.reception.models import Encounter, EncounterOpening, Request, Suggestion
from allervers.tours.queries.staff_calendar import day_bounds


def seen_by(viewer: Viewer) -> QuerySet[Encounter]:
    """Return the encounters of the viewer's organisation, and those opened by their code.

    An opening lasts as long as the code that was given: closed, replaced or too old, it opens no
    more. (The database's clock: nobody who asks "may they see it" has one to give.)
    """
    if not welcomes(viewer.organisation_kind, viewer.roles):
        return Encounter.objects.none()
    opened = EncounterOpening.objects.filter(
        encounter_id=OuterRef("pk"),
        member_id=viewer.member_id,
        serial=OuterRef("code_serial"),
    )
    by_code = Q(Exists(opened), code_closed_at__isnull=True, code_expires_at__gt=Now())
    return Encounter.objects.filter(Q(organisation_id=viewer.organisation_id) | by_code)


def encounter_for(viewer: Viewer, encounter_id: UUID) -> Encounter | None:
    """Return an encounter that the viewer may see and go on with, or None. One query."""
    return with_places(seen_by(viewer)).filter(pk=encounter_id).first()


def with_places(rows: QuerySet[Encounter]) -> QuerySet[Encounter]:
    """Fetch with each encounter where it was, who saved it, `asked` (its thematiques), `leads`.

    `leads`: the labels of what is worth an orientation.
    """
    asked = Request.objects.filter(encounter_id=OuterRef("pk")).order_by("thematique")
    leads = Suggestion.objects.filter(encounter_id=OuterRef("pk")).order_by("origin", "thematique")
    return (
        rows.select_related(
            "organisation", "commune", "visit__halt__commune", "visit__unit", "saved_by__user"
        )
        .defer("commune__outline", "visit__halt__commune__outline")
        .annotate(
            asked=ArraySubquery(asked.values("thematique")),
            leads=ArraySubquery(leads.values("label")),
        )
    )


def of_day(viewer: Viewer, day: date) -> QuerySet[Encounter]:
    """Return the encounters of the viewer's organisation on a day, the latest first."""
    starts, ends = day_bounds(day, day)
    own = seen_by(viewer).filter(organisation_id=viewer.organisation_id)
    that_day = own.filter(met_at__gte=starts, met_at__lt=ends)
    return with_places(that_day).order_by("-met_at", "-id")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people were met in one place on a day."""

    channel: str
    place: str  # of the visit; nothing for the desk and the telephone
    count: int
    first_timers: int


def tallies_of_day(viewer: Viewer, day: date) -> list[Tally]:
    """Count the encounters of a day by visit, desk, telephone. One query."""
    rows = (
        of_day(viewer, day)
        .order_by("channel", "visit__starts_at", "visit_id")
        .values("channel", "visit_id", "visit__halt__name", "visit__halt__commune__name")
        .annotate(count=Count("id"), first_timers=Count("id", filter=Q(is_first_time=True)))
    )
    return [
        Tally(
            row["channel"],
            place_of(row["visit__halt__name"], row["visit__halt__commune__name"]),
            row["count"],
            row["first_timers"],
        )
        for row in rows
    ]


def place_of(*names: str | None) -> str:
    """Name a halt with its commune; nothing for the desk and the telephone."""
    return ", ".join(one for one in names if one)


def openings_of(encounter_id: UUID) -> list[EncounterOpening]:
    """Return who opened an encounter by its code, the latest first: at most twenty."""
    rows = EncounterOpening.objects.filter(encounter_id=encounter_id)
    named = rows.select_related("member__user", "member__organisation")
    return list(named.order_by("-opened_at", "-id")[:20])


def suggestions_of(encounter_id: UUID) -> list[Suggestion]:
    """Return what is worth an orientation, by origin then thematique."""
    rows = Suggestion.objects.filter(encounter_id=encounter_id)
    return list(rows.order_by("origin", "thematique"))


def requests_of(encounter_id: UUID) -> list[str]:
    """Return the thematiques asked for, in order."""
    rows = Request.objects.filter(encounter_id=encounter_id).order_by("thematique")
    return list(rows.values_list("thematique", flat=True))


def is_code_over(encounter: Encounter, now: datetime) -> bool:
    """Whether the code of an encounter opens nothing any more."""
    return codes.is_over(
        expires_at=encounter.code_expires_at, closed_at=encounter.code_closed_at, now=now
    )
