"""The figures of a page or of the open data, with the names of what they speak of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final
from uuid import UUID

from django.db.models import Count as Counted
from django.db.models import Min, Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.reception.models import Encounter
from allervers.reception.models.referral import Outcome
from allervers.results.domain.periods import Period, month_of
from allervers.results.domain.publishing import MET, Figures, Key, publish, shown_euros
from allervers.results.queries.counting import (
    PARIS,
    Counts,
    Scope,
    counts_by_month,
    counts_of,
)
from allervers.rights.models import Claim
from allervers.tours.models import Halt, MobileUnit, Visit
from allervers.tours.queries.staff import visits_of

YES_NO: Final = ("yes", "no", "")


@cache
def known_codes() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the breakdowns that are shown even when nobody is in them."""
    return {
        "channel": tuple(Encounter.Channel.values),
        "audience": (*Encounter.Audience.values, ""),
        "age_band": (*Encounter.AgeBand.values, ""),
        "first_time": YES_NO,
        "interpreter": YES_NO,
        "left_early": ("yes", "no"),
        "claim_state": tuple(Claim.State.values),
        "non_take_up": tuple(Claim.NonTakeUp.values),
        "outcome": (*Outcome.values, ""),
    }


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: communes by Insee code, halts and units by identifier."""

    communes: Mapping[str, str]
    halts: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]  # slug and name


@dataclass(frozen=True, slots=True)
class Results:
    """What a page shows."""

    figures: Figures
    euros: Decimal  # a month, of the rights shown
    names: Names

    @property
    def opened_euros(self) -> Decimal:
        """Return euros a month of the rights opened that are shown."""
        return shown_euros(self.figures, "opened")

    @property
    def arrears(self) -> Decimal:
        """Return euros paid at once for the past, of the rights opened that are shown."""
        return sum((one.arrears for one in self.figures.values() if one.arrears), Decimal(0))


def results_of(scope: Scope) -> Results:
    """Return the figures that a coordinator sees of a period and a place. Three queries."""
    figures = publish(counts_of(scope), known_codes())
    return Results(figures, shown_euros(figures), names_of([figures]))


def published_of(organisation_id: UUID, month: date) -> Results:
    """Return the figures published of one organisation's month. Three queries."""
    last = month_of(month).last
    counts = next(iter(counts_by_month(month, last, organisation_id).values()), {})
    figures = opened(counts)
    return Results(figures, shown_euros(figures), names_of([counts]))


def opened(counts: Counts) -> Figures:
    """Return the figures published of a month: its places are communes and units, never halts.

    The calendar is public and tells which unit went to which halt: both breakdowns together would
    give back what each hides (a unit that went to one halt only is that halt).
    """
    kept = {key: one for key, one in counts.items() if key[0] != "halt"}
    return publish(kept, known_codes())


@dataclass(frozen=True, slots=True)
class MonthOpened:
    """What is published of one organisation in one month ("2026-03")."""

    month: str
    organisation: Organisation
    results: Results


def published_between(first: date, last: date) -> list[MonthOpened]:
    """Return the open data of months, from a first day to a last one. Four queries."""
    counts = counts_by_month(first, last)
    figures = {key: opened(one) for key, one in counts.items()}
    names = names_of(counts.values())
    bodies = Organisation.objects.in_bulk({organisation for organisation, _month in figures})
    return [
        MonthOpened(month, bodies[organisation], Results(one, shown_euros(one), names))
        for (organisation, month), one in figures.items()
    ]


def names_of(every: Iterable[Iterable[Key]]) -> Names:
    """Name the halts, their communes and the units that figures speak of. Two queries."""
    said: dict[str, set[str]] = {"halt": set(), "unit": set()}
    for keys in every:
        for kind, code in keys:
            if kind in said:
                said[kind].add(code.rpartition("/")[2])
    halts = list(
        Halt.objects.filter(id__in=said["halt"])
        .order_by("id")
        .values_list("id", "name", "commune_id", "commune__name")
    )
    units = MobileUnit.objects.filter(id__in=said["unit"]).order_by("id")
    return Names(
        communes={code: name for _id, _name, code, name in halts},
        halts={str(key): name for key, name, _code, _commune in halts},
        units={str(key): (s, name) for key, s, name in units.values_list("id", "slug", "name")},
    )


def is_empty(results: Results) -> bool:
    """Whether nobody was met at all: not even a small group."""
    return results.figures[MET].value == 0


def halts_met(viewer: Viewer) -> list[Halt]:
    """Return the halts where the viewer's organisation has met somebody. One query."""
    met = Encounter.objects.filter(organisation_id=viewer.organisation_id)
    rows = Halt.objects.filter(id__in=met.order_by().values("visit__halt_id"))
    return list(
        rows.select_related("commune")
        .defer("commune__outline")
        .order_by("commune__search_name", "name")
    )


def visits_met(viewer: Viewer) -> QuerySet[Visit]:
    """Return the visits where the viewer's organisation met somebody, the latest first.

    `met`: how many people; a coordinator may see each of them anyway.
    """
    own = Encounter.objects.filter(organisation_id=viewer.organisation_id)
    return (
        visits_of(viewer)
        .filter(id__in=own.order_by().values("visit_id"))
        .annotate(
            met=Counted("encounters", filter=Q(encounters__organisation=viewer.organisation_id))
        )
        .order_by("-starts_at", "id")
    )


def first_month(organisation_id: UUID) -> date | None:
    """Return the first day of the month when the organisation first met somebody."""
    met = Encounter.objects.filter(organisation_id=organisation_id)
    first = met.aggregate(first=Min("met_at"))["first"]
    return first.astimezone(PARIS).date().replace(day=1) if first else None


def whole_days(visit: Visit) -> Period:
    """Return the days of a visit, from the month before it to the month after.

    An encounter is tied to its visit, whatever the day it was typed.
    """
    day = visit.starts_at.astimezone(PARIS).date()
    return Period(date(day.year - 1, 1, 1), date(day.year + 1, 12, 31))
