"""Answers of the worker as pages read them: who is concerned, and whom to telephone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.domain.asking import Shut
from allervers.seasons.domain.planned import Planned, read
from allervers.seasons.domain.problem import closed_in
from allervers.seasons.models import Computation, SeasonHalt, SeasonPlan
from allervers.seasons.queries.letters import town_halls
from allervers.seasons.queries.publishing import partners_of
from allervers.seasons.queries.windows import windows_in
from allervers.territory.models import Commune
from allervers.tours.models import Halt
from allervers.tours.queries.staff import not_found


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to tell, and how; phone and e-mail are empty when nobody wrote them down."""

    name: str
    phone: str = ""
    email: str = ""


def answer_of(viewer: Viewer, computation_id: UUID) -> Computation:
    """Return a question about a plan of the viewer's carrier; refuse (404) another's."""
    found = (
        Computation.objects.filter(
            id=computation_id,
            season__carrier_id=viewer.organisation_id,
            start__isnull=False,
        )
        .exclude(purpose=Computation.Purpose.PLAN)
        .select_related("season", "start__season", "start__problem")
        .defer("start__problem__body")
        .first()
    )
    if found is None or not viewer.has(Role.COORDINATOR):
        raise not_found("Question introuvable.")
    return found


def answers_on(plan: SeasonPlan) -> list[Computation]:
    """Return the last questions asked about a plan, the latest first."""
    rows = Computation.objects.filter(start=plan).exclude(purpose=Computation.Purpose.PLAN)
    return list(rows.defer("best").order_by("-asked_at", "id")[:10])


def visits_in(told: Iterable[Mapping[str, Any]]) -> list[Planned]:
    """Read visits of an answer."""
    return [read(dict(one)) for one in told]


def pairs_in(told: Iterable[Iterable[Mapping[str, Any]]]) -> list[tuple[Planned, Planned]]:
    """Read pairs of visits of an answer: before, after."""
    return [(read(dict(was)), read(dict(now))) for was, now in told]


def to_phone(season_id: UUID, visits: Iterable[Planned]) -> list[Contact]:
    """Return the towns and partners that visits concern, in five queries.

    A town's phone is the one that its organisation wrote down here, else its town hall's in the
    directory.
    """
    visits = list(visits)
    halts = Halt.objects.filter(id__in={one.halt for one in visits})
    codes = dict(halts.order_by("commune__search_name").values_list("commune_id", "commune__name"))
    towns = town_halls(codes)
    aboard = partners_of(season_id)
    partners = {
        partner.id: partner
        for one in visits
        for partner in aboard.get((one.unit, one.day.weekday()), [])
    }
    return [
        *(Contact(name, towns[code].phone, towns[code].email) for code, name in codes.items()),
        *(Contact(one.name, one.phone, one.email) for one in partners.values()),
    ]


def halts_not_chosen(plan: SeasonPlan) -> list[tuple[UUID, str]]:
    """Return the halts of the season that a plan does not visit, by commune and name."""
    visited = plan.visits.order_by().values("halt_id")
    rows = (
        SeasonHalt.objects.filter(season_id=plan.season_id, is_wanted=True)
        .exclude(halt_id__in=visited)
        .order_by("halt__commune__search_name", "halt__name", "halt_id")
    )
    told = rows.values_list("halt_id", "halt__commune__name", "halt__name")
    return [(one, f"{commune}, {name}") for one, commune, name in told]


def hours_if_agreed(season_id: UUID) -> tuple[Shut, ...]:
    """Return the hours at which each halt of a season could be visited, its town agreeing."""
    rows = SeasonHalt.objects.filter(season_id=season_id, is_wanted=True).order_by("id")
    told = rows.select_related("halt__commune").defer("halt__commune__outline")
    return tuple(
        Shut(row.halt_id, tuple(windows_in(row)), closed_in(row.halt.commune.departement_id))
        for row in told.prefetch_related("windows")
    )


def towns_named(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the communes whose floor has a price, by Insee code."""
    codes = [one["commune"] for one in answer.get("floors", [])]
    rows = Commune.objects.filter(code__in=codes).order_by("code")
    return dict(rows.values_list("code", "name"))
