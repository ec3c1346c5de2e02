"""Pages of the series: filled in, previewed, then saved; deleted after a confirmation."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.role import Role
from allervers.tours import mapping
from allervers.tours.actions import series as actions
from allervers.tours.domain.recurrence_draft import SeriesDraft
from allervers.tours.forms.series import KEPT, SeriesForm, series_initial
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.queries import staff
from allervers.tours.queries.staff_calendar import planning_halts
from allervers.tours.views.staff_pages import Back, confirm_page, done, form_page, posted, viewer_of
from allervers.tours.views.staff_preview import (
    Shown,
    conflict_lines,
    is_save,
    signature_of,
    skip_text,
)
from allervers.tours.wording import describe, hours_text
from allervers.ui import french
from allervers.ui.access import open_to, writes


def series_text(series: Any) -> str:
    """Say a stored series: how often, and at what hours."""
    words = describe(mapping.to_recurrence(series), today=timezone.localdate())
    return f"{words[:1].upper()}{words[1:]}, {hours_text(mapping.to_hours(series))}"


def _draft(form: SeriesForm) -> SeriesDraft:
    values = form.cleaned_data
    return SeriesDraft(values["halt"].id, values["rule"], values["hours"], values["by_appointment"])


def _shown(preview: actions.Preview, draft: SeriesDraft, sent: QueryDict, now: datetime) -> Shown:
    words = describe(draft.recurrence, today=timezone.localdate(now))
    return Shown(
        words=f"{words[:1].upper()}{words[1:]}, {hours_text(draft.hours)}",
        days=[(one.day, skip_text(one) if one.skipped else "") for one in preview.dates],
        kept=len(preview.days),
        conflicts=conflict_lines(preview.conflicts),
        is_blocked=preview.is_blocked or not preview.days,
        signature=signature_of(sent),
        is_series=True,
        notes=kept_lines(len(preview.kept)),
    )


def kept_lines(kept: int) -> list[str]:
    """Say what a change of series leaves alone."""
    if not kept:
        return []
    said = ngettext(
        "%(count)s passage passé, annoncé, annulé ou modifié à la main reste comme il est.",
        "%(count)s passages passés, annoncés, annulés ou modifiés à la main restent "
        "comme ils sont.",
        kept,
    )
    return [said % {"count": kept}]


@open_to(Role.COORDINATOR)
@writes
def series_add(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Fill in a series, see its dates and conflicts, then save it."""
    viewer = viewer_of(request)
    tour = staff.tour_of(viewer, tour_id)
    form = SeriesForm(posted(request), tour=tour, halts=planning_halts(viewer))
    return _fill_in(
        request,
        form,
        title=_("Ajouter une série de passages"),
        submit=_("Enregistrer la série"),
    )


@open_to(Role.COORDINATOR)
@writes
def series_edit(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Change a series, see what that does, then save it."""
    viewer = viewer_of(request)
    series = staff.series_of(viewer, series_id)
    initial = series_initial(series)
    initial["version"] = series.updated_at.isoformat()
    form = SeriesForm(
        posted(request),
        tour=series.tour,
        halts=planning_halts(viewer),
        kept=series.rrule if initial["pattern"] == KEPT else "",
        initial=initial,
    )
    return _fill_in(
        request,
        form,
        title=_("Modifier une série de passages"),
        submit=_("Enregistrer la série"),
        series_id=series_id,
    )


def _fill_in(
    request: HttpRequest,
    form: SeriesForm,
    *,
    title: str,
    submit: str,
    series_id: UUID | None = None,
) -> HttpResponse:
    """Show the form, then the preview, then save; saves only what the preview showed."""
    now, preview = timezone.now(), None
    if request.method == "POST" and form.is_valid():
        draft = _draft(form)
        if is_save(request):
            return _save(request, form, draft, now, series_id)
        preview = _preview(request, form, draft, now, series_id)
    back = Back.to(form.tour.name, "tour", form.tour.id)
    template = "tours/staff/preview.html"
    return form_page(
        request, form, title=title, submit=submit, back=back, template=template, preview=preview
    )


def _preview(
    request: HttpRequest,
    form: SeriesForm,
    draft: SeriesDraft,
    now: datetime,
    series_id: UUID | None,
) -> Shown:
    found = actions.preview_series(
        viewer=viewer_of(request),
        tour_id=form.tour.id,
        draft=draft,
        calendars=calendar_of_commune,
        now=now,
        series_id=series_id,
    )
    return _shown(found, draft, request.POST, now)


def _save(
    request: HttpRequest,
    form: SeriesForm,
    draft: SeriesDraft,
    now: datetime,
    series_id: UUID | None,
) -> HttpResponse:
    saved = actions.save_series(
        viewer=viewer_of(request),
        tour_id=form.tour.id,
        draft=draft,
        calendars=calendar_of_commune,
        now=now,
        series_id=series_id,
        seen=form.cleaned_data["version"],
    )
    said = _("La série est enregistrée : %(made)s, en brouillon. Annoncez-les quand ils sont sûrs.")
    made = french.count_text(len(saved.preview.days), "passage", "passages")
    return done(request, said % {"made": made}, "tour", form.tour.id)


@open_to(Role.COORDINATOR)
@writes
def series_delete(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Delete a series and its drafts, after a confirmation."""
    viewer = viewer_of(request)
    series = staff.series_of(viewer, series_id)
    if request.method == "POST":
        count = actions.delete_series(viewer=viewer, series_id=series_id, now=timezone.now())
        gone = french.count_text(count, "brouillon supprimé", "brouillons supprimés")
        said = _("La série est supprimée, avec ses passages à venir : %(gone)s.")
        return done(request, said % {"gone": gone}, "tour", series.tour_id)
    return confirm_page(
        request,
        title=_("Supprimer cette série ?"),
        submit=_("Supprimer la série"),
        back=Back.to(series.tour.name, "tour", series.tour_id),
        lines=[
            str(series.halt),
            _("Ses brouillons à venir seront supprimés. Ses passages passés restent."),
        ],
    )
