"""Lives the invented encounters of past visits through the actions of the screens."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from allervers.accounts.demonstration import load_accounts
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.queries.viewers import viewer_of
from allervers.reception.actions.encounters import save_encounter
from allervers.reception.actions.referrals import Chosen, choose_services, record_outcome
from allervers.reception.domain.encounter import DESK, VISIT, EncounterFacts
from allervers.reception.models import Encounter, Referral
from allervers.reception.queries.referrals import (
    around_of,
    encounter_to_orient,
    proposals_for,
    standing_of,
)
from allervers.rights.actions.screenings import (
    answer_question,
    ask_for_findings,
    start_screening,
)
from allervers.rights.demonstration.claims import live_claims
from allervers.rights.demonstration.people import HOUSEHOLDS, PROFILES
from allervers.rights.models import Claim, Screening
from allervers.tours.models import Visit

# Expected need of the Hauts-de-Seine, derived from open data (docs/reference/data-sources.md).
NEED: Final = Path(__file__).with_name("need-92.csv")
NAMESPACE: Final = UUID("5a7a3a40-6d8f-4f0e-9a46-0b6d5a0c2611")
UNITS: Final = {"Caravane solidaire": "bruno", "Triporteur des droits": "rachid"}
LIVED: Final = timedelta(weeks=8)
OUTCOMES: Final = ("went", "", "not_yet", "right_opened", "went", "refused", "")
WAITED: Final = timedelta(days=9)  # before somebody heard what came of a referral
SCREENED_EACH: Final = 3  # one visit in so many: the worker computes each check for real


@transaction.atomic
def load_encounters(now: datetime) -> str:
    """Live the encounters of the eight weeks before; twice changes nothing."""
    if Encounter.objects.exists():
        return "Les rencontres de la démonstration étaient déjà là."
    members = load_accounts()
    for unit, key in UNITS.items():
        viewer = viewer_of(members[key])
        for rank, visit in enumerate(_past_visits(unit, now)):
            _live(viewer, visit, rank, now)
        _claim(viewer, unit, now)
    _at_the_desk(viewer_of(members["chloe"]), now)
    return (
        f"{Encounter.objects.count()} rencontres inventées, "
        f"{Referral.objects.count()} orientations, {Claim.objects.count()} démarches, "
        f"{Screening.objects.count()} bilans confiés au moteur de droits."
    )


def _past_visits(unit: str, now: datetime) -> list[Visit]:
    return list(
        Visit.objects.filter(
            unit__name=unit,
            unit__is_invented=True,
            status=Visit.Status.PUBLISHED,
            starts_at__gt=now - LIVED,
            ends_at__lt=now,
        )
        .select_related("halt__commune")
        .order_by("starts_at", "id")
    )


def _live(viewer: Viewer, visit: Visit, rank: int, now: datetime) -> None:
    """Welcome between two and six people, one every twenty minutes."""
    for number in range(2 + (rank * 5) % 5):
        met_at = visit.starts_at + timedelta(minutes=20 * number + 5)
        encounter = _meet(viewer, f"{visit.id} {number}", rank * 5 + number, met_at, visit)
        if (rank + number) % 2 == 0:
            made = _orient(viewer, encounter, met_at)
            if met_at + WAITED < now:
                _hear(viewer, made, rank + number, met_at + WAITED)
        if number == 1 and rank % SCREENED_EACH == 0:
            _screen(viewer, encounter, rank // SCREENED_EACH, met_at)


def _claim(viewer: Viewer, unit: str, now: datetime) -> None:
    """Follow claims of the people met by a unit."""
    met = Encounter.objects.filter(visit__unit__name=unit).order_by("met_at", "id")
    live_claims(viewer, list(met), now)


def _at_the_desk(viewer: Viewer, now: datetime) -> None:
    """Leave three encounters just lived at the desk."""
    for number in range(3):
        _meet(viewer, f"{now} {number}", number, now - timedelta(minutes=20 * number), None)


def _meet(viewer: Viewer, name: str, rank: int, met_at: datetime, visit: Visit | None) -> Encounter:
    profile = PROFILES[rank % len(PROFILES)]
    facts = EncounterFacts(
        submission=uuid5(NAMESPACE, name),
        channel=VISIT if visit else DESK,
        visit_id=visit.id if visit else None,
        commune_code=visit.halt.commune_id if visit and rank % 3 else "",
        requests=frozenset(profile.requests),
        audience=profile.audience,
        age_band=profile.age_band,
        is_first_time=profile.is_first_time,
        language=profile.language,
        needs_interpreter=profile.needs_interpreter,
    )
    return save_encounter(viewer=viewer, facts=facts, now=met_at)


def _orient(viewer: Viewer, encounter: Encounter, met_at: datetime) -> list[Referral]:
    """Send to the first service proposed for each thing asked."""
    asked = encounter_to_orient(viewer, encounter.id)
    if asked is None:
        return []
    groups = proposals_for(asked, standing_of(asked).needs, around_of(asked), met_at)
    first = {
        group.proposals[0].service.pk: Chosen(
            group.need.thematique,
            group.proposals[0].found.reasons,
            group.proposals[0].found.distance_km,
        )
        for group in groups
        if group.proposals
    }
    if not first:
        return []
    return choose_services(viewer=viewer, encounter_id=encounter.id, service_ids=first, now=met_at)


def _hear(viewer: Viewer, made: list[Referral], rank: int, heard_at: datetime) -> None:
    """Hear, a few days later, what came of some of them."""
    for number, referral in enumerate(made):
        outcome = OUTCOMES[(rank + number) % len(OUTCOMES)]
        if outcome:
            record_outcome(viewer=viewer, referral_id=referral.id, outcome=outcome, now=heard_at)


def _screen(viewer: Viewer, encounter: Encounter, rank: int, met_at: datetime) -> None:
    """Ask one household's questions, and have the worker compute."""
    screening = start_screening(viewer=viewer, encounter_id=encounter.id, now=met_at)
    for code, value in HOUSEHOLDS[rank % len(HOUSEHOLDS)].items():
        screening = answer_question(
            viewer=viewer,
            screening_id=screening.id,
            code=code,
            value=value,
            seen=screening.version,
        )
    ask_for_findings(viewer=viewer, screening_id=screening.id)
