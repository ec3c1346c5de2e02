"""Pages of what is taken in: the list, a new file or text, its report, each proposal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.role import Role
from allervers.tours.actions import intake as actions
from allervers.tours.actions.intake_answers import answer_question
from allervers.tours.actions.intake_confirm import (
    Confirmed,
    NewTour,
    Terms,
    choose_tour,
    confirm_proposal,
    confirm_ready,
)
from allervers.tours.exchange.refused_rows import refused_csv
from allervers.tours.forms.intake import ConfirmForm, IntakeForm
from allervers.tours.forms.intake_answers import AnswerForm
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.queries import intake as queries
from allervers.tours.views.intake_shown import confirm_initial, refused_rows, shown, unproposed_rows
from allervers.tours.views.staff_pages import Back, done, form_page, viewer_of
from allervers.ui.access import open_to, reads, writes
from allervers.ui.domain.refusal import Refusal

PAGE_SIZE = 25


@open_to(Role.COORDINATOR)
@reads
def imports(request: HttpRequest) -> HttpResponse:
    """List what was taken in, the latest first, with what still waits."""
    pages = Paginator(queries.imports_of(viewer_of(request)), PAGE_SIZE)
    rows = pages.get_page(request.GET.get("page"))
    return render(request, "tours/intake/imports.html", {"rows": rows})


@open_to(Role.COORDINATOR)
@writes
def import_add(request: HttpRequest) -> HttpResponse:
    """Take in a pasted text or a file."""
    is_sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if is_sent else IntakeForm()
    if is_sent and form.is_valid():
        try:
            taken = _take_in(request, form)
        except Refusal as refusal:
            form.add_error(None, ValidationError(str(refusal)))
        else:
            if not taken.is_new:
                messages.info(request, _("Ce fichier avait déjà été importé : le voici."))
            return redirect("staff:import_show", taken.taken.id)
    return form_page(
        request,
        form,
        title=_("Importer un calendrier"),
        submit=_("Lire"),
        back=Back.to(_("Imports"), "imports"),
        template="tours/intake/add.html",
    )


def _take_in(request: HttpRequest, form: IntakeForm) -> actions.TakenIn:
    values = form.cleaned_data
    file = values.get("file")
    return actions.take_in(
        viewer=viewer_of(request),
        reader=read_file,
        content=file.read() if file else None,
        file_name=(file.name or "") if file else "",
        text="" if file else values["text"],
        departement=values["departement"].strip().upper(),
        default_commune=values["default_commune"],
    )


@open_to(Role.COORDINATOR)
@writes
def import_show(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Show the report of an import; confirm at once all that has no question left."""
    viewer = viewer_of(request)
    taken = queries.import_of(viewer, import_id)
    tour = queries.tour_of_import(viewer, taken)
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        tours=queries.own_tours(viewer),
        units=queries.own_units(viewer),
        initial=confirm_initial(taken, tour, timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _confirm_all(request, import_id, form)
        except (Refusal, ValidationError) as refusal:
            form.add_error(None, str(refusal))
    return _report_page(request, taken, form)


def _report_page(request: HttpRequest, taken: Any, form: ConfirmForm) -> HttpResponse:
    rows = Paginator(queries.proposals_of(taken), PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "taken": taken,
        "form": form,
        "rows": rows,
        "proposals": [shown(one, taken, today) for one in rows],
        "ready": queries.ready_of(taken).count(),
        "refused": refused_rows(taken),
        "unproposed": unproposed_rows(taken),
        "total": taken.report["proposed"],
    }
    status = 422 if form.errors else 200
    return render(request, "tours/intake/report.html", context, status=status)


def _confirm_all(request: HttpRequest, import_id: UUID, form: ConfirmForm) -> HttpResponse:
    viewer, values = viewer_of(request), form.cleaned_data
    choice = values["tour"].id if values["tour"] else _new_tour(form)
    tour = choose_tour(viewer=viewer, import_id=import_id, choice=choice)
    confirmed = confirm_ready(
        viewer=viewer,
        import_id=import_id,
        tour_id=tour.id,
        calendars=calendar_of_commune,
        now=timezone.now(),
        terms=Terms(values["agreement_source"]),
    )
    _tell(request, confirmed)
    return redirect("staff:import_show", import_id)


def _new_tour(form: ConfirmForm) -> NewTour:
    values = form.cleaned_data
    return NewTour(
        name=values["name"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        unit_id=values["unit"].id if values["unit"] else None,
        unit_name=values["unit_name"],
    )


def _tell(request: HttpRequest, confirmed: Confirmed) -> None:
    said = ngettext(
        "%(count)s passage régulier confirmé, %(visits)s dates préparées en brouillon.",
        "%(count)s passages réguliers confirmés, %(visits)s dates préparées en brouillon.",
        confirmed.count,
    )
    values = {"count": confirmed.count, "visits": confirmed.visits}
    level = messages.success if confirmed.count else messages.info
    level(request, said % values)
    for proposal, refusal in confirmed.refused[:PAGE_SIZE]:
        place = proposal.reading["commune_name"] or proposal.reading["place"]
        messages.warning(request, f"{place} : {refusal}")


@open_to(Role.COORDINATOR)
@reads
def import_refused(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Give the refused rows as a table, to be corrected and sent again."""
    taken = queries.import_of(viewer_of(request), import_id)
    # The mark tells spreadsheets that the letters are UTF-8.
    answer = HttpResponse(f"\ufeff{refused_csv(taken.report)}", content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="lignes-refusees.csv"'
    return answer


@open_to(Role.COORDINATOR)
@writes
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show one proposal with its words; answer, confirm, put aside or take up again."""
    viewer = viewer_of(request)
    found = queries.proposal_of(viewer, proposal_id)
    today = timezone.localdate()
    act = request.POST.get("action", "")
    answering = act == "answer"
    form = AnswerForm(request.POST if answering else None, proposal=found, today=today)
    if request.method == "POST" and (not answering or form.is_valid()):
        try:
            return _act(request, proposal_id, act, form)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("staff:proposal", proposal_id)
    taken = found.taken_from
    tour = queries.tour_of_import(viewer, taken)
    context = {"one": shown(found, taken, today), "form": form, "taken": taken, "tour": tour}
    return render(
        request, "tours/intake/proposal.html", context, status=422 if form.errors else 200
    )


def _act(request: HttpRequest, proposal_id: UUID, act: str, form: AnswerForm) -> HttpResponse:
    viewer = viewer_of(request)
    if act == "answer":
        answer_question(viewer=viewer, proposal_id=proposal_id, answers=form.answers())
        return done(request, _("Réponses enregistrées."), "proposal", proposal_id)
    if act == "aside":
        actions.set_aside(viewer=viewer, proposal_id=proposal_id)
        return done(request, _("Proposition mise de côté."), "proposal", proposal_id)
    if act == "again":
        actions.take_up_again(viewer=viewer, proposal_id=proposal_id)
        return done(request, _("Proposition reprise."), "proposal", proposal_id)
    found = queries.proposal_of(viewer, proposal_id)
    tour = queries.tour_of_import(viewer, found.taken_from)
    if tour is None:
        messages.info(request, _("Choisissez d'abord la tournée, au bas de cette page."))
        return redirect("staff:import_show", found.taken_from_id)
    confirm_proposal(
        viewer=viewer,
        proposal_id=proposal_id,
        tour_id=tour.id,
        calendars=calendar_of_commune,
        now=timezone.now(),
    )
    return done(request, _("Passage régulier confirmé."), "import_show", found.taken_from_id)
