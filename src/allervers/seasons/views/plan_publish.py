"""The page that puts a plan in the calendar: what will happen, then all of it or nothing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.hand import require_unpublished
from allervers.seasons.actions.publishing import Choices, Outcome, publish_plan
from allervers.seasons.forms.publishing import ANNOUNCE, PublishForm
from allervers.seasons.queries import plans as queries
from allervers.seasons.queries import publishing
from allervers.seasons.queries.themes import theme_text
from allervers.seasons.views.plan_pages import back_to, done
from allervers.seasons.wording.publishing import drives_text
from allervers.tours.actions.many import Wanted, preview_visits
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.recurrence_draft import VisitDraft
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.tours.views.staff_preview import conflict_lines
from allervers.tours.views.staff_publication import visit_lines
from allervers.tours.wording import conflict_text
from allervers.ui import french
from allervers.ui.access import open_to, writes

SHOWN = 40


@open_to(Role.COORDINATOR)
@writes
def plan_publish(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Say exactly what will happen, then put the plan in the calendar."""
    viewer, now = viewer_of(request), timezone.now()
    plan = queries.plan_of(viewer, plan_id)
    require_unpublished(plan)
    found = publishing.difference(plan, now)
    effect = shown(viewer, plan, found)
    form = PublishForm(
        posted(request), announces=bool(effect["ready"]), asks=bool(effect["waiting"]),
        cancels=bool(found.cancelled), initial={"version": plan.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        outcome = publish_plan(
            viewer=viewer, plan_id=plan_id, version=told["version"], choices=chosen(told),
            calendars=calendar_of_commune, now=now,
        )  # fmt: skip
        return done(request, outcome_text(outcome), "plan", plan_id)
    context = {"form": form, "plan": plan, "back": back_to(plan), **effect}
    status = 422 if form.errors else 200
    return render(request, "seasons/plan_publish.html", context, status=status)


def chosen(told: dict[str, Any]) -> Choices:
    """Return what the form says."""
    return Choices(
        told.get("mode") == ANNOUNCE,
        told.get("asks_towns", False),
        told.get("reason", ""),
        told.get("reason_text", ""),
    )


def outcome_text(outcome: Outcome) -> str:
    """Say what was done, and nothing of what was not."""
    counted = (
        (outcome.added, _("passage ajouté"), _("passages ajoutés")),
        (outcome.announced, _("annoncé"), _("annoncés")),
        (outcome.changed, _("changé d'heure"), _("changés d'heure")),
        (outcome.cancelled, _("annulé"), _("annulés")),
        (outcome.asked, _("accord demandé"), _("accords demandés")),
    )
    parts = [french.count_text(*one) for one in counted if one[0]]
    if not parts:
        return _("Le projet est dans le calendrier : rien n'y a changé.")
    return _("Le projet est dans le calendrier : %(parts)s.") % {"parts": ", ".join(parts)}


def shown(viewer: Viewer, plan: Any, found: publishing.Difference) -> dict[str, Any]:
    """Say what would be added, announced, left waiting, cancelled; and what stands in the way."""
    rows = publishing.undecided(found)
    waiting = publishing.waiting_for_towns(rows)
    ready = [row for row in rows if row.id not in waiting]
    announced = [row for row, visit in found.change if not publishing.is_draft(visit)]
    aboard = publishing.partners_of(plan.season_id)
    told = conflicts_of(viewer, plan, found)
    # A plan that breaks rules may well have trips too short: nothing is hushed then.
    drives = [one for one in told if not plan.broken and publishing.is_drive_of_plan(one, found)]
    conflicts = [one for one in told if not publishing.is_of_town(one) and one not in drives]
    return {
        "drives": drives_text(len(drives), plan),
        "theme": theme_text(plan.season.edition) if plan.season.edition and found.add else "",
        "added": len(found.add),
        "kept": len(found.keep),
        "over": len(found.over),
        "left": [queries.line_of(row) for row in found.left[:SHOWN]],
        "ready_count": len(ready),
        "waiting_count": len(waiting),
        "ready": lines([queries.line_of(row) for row in ready]),
        "waiting": lines([conflict_text(waiting[row.id]) for row in rows if row.id in waiting]),
        "changed": lines([queries.line_of(row) for row, _visit in found.change]),
        "cancelled": visit_lines(found.cancelled),
        "deleted": visit_lines(found.drafts),
        "conflicts": conflict_lines(conflicts),
        "is_blocked": any(one.severity == "blocking" for one in conflicts),
        "told": publishing.told_names([*ready, *announced], aboard),
        "is_public_told": bool(ready or announced or found.cancelled),
    }


def lines(said: list[str]) -> list[str]:
    """Keep the first forty lines, and say how many more there are."""
    more = len(said) - SHOWN
    return [*said[:SHOWN], *([_("et %(count)s autres") % {"count": more}] if more > 0 else [])]


def conflicts_of(viewer: Viewer, plan: Any, found: publishing.Difference) -> list[Any]:
    """Return what stands in the way of the visits to add, and of those at other hours."""
    if not (found.add or found.change):
        return []
    return preview_visits(
        viewer=viewer,
        units=found.units,
        dates=(plan.season.starts_on, plan.season.ends_on),
        wanted=[
            Wanted(row.unit_id, VisitDraft(row.halt_id, row.day, Hours(row.starts, row.ends)))
            for row in found.add
        ],
        calendars=calendar_of_commune,
        without=frozenset(visit.id for visit in found.drop),
        retimed=[(visit, Hours(row.starts, row.ends)) for row, visit in found.change],
    )
