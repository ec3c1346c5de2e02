"""Pages of the town agreements, as carriers ask for them and communes answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions import agreements as actions
from allervers.tours.forms.agreement import GIVEN, AnswerForm, AskForm, PaperForm, WithdrawForm
from allervers.tours.queries import staff, staff_agreements
from allervers.tours.views.staff_pages import Back, confirm_page, done, form_page, posted, viewer_of
from allervers.tours.views.staff_publication import visit_lines
from allervers.ui import french
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of

READERS = (Role.COORDINATOR, Role.RECEPTIONIST, Role.PARTNER)
COMMUNE = "commune"


@open_to(*READERS)
@reads
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements, by state."""
    status = request.GET.get("etat", "")
    context = {
        "rows": page_of(request, staff_agreements.agreements_in(viewer_of(request), status)),
        "states": [("", _("tous")), *staff_agreements.states()],
        "status": status,
    }
    return render(request, "tours/staff/agreements.html", context)


@open_to(*READERS)
@reads
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show one agreement: what was asked, what was answered, the visits it covers."""
    viewer = viewer_of(request)
    found = staff.agreement_of(viewer, agreement_id)
    context = {
        "agreement": found,
        "visits": staff_agreements.visits_covered(found.halt, found.valid_from, found.valid_until),
        "is_carrier": _is_carrier(viewer, found),
        "is_town": _is_town(viewer, found),
    }
    return render(request, "tours/staff/agreement.html", context)


def _is_carrier(viewer: Viewer, found: Any) -> bool:
    is_own: bool = found.halt.carrier_id == viewer.organisation_id
    return is_own and viewer.has(Role.COORDINATOR)


def _is_town(viewer: Viewer, found: Any) -> bool:
    is_asked: bool = found.organisation_id == viewer.organisation_id
    return is_asked and viewer.organisation_kind == COMMUNE


@open_to(*READERS)
@reads
def agreement_letter(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show the letter to the commune, made to be printed."""
    found = staff.agreement_of(viewer_of(request), agreement_id)
    visits = staff_agreements.visits_covered(found.halt, found.valid_from, found.valid_until)
    context = {"agreement": found, "visits": visits, "today": timezone.localdate()}
    return render(request, "tours/staff/letter.html", context)


@open_to(Role.COORDINATOR)
@writes
def agreement_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the commune for its agreement, with a proposed text."""
    viewer = viewer_of(request)
    halt = staff.halt_of(viewer, slug)
    planned = staff_agreements.planned_at(halt, timezone.localdate())
    form = AskForm(posted(request), initial=_proposed(halt, planned))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = actions.ask_agreement(
            viewer=viewer,
            halt_id=halt.id,
            text=values.pop("request_text"),
            now=timezone.now(),
            **values,
        )
        return done(request, _asked_message(made), "agreement", made.id)
    return form_page(
        request,
        form,
        title=_("Demander l'accord de la commune"),
        intro=_ask_intro(halt),
        submit=_("Envoyer la demande"),
        back=Back.to(halt.name, "halt", slug),
    )


def _asked_message(made: Any) -> str:
    if made.organisation_id:
        return _("La demande est envoyée à la commune, qui répondra depuis son espace.")
    return _("La demande est enregistrée. Imprimez la lettre et envoyez-la à la mairie.")


def _ask_intro(halt: Any) -> str:
    town = staff_agreements.town_of(halt)
    if town:
        return _("%(halt)s. La demande sera envoyée à %(town)s.") % {"halt": halt, "town": town}
    return _("%(halt)s. La commune n'a pas de compte ici : vous imprimerez la lettre.") % {
        "halt": halt
    }


def _proposed(halt: Any, planned: list[Any]) -> dict[str, Any]:
    """Propose the dates of the visits planned there, and a letter to edit."""
    text = _(
        "Madame, Monsieur,\n\nNous souhaitons installer notre unité mobile à %(place)s, pour "
        "aller au-devant des habitants et les aider dans leurs démarches.\n\nNous vous demandons "
        "l'autorisation d'occuper cet emplacement aux dates indiquées.\n\nNous vous remercions "
        "de votre réponse."
    ) % {"place": f"{halt.name}, {halt.address}".rstrip(", ")}
    if not planned:
        return {"request_text": text}
    return {
        "request_text": text,
        "valid_from": timezone.localdate(planned[0].starts_at),
        "valid_until": timezone.localdate(planned[-1].starts_at),
    }


@open_to(Role.PARTNER, Role.COORDINATOR)
@writes
def agreement_answer(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Answer, as the commune: give for these dates, or refuse and say why."""
    viewer = viewer_of(request)
    found = staff.agreement_of(viewer, agreement_id)
    if not _is_town(viewer, found):
        raise staff.not_found(_("Accord introuvable."))
    form = AnswerForm(posted(request), initial=_dates(found))
    if request.method == "POST" and form.is_valid():
        _answer(viewer, agreement_id, form.cleaned_data)
        said = _("Merci. Votre réponse est envoyée à %(carrier)s.")
        return done(request, said % {"carrier": found.halt.carrier.name}, "agreement", agreement_id)
    return form_page(
        request,
        form,
        title=_("Répondre à une demande d'accord"),
        submit=_("Envoyer la réponse"),
        back=Back.to(_("Demandes d'accord"), "agreements"),
        template="tours/staff/answer.html",
        agreement=found,
        visits=staff_agreements.visits_covered(found.halt, found.valid_from, found.valid_until),
    )


def _answer(viewer: Viewer, agreement_id: UUID, values: dict[str, Any]) -> None:
    actions.answer_agreement(
        viewer=viewer,
        agreement_id=agreement_id,
        gives=values["answer"] == GIVEN,
        text=values["answer_text"],
        valid_from=values["valid_from"],
        valid_until=values["valid_until"],
        now=timezone.now(),
    )


def _dates(found: Any) -> dict[str, Any]:
    return {"valid_from": found.valid_from, "valid_until": found.valid_until}


@open_to(Role.COORDINATOR)
@writes
def agreement_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Record an answer received on paper, to a request (?demande=) or out of the blue."""
    viewer = viewer_of(request)
    halt = staff.halt_of(viewer, slug)
    asked = _asked(viewer, request.GET.get("demande", ""))
    form = PaperForm(posted(request), initial=_dates(asked) if asked else {})
    if request.method == "POST" and form.is_valid():
        made = _record(viewer, halt, form.cleaned_data, asked)
        return done(request, _("La réponse de la commune est enregistrée."), "agreement", made.id)
    return form_page(
        request,
        form,
        title=_("Enregistrer une réponse reçue"),
        intro=str(halt),
        submit=_("Enregistrer la réponse"),
        back=Back.to(halt.name, "halt", slug),
    )


def _record(viewer: Viewer, halt: Any, values: dict[str, Any], asked: Any) -> Any:
    answered = actions.record_agreement(
        viewer=viewer,
        halt_id=halt.id,
        status=values["answer"],
        valid_from=values["valid_from"],
        valid_until=values["valid_until"],
        source=values["source"],
        text=values["answer_text"],
        now=timezone.now(),
        agreement_id=asked.id if asked else None,
    )
    return answered.agreement


def _asked(viewer: Viewer, agreement_id: str) -> Any:
    try:
        return staff.agreement_of(viewer, UUID(agreement_id)) if agreement_id else None
    except ValueError as error:
        raise staff.not_found(_("Accord introuvable.")) from error


@open_to(Role.COORDINATOR, Role.PARTNER)
@writes
def agreement_withdraw(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Withdraw an agreement: the visits it covered are listed before."""
    viewer = viewer_of(request)
    found = staff.agreement_of(viewer, agreement_id)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        left = actions.withdraw_agreement(
            viewer=viewer,
            agreement_id=agreement_id,
            text=form.cleaned_data["answer_text"],
            now=timezone.now(),
        ).visits_without
        return done(request, _withdrawn_message(len(left)), "agreement", agreement_id)
    visits = staff_agreements.visits_covered(found.halt, found.valid_from, found.valid_until)
    return confirm_page(
        request,
        title=_("Retirer cet accord ?"),
        submit=_("Retirer l'accord"),
        back=Back.to(str(found.halt), "agreement", agreement_id),
        lines=[_("Passages concernés :"), *visit_lines(visits)] if visits else [],
        told=[one.name for one in (found.halt.carrier, found.organisation) if one],
        form=form,
    )


def _withdrawn_message(left: int) -> str:
    if not left:
        return _("L'accord est retiré.")
    count = french.count_text(left, "passage annoncé reste", "passages annoncés restent")
    return _("L'accord est retiré. %(count)s sans accord : déplacez ou annulez.") % {"count": count}
