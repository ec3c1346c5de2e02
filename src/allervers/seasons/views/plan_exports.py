"""A plan as files: spreadsheet, calendar, pages to print, letters to communes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.exchange.letters import Contact, PitchNeeds, letters
from allervers.seasons.exchange.rows import SeasonRow
from allervers.seasons.exchange.season_csv import season_csv
from allervers.seasons.exchange.season_ics import season_ics
from allervers.seasons.exchange.season_pdf import season_pdf
from allervers.seasons.queries import plans as queries
from allervers.seasons.queries import publishing
from allervers.seasons.queries.letters import carrier_of, town_halls
from allervers.seasons.views.plan_pages import READERS
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import open_to, reads
from allervers.ui.domain.refusal import Refusal


@open_to(*READERS)
@reads
def plan_csv(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the visits of a plan as a spreadsheet."""
    plan = queries.plan_of(viewer_of(request), plan_id)
    return file(season_csv(rows_of(plan)), "text/csv; charset=utf-8", "saison.csv")


@open_to(*READERS)
@reads
def plan_ics(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the visits of a plan as a calendar; tentative until published."""
    plan = queries.plan_of(viewer_of(request), plan_id)
    written = season_ics(
        rows_of(plan),
        name=plan.name,
        base_url=settings.BASE_URL,
        now=timezone.now(),
        is_published=plan.published_at is not None,
    )
    return file(written, "text/calendar; charset=utf-8", "saison.ics")


@open_to(*READERS)
@reads
def plan_pdf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give a plan as pages to print."""
    viewer = viewer_of(request)
    plan = queries.plan_of(viewer, plan_id)
    written = season_pdf(
        rows_of(plan),
        name=plan.season.name,
        carrier=viewer.organisation_name,
        today=timezone.localdate(),
        note="" if plan.published_at else _("Projet : il n'est pas encore dans le calendrier."),
    )
    return file(written, "application/pdf", "saison.pdf")


@open_to(Role.COORDINATOR)
@reads
def plan_letters(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give one letter for each commune that has not agreed yet, with the dates asked for."""
    viewer = viewer_of(request)
    plan = queries.plan_of(viewer, plan_id)
    asked = publishing.to_ask(plan, timezone.localdate())
    if not asked:
        raise _no_letter()
    carrier = carrier_of(viewer)
    written = letters(
        rows_of(plan, asked),
        contact=Contact(carrier.name, viewer.name, carrier.phone, carrier.email),
        halls=town_halls({row.halt.commune_id for row in asked}),
        needs={row.unit.name: needs_of(row.unit) for row in asked},
        today=timezone.localdate(),
    )
    return file(written, "application/pdf", "lettres-aux-communes.pdf")


def rows_of(plan: Any, visits: Iterable[Any] | None = None) -> list[SeasonRow]:
    """Tell the visits of a plan as exports do."""
    aboard = publishing.partners_of(plan.season_id)
    return [
        SeasonRow(
            row.unit.name,
            row.halt.name,
            row.halt.commune.name,
            row.day,
            row.starts,
            row.ends,
            row.halt.address,
            tuple(one.name for one in aboard.get((row.unit_id, row.day.weekday()), [])),
            row.halt.commune_id,
        )
        for row in (queries.visits_of_plan(plan) if visits is None else visits)
    ]


def needs_of(unit: Any) -> PitchNeeds:
    """Tell what a unit needs where it stands."""
    return PitchNeeds(unit.pitch_length_m, unit.pitch_width_m, unit.needs_power)


def file(written: str | bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file to keep."""
    answer = HttpResponse(written, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _no_letter() -> Refusal:
    return Refusal(
        code="no-letter",
        what=_("Il n'y a aucune lettre à écrire."),
        why=_("Les communes ont donné leur accord, ou il n'en faut pas."),
        todo=_("Revenez au projet."),
        status=409,
    )
