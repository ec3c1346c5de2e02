"""Rights checks that a member may see: those of the encounters that they may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.models import Encounter
from allervers.reception.queries.encounters import encounter_for
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.questionnaire import asked_codes
from allervers.rights.models import Screening


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is: questions answered, of all those known to be worth asking."""

    done: int
    total: int


def screening_for(viewer: Viewer, screening_id: UUID) -> Screening | None:
    """Return a check of an encounter that the viewer may see, or None."""
    found = Screening.objects.select_related("encounter__commune").filter(id=screening_id).first()
    if found is None or encounter_for(viewer, found.encounter_id) is None:
        return None
    return found


def encounter_to_screen(viewer: Viewer, encounter_id: UUID) -> Encounter | None:
    """Return the encounter of which the viewer may check the rights, or None."""
    return encounter_for(viewer, encounter_id)


def last_screening(encounter_id: UUID) -> Screening | None:
    """Return the encounter's last check, whatever its state, to go on with."""
    return Screening.objects.filter(encounter_id=encounter_id).order_by("-started_at", "id").first()


def state_of(screening_id: UUID) -> str:
    """Return a check's state as it is now in the table."""
    return Screening.objects.values_list("state", flat=True).get(id=screening_id)


def answers_of(screening: Screening) -> Answers:
    """Return its answers, as the domain reads them."""
    return Answers(screening.answers)


def progress_of(screening: Screening) -> Progress:
    """Return how many questions are answered, and how many there are for now."""
    answers = answers_of(screening)
    codes = asked_codes(answers)
    return Progress(sum(answers.is_asked(code) for code in codes), len(codes))


def month_of(now: datetime) -> datetime:
    """Return the first instant of the month in France."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def asked_screening(screening_id: UUID, version: int) -> Screening | None:
    """Return a check whose computation is awaited for this very version, or None.

    One that failed counts: it is being tried again.
    """
    awaited = (Screening.State.ASKED, Screening.State.FAILED)
    return Screening.objects.filter(id=screening_id, version=version, state__in=awaited).first()
