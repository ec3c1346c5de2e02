"""Pages of a rights check: start, one question a page, the answers, what was found."""

import time
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.rights.actions import screenings as actions
from allervers.rights.domain.answers import UNKNOWN, Json
from allervers.rights.domain.bounding.next_question import usual_next
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.forms.question import QuestionForm
from allervers.rights.queries.claims import claims_by_right
from allervers.rights.queries.findings import findings_of
from allervers.rights.queries.screenings import (
    answers_of,
    encounter_to_screen,
    last_screening,
    progress_of,
    state_of,
)
from allervers.rights.views.asking import known_so_far, next_url
from allervers.rights.views.local_cards import codes_of, is_local, local_section, next_local
from allervers.rights.views.screening_pages import (
    Screening,
    cards_by_status,
    commune_name,
    question_url,
    rows_of,
    screening_or_404,
    summary_of,
    viewer_of,
)
from allervers.rights.wording.questions import wording_of
from allervers.ui.access import open_to, reads, writes

RECEPTION: Final = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
LONGEST_WAIT, STEP = 3.0, 0.5  # seconds that a page may wait for the worker, without JavaScript


@open_to(*RECEPTION)
@writes
def start(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Say what the check is for; begin it, or go on with this month's."""
    viewer = viewer_of(request)
    encounter = encounter_to_screen(viewer, encounter_id)
    if encounter is None:
        raise Http404
    if request.method == "POST":
        screening = actions.start_screening(
            viewer=viewer, encounter_id=encounter_id, now=timezone.now()
        )
        return redirect(next_url(request, screening))
    context = {"encounter": encounter, "last": last_screening(encounter_id)}
    return render(request, "rights/start.html", context)


@open_to(*RECEPTION)
@writes
def question(request: HttpRequest, screening_id: UUID, code: str) -> HttpResponse:
    """Ask one question; keep the answer, « ne sait pas », or that it was not asked."""
    screening = screening_or_404(request, screening_id)
    answers = answers_of(screening)
    if code not in codes_of(screening):
        raise Http404
    commune = screening.encounter.commune
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=QUESTIONS[code],
        answers=answers,
        commune=commune.name if commune else "",
        initial={"version": screening.version},
    )
    if request.method == "POST" and (form.passes() or form.is_valid()):
        kept = actions.answer_question(
            viewer=viewer_of(request), screening_id=screening_id, code=code,
            value=answered(form), seen=form.seen(),
        )  # fmt: skip
        return redirect(next_url(request, kept, after=code))
    return question_page(request, screening, code, form)


def answered(form: QuestionForm) -> Json | None:
    """Return what was answered: a value, « ne sait pas », or nothing."""
    passed = form.passes()
    if passed:
        return UNKNOWN if passed == "unknown" else None
    return form.value()


def question_page(
    request: HttpRequest, screening: Screening, code: str, form: QuestionForm
) -> HttpResponse:
    """Draw a question with where one is, and the way back."""
    codes = codes_of(screening)
    place = codes.index(code)
    before = request.GET.get("apres", "")  # the usual order is not always that of asking
    if before not in codes:
        before = codes[place - 1] if place else ""
    back = question_url(screening.id, before) if before else ""
    context = {
        "form": form,
        "screening": screening,
        "ask": wording_of(code).ask,
        "back": back,
        "progress": progress_of(screening),
        "so_far": known_so_far(screening),
    }
    return render(request, "rights/question.html", context, status=422 if form.errors else 200)


@open_to(*RECEPTION)
@reads
def answers(request: HttpRequest, screening_id: UUID) -> HttpResponse:
    """Show every answer, each with the way to change it."""
    screening = screening_or_404(request, screening_id)
    context = {
        "screening": screening,
        "rows": list(rows_of(screening)),
        "next": usual_next(answers_of(screening)) or next_local(screening),
    }
    return render(request, "rights/answers.html", context)


@open_to(*RECEPTION)
@writes
def show(request: HttpRequest, screening_id: UUID) -> HttpResponse:
    """Show what was found; POST asks the worker to compute."""
    screening = screening_or_404(request, screening_id)
    if request.method == "POST":
        actions.ask_for_findings(viewer=viewer_of(request), screening_id=screening_id)
        return redirect(reverse("rights:show", args=(screening_id,)) + "?attendre=1")
    if screening.state == "asked" and request.GET.get("attendre"):
        wait_for(screening)
        screening = screening_or_404(request, screening_id)
    findings = findings_of(screening.id)
    national = [one for one in findings if not is_local(one)]
    context = {
        "screening": screening,
        "groups": cards_by_status(national, commune_name(screening)),
        "summary": summary_of(national),
        "local": local_section(screening, findings),
        "next": usual_next(answers_of(screening)) or next_local(screening),
        "is_current": screening.computed_version == screening.version,
        "claims": claims_by_right(screening.encounter_id),
    }
    return render(request, "rights/show.html", context)


def wait_for(screening: Screening) -> None:
    """Wait a little for the worker, so that most see their findings without asking again."""
    until = time.monotonic() + LONGEST_WAIT
    while state_of(screening.id) == "asked" and time.monotonic() < until:
        time.sleep(STEP)
