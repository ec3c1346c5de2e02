"""Where a person was sent, and what to propose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from allervers.accounts.domain.viewer import Viewer
from allervers.directory.domain.service_query import ServiceQuery
from allervers.directory.models import Service
from allervers.directory.queries.search import FoundService, search_services
from allervers.reception.domain import proposing
from allervers.reception.domain.proposing import Candidate, Code, Need
from allervers.reception.mapping.openings import next_opening
from allervers.reception.models import Encounter, Referral, ReferralOutcome, Suggestion
from allervers.reception.models.referral import Outcome
from allervers.reception.queries.encounters import encounter_for, seen_by, with_places

LOOKED_AT: Final = 120  # nearest services, among which each need finds its own
LISTED: Final = 20  # answers of a search by words
# Reasons that the directory's search gives and that are worth saying here.
FROM_SEARCH: Final = frozenset({"words", "everyday", "same_commune", "zone", "zone_to_check"})


@dataclass(frozen=True, slots=True)
class Around:
    """Where services are looked for: a checked point (WGS 84), or the centre of a commune."""

    name: str
    code_insee: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a place to look around: without one no service is near or far."""
        return bool(self.code_insee) or self.latitude is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service proposed, with its reasons."""

    service: Service
    found: Candidate
    thematique: str  # the first need that it answers; empty: found by words


@dataclass(frozen=True, slots=True)
class Group:
    """What is proposed for one need."""

    need: Need
    proposals: tuple[Proposal, ...]


def referrals_of(encounter_id: UUID) -> list[Referral]:
    """Return where the person was sent, in order, each with its service and its history.

    Those withdrawn are left out. Two queries.
    """
    return list(
        _with_service().filter(encounter_id=encounter_id, withdrawn_at=None).order_by("made_at")
    )


def _with_service() -> QuerySet[Referral]:
    heard = ReferralOutcome.objects.select_related("recorded_by__user").order_by("recorded_at")
    return (
        Referral.objects.select_related("service__structure", "encounter")
        .defer("service__as_read", "service__structure__as_read")
        .prefetch_related(Prefetch("outcomes", queryset=heard))
    )


def referral_for(viewer: Viewer, referral_id: UUID) -> Referral | None:
    """Return one referral of an encounter that the viewer may see, or None."""
    found: Referral | None = _with_service().filter(pk=referral_id).first()
    if found is None or encounter_for(viewer, found.encounter_id) is None:
        return None
    return found


def outcome_choices() -> list[tuple[str, str]]:
    """Return the codes and words of what may come of a referral."""
    return [(str(code), str(label)) for code, label in Outcome.choices]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the orientation of a person stands: what they need, the services chosen already."""

    needs: list[Need]
    chosen: frozenset[str]


def encounter_to_orient(viewer: Viewer, encounter_id: UUID) -> Encounter | None:
    """Return an encounter that the viewer may go on with, and all that `standing_of` reads.

    One query.
    """
    suggested = Suggestion.objects.filter(encounter_id=OuterRef("pk")).order_by("id")
    kept = Referral.objects.filter(encounter_id=OuterRef("pk"), withdrawn_at=None)
    need = JSONObject(thematique="thematique", label="label")
    return (
        with_places(seen_by(viewer))
        .annotate(
            suggested=ArraySubquery(suggested.annotate(need=need).values("need")),
            chosen=ArraySubquery(kept.order_by("made_at").values("service_id")),
        )
        .filter(pk=encounter_id)
        .first()
    )


def standing_of(encounter: Any) -> Standing:
    """Return what was asked for, then what the rights check suggests, once each. No query.

    `encounter` comes from `encounter_to_orient`.
    """
    needs = {one: Need(one) for one in encounter.asked}
    for one in encounter.suggested:
        needs.setdefault(one["thematique"], Need(one["thematique"], one["label"]))
    return Standing(list(needs.values()), frozenset(encounter.chosen))


def around_of(encounter: Encounter) -> Around:
    """Return where to look: where the person lives, else the halt, else the organisation.

    Within the commune of the halt its checked point is the most precise that is known.
    """
    halt = encounter.visit.halt if encounter.visit else None
    home = encounter.commune
    if home is not None and (halt is None or halt.commune_id != home.code):
        return Around(home.name, home.code, home.latitude, home.longitude)
    if halt is None:
        return Around(encounter.organisation.name, encounter.organisation.commune_code)
    if halt.point_status == halt.PointStatus.CHECKED:
        return Around(str(halt), halt.commune_id, halt.latitude, halt.longitude)
    town = halt.commune
    return Around(town.name, town.code, town.latitude, town.longitude)


def proposals_for(
    encounter: Encounter, needs: list[Need], around: Around, now: datetime
) -> list[Group]:
    """Return, for each need, the services that suit best; needs without any keep an empty group.

    Two searches at most: the second for the needs that nearer services of others crowded out.
    """
    services, candidates = _looked_up(encounter, needs, around, now)
    groups = proposing.grouped(needs, candidates)
    left = [need for need in needs if not groups[need]]
    if left and len(left) < len(needs):
        more, farther = _looked_up(encounter, left, around, now)
        services |= more
        groups = {**groups, **proposing.grouped(left, farther)}
    return [
        Group(need, tuple(Proposal(services[one.id], one, need.thematique) for one in groups[need]))
        for need in needs
    ]


def _looked_up(
    encounter: Encounter, needs: Iterable[Need], around: Around, now: datetime
) -> tuple[dict[str, Service], list[Candidate]]:
    asked = frozenset(need.thematique for need in needs)
    if not asked:
        return {}, []
    result = search_services(_question(around, thematiques=asked), limit=LOOKED_AT)
    candidates = [_candidate(one, encounter, needs, now) for one in result.found]
    return {one.service.pk: one.service for one in result.found}, candidates


def found_by_words(
    encounter: Encounter, words: str, needs: list[Need], around: Around, now: datetime
) -> tuple[list[Proposal], str]:
    """Return what a search by words finds, and the words searched if they were corrected."""
    result = search_services(_question(around, words=words), limit=LISTED)
    found = [(one.service, _candidate(one, encounter, needs, now)) for one in result.found]
    return [Proposal(service, one, _met(needs, one)) for service, one in found], (
        result.corrected_words
    )


def _met(needs: list[Need], candidate: Candidate) -> str:
    return next((need.thematique for need in needs if need.meets(candidate.thematiques)), "")


def _question(
    around: Around, *, thematiques: frozenset[str] = frozenset(), words: str = ""
) -> ServiceQuery:
    return ServiceQuery(
        words=words,
        thematiques=thematiques,
        code_insee=around.code_insee,
        latitude=around.latitude,
        longitude=around.longitude,
    )


def _candidate(
    one: FoundService, encounter: Encounter, needs: Iterable[Need], now: datetime
) -> Candidate:
    service = one.service
    hours = service.horaires_accueil or service.structure.horaires_accueil
    belongs, apart = proposing.publics_of(encounter.age_band, encounter.audience)
    bare = Candidate(
        id=service.pk,
        thematiques=frozenset(service.thematiques),
        fit=proposing.fit_of(service.publics, belongs, apart),
        opening=next_opening(hours, now, service.code_insee),
        distance_km=one.distance_km,
        is_remote=proposing.REMOTE in service.modes_accueil,
    )
    said: list[Code] = [(r.code, r.detail) for r in one.reasons if r.code in FROM_SEARCH]
    return replace(bare, reasons=proposing.reasons_for(needs, bare, now, said))


def by_id(groups: Iterable[Group], searched: Iterable[Proposal]) -> Mapping[str, Proposal]:
    """Return every proposal of a page by its service."""
    shown = [one for group in groups for one in group.proposals]
    return {one.service.pk: one for one in [*searched, *shown]}
