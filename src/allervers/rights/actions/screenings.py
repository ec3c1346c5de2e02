"""A rights check, from its first question to its findings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.actions.guards import not_found, require_reception
from allervers.reception.actions.suggestions import replace_suggestions
from allervers.reception.models import Encounter
from allervers.reception.queries.encounters import encounter_for
from allervers.rights.actions.claim_refusals import require_open
from allervers.rights.actions.local_findings import local_rows, local_suggestions
from allervers.rights.domain.answers import SKIPPED, Answers, Json
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.local.findings import LocalFound
from allervers.rights.domain.questionnaire import QUESTIONS, changed
from allervers.rights.domain.right import YEARLY
from allervers.rights.domain.thematiques import THEMATIQUES
from allervers.rights.domain.validity import is_valid
from allervers.rights.models import Finding, Screening
from allervers.rights.queries.screenings import last_screening, month_of
from allervers.rights.wording import right_label
from allervers.ui.domain.refusal import Refusal

COMPUTE_JOB: Final = "rights.compute"
WORTH_GOING: Final = frozenset({Status.ENTITLED, Status.PERHAPS})
State = Screening.State


def _require_encounter(viewer: Viewer, encounter_id: UUID) -> None:
    require_reception(viewer)
    if encounter_for(viewer, encounter_id) is None:
        raise not_found()


def _lock(viewer: Viewer, screening_id: UUID) -> Screening:
    found = Screening.objects.select_for_update().filter(id=screening_id).first()
    if found is None:
        raise not_found()
    _require_encounter(viewer, found.encounter_id)
    return found


@transaction.atomic
def start_screening(*, viewer: Viewer, encounter_id: UUID, now: datetime) -> Screening:
    """Begin the check of an encounter's rights, or go on with the one of the same month."""
    _require_encounter(viewer, encounter_id)
    # Two devices at once: the second waits, and goes on with the check of the first.
    Encounter.objects.select_for_update(no_key=True).get(pk=encounter_id)
    month = month_of(now).date()
    last = last_screening(encounter_id)
    if last is not None and last.month == month:
        return last
    return Screening.objects.create(
        encounter_id=encounter_id, month=month, started_by_id=viewer.member_id, started_at=now
    )


@transaction.atomic
def answer_question(
    *, viewer: Viewer, screening_id: UUID, code: str, value: Json | None, seen: int
) -> Screening:
    """Keep one answer; None: passed over, not to be proposed again.

    `seen`: the version of the check that the page was made from. Refuses (409) when somebody else
    answered meanwhile. What was found before is kept until it is computed again, but no longer
    shown as current.
    """
    screening = _lock(viewer, screening_id)
    if screening.version != seen:
        raise Refusal(
            code="changed-meanwhile",
            what=_("Une autre personne vient de répondre à une question de ce bilan."),
            why=_("Enregistrer maintenant effacerait sa réponse sans que vous l'ayez lue."),
            todo=_("Revenez au bilan, relisez les réponses, puis reprenez la vôtre."),
            status=409,
        )
    answers = Answers(screening.answers)
    question = QUESTIONS.get(code)
    if question is None or (value is not None and not is_valid(question, value, answers)):
        raise Refusal(
            code="answer-invalid",
            what=_("Cette réponse n'est pas possible."),
            todo=_("Revenez à la question et choisissez une autre réponse."),
        )
    now = changed(answers, code, SKIPPED if value is None else value)
    if now.raw != screening.answers:
        screening.answers = dict(now.raw)
        screening.version += 1
        screening.state = State.OPEN
        screening.save(update_fields=["answers", "version", "state"])
    return screening


@transaction.atomic
def ask_for_findings(*, viewer: Viewer, screening_id: UUID) -> Screening:
    """Ask the worker to compute; asking again while a job waits changes nothing.

    Asked again when none waits (the worker was stopped in the middle), it is deferred anew.
    Refuses (410) once the person erased their sheet: what was found, which figures count, would be
    replaced by what is found without an answer.
    """
    screening = _lock(viewer, screening_id)
    if not screening.answers:
        require_open(screening.encounter)
    if screening.state == State.ASKED and _is_waiting(screening):
        return screening
    screening.state, screening.failure = State.ASKED, ""
    screening.save(update_fields=["state", "failure"])
    app.configure_task(COMPUTE_JOB).defer(screening_id=str(screening.id), version=screening.version)
    return screening


def _is_waiting(screening: Screening) -> bool:
    args = {"screening_id": str(screening.id), "version": screening.version}
    return ProcrastinateJob.objects.filter(task_name=COMPUTE_JOB, status="todo", args=args).exists()


@transaction.atomic
def keep_findings(
    *,
    screening_id: UUID,
    version: int,
    rules: str,
    found: Sequence[Found],
    now: datetime,
    local: Sequence[LocalFound] = (),
) -> bool:
    """Store what was computed from this version of the answers; a stale one is dropped.

    Doing it twice leaves the same rows. Returns whether it was kept.
    """
    screening = Screening.objects.select_for_update().filter(id=screening_id).first()
    if screening is None or screening.version != version:
        return False
    screening.findings.all().delete()
    rows = [_row(screening, one) for one in found]
    Finding.objects.bulk_create([*rows, *local_rows(screening, local)])
    screening.state, screening.computed_version = State.DONE, version
    screening.rules, screening.computed_at, screening.failure = rules, now, ""
    screening.save()
    replace_suggestions(
        encounter_id=screening.encounter_id,
        origin_prefix="rights:",
        suggestions=[
            (f"rights:{one.right}", thematique, right_label(one.right))
            for one in found
            if one.status in WORTH_GOING
            for thematique in THEMATIQUES[one.right]
        ]
        + local_suggestions(local),
    )
    return True


def _row(screening: Screening, found: Found) -> Finding:
    return Finding(
        screening=screening,
        right=found.right.value,
        status=found.status.value,
        amount=found.amount,
        period="year" if found.right in YEARLY else "month",
        received=found.received,
        missing=list(found.missing),
        reasons=[one.as_row() for one in found.reasons],
        low=found.low,
        high=found.high,
        is_estimate=found.is_estimate,
        waiting=found.waiting,
    )


@transaction.atomic
def tell_failure(*, screening_id: UUID, version: int) -> None:
    """Say on the check that the computation failed; a later try may still succeed."""
    sentence = _(
        "Le calcul n'a pas abouti. Vos réponses sont gardées : réessayez dans une minute, "
        "ou orientez sans attendre."
    )
    Screening.objects.filter(id=screening_id, version=version, state=State.ASKED).update(
        state=State.FAILED, failure=sentence
    )
