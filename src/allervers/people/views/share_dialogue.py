"""The dialogue of a share: to whom, what the law allows, the terms, what will be known.

Steps of one page, sent by POST with what was already said: nothing is kept before the last one.
"""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import share_dialogue as actions
from allervers.people.actions.share_dialogue import Dialogue, Stranger
from allervers.people.actions.share_proposing import propose
from allervers.people.forms.share_terms import StrangerForm, TermsForm
from allervers.people.views.file_pages import HOLDERS
from allervers.people.views.share_pages import kept_private
from allervers.people.wording.share_dialogue import (
    candidate_rows,
    closed_grounds,
    obstacle_text,
    open_grounds,
    recipient_line,
)
from allervers.people.wording.sharing import secrecy_text, sections_text
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import open_to, writes

NOT_CARRIED: Final = frozenset({"csrfmiddlewaretoken", "step"})


@open_to(*HOLDERS)
@writes
@kept_private
def share_begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Choose with whom."""
    viewer, now = viewer_of(request), timezone.now()
    opened, found = actions.recipients(viewer=viewer, person_id=person_id, now=now)
    context = {"person": opened.person, "rows": candidate_rows(found), "steps": _steps(), "at": 1}
    return render(request, "people/sharing/recipients.html", context)


@open_to(*HOLDERS)
@writes
@kept_private
def share_with(request: HttpRequest, person_id: UUID, member_id: UUID) -> HttpResponseBase:
    """Share with a member of this site."""
    return _dialogue(request, person_id, member_id)


@open_to(*HOLDERS)
@writes
@kept_private
def share_stranger(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Share with a partner without an account, named first."""
    viewer, now = viewer_of(request), timezone.now()
    form = StrangerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _dialogue(request, person_id, form.stranger())
    opened, _found = actions.recipients(viewer=viewer, person_id=person_id, now=now)
    context = {"person": opened.person, "form": form, "steps": _steps(), "at": 1}
    status = 422 if form.errors else 200
    return render(request, "people/sharing/stranger.html", context, status=status)


def _dialogue(request: HttpRequest, person_id: UUID, to: UUID | Stranger) -> HttpResponseBase:
    """Show the step that is next: the ground, the terms, the confirmation; then share."""
    viewer, now = viewer_of(request), timezone.now()
    dialogue = actions.begin(viewer=viewer, person_id=person_id, to=to, now=now)
    offer = dialogue.offer(request.POST.get("ground", ""))
    if offer is None:
        return _ground_page(request, dialogue)
    step = request.POST.get("step", "")
    sent = None if step == "ground" else request.POST
    form = TermsForm(sent, dialogue=dialogue, offer=offer, today=timezone.localdate(now))
    if form.is_valid():
        for one in actions.obstacles(dialogue, form.terms(), now):
            form.add_error(None, obstacle_text(offer.ground, one))
    if step == "edit" or not form.is_valid():
        return _terms_page(request, dialogue, form)
    terms = form.terms()
    if step != "confirm":
        return _confirm_page(request, dialogue, form)
    share = propose(viewer=viewer, person_id=person_id, to=to, terms=terms, now=now)
    messages.success(request, _("Le partage est proposé. Son destinataire est prévenu."))
    return redirect("people:share", share.pk)


def _ground_page(request: HttpRequest, dialogue: Dialogue) -> HttpResponse:
    read = dialogue.opened.sections
    grounds = open_grounds(dialogue.offers, read)
    closed = closed_grounds(dialogue.offers, dialogue.sender, dialogue.receiver, dialogue.subject)
    context = _context(request, dialogue, at=2) | {"grounds": grounds, "closed": closed}
    return render(request, "people/sharing/grounds.html", context)


def _terms_page(request: HttpRequest, dialogue: Dialogue, form: TermsForm) -> HttpResponse:
    card = open_grounds([form.offer], dialogue.opened.sections)[0]
    names = {*form.fields}
    context = _context(request, dialogue, at=3, without=names) | {"form": form, "card": card}
    return render(
        request, "people/sharing/terms_form.html", context, status=422 if form.errors else 200
    )


def _confirm_page(request: HttpRequest, dialogue: Dialogue, form: TermsForm) -> HttpResponse:
    terms = form.terms()
    card = open_grounds([form.offer], dialogue.opened.sections)[0]
    said = {
        "terms": terms,
        "card": card,
        "sections": sections_text(terms.sections),
        "purpose": dict(form.fields["purpose"].choices)[terms.purpose.value],  # type: ignore[attr-defined]
        "today": form.today,
    }
    context = _context(request, dialogue, at=4) | said
    return render(request, "people/sharing/confirm.html", context)


def _context(
    request: HttpRequest, dialogue: Dialogue, *, at: int, without: set[str] | None = None
) -> dict[str, Any]:
    """Return what each step shows, and what it carries to the next."""
    dropped = NOT_CARRIED | (without or set())
    to = dialogue.recipient
    sent = request.POST
    carried = [(name, one) for name in sent if name not in dropped for one in sent.getlist(name)]
    return {
        "person": dialogue.opened.person,
        "recipient": to,
        "recipient_line": recipient_line(to.name, to.organisation, to.profession.value),
        "secrecy": secrecy_text(to.secrecy),
        "carried": carried,
        "steps": _steps(),
        "at": at,
    }


def _steps() -> list[str]:
    return [_("Avec qui"), _("Ce que la loi permet"), _("Les conditions"), _("Confirmer")]
