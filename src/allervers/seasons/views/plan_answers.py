"""Replanning after a setback, and the answers of the worker."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions.answering import (
    Purpose,
    ask_question,
    keep_proposal,
    proposal_in,
    proposals_in,
)
from allervers.seasons.domain.asking import asked_of, setback_of
from allervers.seasons.domain.moving import moves_of
from allervers.seasons.domain.planned import read
from allervers.seasons.forms.replanning import ReplanForm
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.gateways.planner.mended import after_setback
from allervers.seasons.queries import answers
from allervers.seasons.queries import plans as queries
from allervers.seasons.queries.seasons import LIVE
from allervers.seasons.views.plan_pages import back_to, done
from allervers.seasons.wording import answers as wording
from allervers.tours.views.staff_pages import confirm_page, form_page, posted, viewer_of
from allervers.ui.access import open_to, reads, writes

EVERY = "3"
"""Seconds between two looks at an answer that is not there yet."""


@open_to(Role.COORDINATOR)
@writes
def plan_replan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Say what fell through; the worker proposes three ways to mend the plan."""
    viewer = viewer_of(request)
    plan = queries.plan_of(viewer, plan_id)
    form = ReplanForm(posted(request), season=plan.season, visits=queries.planned_of(plan))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        asked = asked_of(
            form.setback(), price=told["price"], keeps_announced=told["keeps_announced"]
        )
        made = ask_question(viewer=viewer, plan_id=plan_id, purpose=Purpose.REPLAN, asked=asked)
        return redirect("seasons:plan_answer", made.id)
    return form_page(
        request, form, title=_("Replanifier après un imprévu"), submit=_("Chercher des solutions"),
        back=back_to(plan),
        intro=_(
            "Rien ne change avant que vous ayez choisi une proposition. Un nouveau calcul de la "
            "saison ne connaît pas cet imprévu : notez-le aussi, dans l'accord de la commune ou "
            "dans les jours sans de l'unité."
        ),
    )  # fmt: skip


@open_to(Role.COORDINATOR)
@reads
def plan_answer(request: HttpRequest, computation_id: UUID) -> HttpResponse:
    """Show an answer of the worker; until it is there, the page asks again by itself."""
    found = answers.answer_of(viewer_of(request), computation_id)
    context: dict[str, Any] = {
        "found": found,
        "plan": found.start,
        "back": back_to(found.start),
        "is_live": found.state in LIVE,
        "title": wording.title_of(found.purpose),
    }
    if context["is_live"]:
        context["waiting"] = wording.waiting_text(found, timezone.now())
    if found.answer:
        context |= said(found)
    answer = render(request, "seasons/plan_answer.html", context)
    if context["is_live"]:
        answer["Refresh"] = EVERY
    return answer


def said(found: Any) -> dict[str, Any]:
    """Say an answer in words."""
    names = queries.names_of(found.season_id)
    if found.purpose == Purpose.WHY:
        return {"more": wording.more_of(found.answer, names, answers.towns_named(found.answer))}
    ways = proposals_in(found)
    return {
        "why": wording.why_lines(found, names),
        "ways": [way_of(found, way, names) for way in ways],
        "empty": wording.empty_lines(found.answer, found.asked),
    }


def way_of(found: Any, way: dict[str, Any], names: dict[UUID, str]) -> dict[str, Any]:
    """Say a proposal: what it brings, what changes, whom to telephone."""
    removed, added = answers.visits_in(way["removed"]), answers.visits_in(way["added"])
    retimed = answers.pairs_in(way.get("retimed", []))
    found_moves = moves_of(removed, added)
    concerned = [*removed, *added, *(now for _was, now in retimed)]
    return {
        "title": wording.way_title(way.get("kind", ""), is_bare=wording.is_bare(way)),
        "lines": wording.way_lines(found.answer, way),
        "breaks": wording.break_lines(way, names),
        "moved": [wording.moved_text(*one, names) for one in found_moves.moved],
        "retimed": [wording.moved_text(*one, names) for one in retimed],
        "removed": [queries.planned_text(one, names) for one in found_moves.removed],
        "added": [queries.planned_text(one, names) for one in found_moves.added],
        "contacts": answers.to_phone(found.season_id, concerned),
    }


@open_to(Role.COORDINATOR)
@writes
def answer_accept(request: HttpRequest, computation_id: UUID, rank: int) -> HttpResponse:
    """Make a new plan of a proposal, after a confirmation."""
    viewer = viewer_of(request)
    found = answers.answer_of(viewer, computation_id)
    way = proposal_in(found, rank)
    if request.method == "POST" and way is not None:
        stored = counted_on(found)
        made = keep_proposal(
            viewer=viewer, computation_id=computation_id, rank=rank, problem=stored,
            weighed=weighed(stored, [read(one) for one in way["visits"]]),
        )  # fmt: skip
        said = _("Voici le nouveau projet. Rien n'a encore changé dans le calendrier.")
        return done(request, said, "plan", made.id)
    back = back_to(found.start)
    return confirm_page(
        request, title=_("Garder cette proposition ?"), submit=_("En faire un nouveau projet"),
        back=back, lines=wording.way_lines(found.answer or {}, way) if way else [],
        is_danger=False,
    )  # fmt: skip


def counted_on(found: Any) -> Any:
    """Return the problem that a proposal is counted on: with the setback, if there is one."""
    stored = queries.stored_problem(found.start)
    if found.purpose != Purpose.REPLAN:
        return stored
    locked = [one for one in queries.planned_of(found.start) if one.is_locked]
    return after_setback(stored, setback_of(found.asked), locked)
