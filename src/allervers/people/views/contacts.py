"""Ways to reach a person; where somebody in hiding is, opened by two."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import contacts as actions
from allervers.people.actions import protecting
from allervers.people.actions.opening import not_found, open_to_write, require_section
from allervers.people.domain.section import Section
from allervers.people.forms.contacts import (
    ContactForm,
    ProtectedForm,
    ReasonForm,
    initial_contact,
)
from allervers.people.queries.acting import acting
from allervers.people.queries.agreements import contact_of
from allervers.people.queries.protected import openings_of, valid_opening
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import (
    HOLDERS,
    asks_why,
    file_context,
    file_form,
    opened_by,
    typed_reason,
    viewer_of,
)
from allervers.people.wording.opening import shown_openings
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes


@open_to(*HOLDERS)
@writes
def contact_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Add a way to reach the person, and when it does no harm."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.CONTACT)
    form = ContactForm(posted(request), initial={"kind": "phone"})
    if form.is_valid():
        said = form.said()
        actions.add_contact(viewer=viewer, person_id=person_id, said=said, now=timezone.now())
        messages.success(request, _("Le moyen de contact est enregistré."))
        return redirect("people:show", person_id)
    return file_form(
        request, opened, form, title=_("Ajouter un moyen de contact"), submit=_("Enregistrer"),
        intro=_("Demandez à la personne ce qui est sans danger. Une adresse à cacher se note "
                "dans « Contact protégé », jamais ici."),
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def contact_edit(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponseBase:
    """Change a way to reach the person; a link leads to take it away."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.CONTACT)
    with acting(viewer):
        contact = contact_of(person_id, contact_id)
    if contact is None:
        raise not_found()
    form = ContactForm(posted(request), initial=initial_contact(contact))
    if form.is_valid():
        ids = {"person_id": person_id, "contact_id": contact_id}
        actions.change_contact(viewer=viewer, **ids, said=form.said())
        messages.success(request, _("Le moyen de contact est modifié."))
        return redirect("people:show", person_id)
    return file_form(
        request, opened, form, title=_("Modifier un moyen de contact"), submit=_("Enregistrer"),
        contact=contact, template="people/files/contact_edit.html",
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def contact_remove(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponseBase:
    """Ask, then take away a way to reach the person."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.CONTACT)
    with acting(viewer):
        contact = contact_of(person_id, contact_id)
    if contact is None:
        raise not_found()
    if request.method == "POST":
        actions.remove_contact(viewer=viewer, person_id=person_id, contact_id=contact_id)
        messages.success(request, _("Ce moyen de contact ne sera plus utilisé."))
        return redirect("people:show", person_id)
    return file_form(
        request, opened, None, title=_("Ne plus utiliser ce moyen de contact ?"),
        submit=_("Ne plus l’utiliser"), intro=contact.value, is_danger=True,
    )  # fmt: skip


@open_to(*HOLDERS)
@reads_files
@asks_why
def protected(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the demands to read the protected contact, never the contact itself."""
    opened = opened_by(request, person_id)
    require_section(opened, Section.PROTECTION)
    member_id, now = viewer_of(request).member_id, timezone.now()
    demands = shown_openings(openings_of(person_id), member_id, now)
    context = {
        "demands": demands,
        "is_open": any(one.is_readable for one in demands),
        "is_waiting": any(one.is_mine and one.is_waiting for one in demands),
        "may_write": opened.may_write,
    }
    return render(request, "people/files/protected.html", context | dict(file_context(opened)))


@open_to(*HOLDERS)
@writes
def protected_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Write where the person is."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.PROTECTION)
    form = ProtectedForm(posted(request))
    if form.is_valid():
        value = form.cleaned_data["value"]
        protecting.add_protected(
            viewer=viewer, person_id=person_id, value=value, now=timezone.now()
        )
        messages.success(request, _("Le contact protégé est enregistré, fermé."))
        return redirect("people:protected", person_id)
    return file_form(
        request, opened, form, title=_("Ajouter un contact protégé"), submit=_("Enregistrer"),
        intro=_("Il est chiffré, à part du dossier. Personne ne le lira seul, vous non plus."),
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def protected_ask(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Ask another professional who follows the person for their agreement."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.PROTECTION)
    form = ReasonForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        protecting.ask_to_read(
            viewer=viewer, person_id=person_id, reason=reason, now=timezone.now()
        )
        messages.success(request, _("Votre demande attend l’accord d’une autre personne."))
        return redirect("people:protected", person_id)
    return file_form(
        request, opened, form, title=_("Demander à lire le contact protégé"),
        submit=_("Demander l’accord"),
        intro=_("Une autre personne qui suit ce dossier doit donner son accord, pour une heure."),
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def protected_answer(request: HttpRequest, person_id: UUID, opening_id: UUID) -> HttpResponseBase:
    """Agree to somebody else's demand, or refuse it."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.PROTECTION)
    with acting(viewer):
        found = shown_openings(openings_of(person_id), viewer.member_id, timezone.now())
    demand = next((one for one in found if one.id == opening_id and one.awaits_me), None)
    if demand is None:
        raise not_found()
    if request.method == "POST":
        agrees = request.POST.get("reponse") == "accord"
        ids = {"person_id": person_id, "opening_id": opening_id}
        protecting.answer_opening(viewer=viewer, **ids, agrees=agrees, now=timezone.now())
        messages.success(request, _("Accord donné pour une heure.") if agrees else _("Refusé."))
        return redirect("people:protected", person_id)
    context = {"demand": demand, **file_context(opened)}
    return render(request, "people/files/protected_answer.html", context)


@open_to(*HOLDERS)
@reads_files
@asks_why
def protected_read(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the protected contact to whom another agreed to, for an hour."""
    viewer, now = viewer_of(request), timezone.now()
    reason = typed_reason(request)
    opened, opening, texts = protecting.read_protected(viewer, person_id, now, reason=reason)
    context = {"texts": texts, "ends_at": opening.ends_at, **file_context(opened)}
    return render(request, "people/files/protected_read.html", context)


@open_to(*HOLDERS)
@writes
def protected_retire(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponseBase:
    """Ask, then say that a protected contact holds no more; by whom it is open to."""
    viewer, now = viewer_of(request), timezone.now()
    opened = open_to_write(viewer, person_id, Section.PROTECTION)
    with acting(viewer):
        if valid_opening(viewer.member_id, person_id, now) is None:
            raise protecting.needs_two()
    if request.method == "POST":
        ids = {"person_id": person_id, "contact_id": contact_id}
        protecting.retire_protected(viewer=viewer, **ids, now=now)
        messages.success(request, _("Ce contact protégé n’est plus montré."))
        return redirect("people:protected", person_id)
    return file_form(
        request, opened, None, title=_("Ce contact protégé n’est plus valable ?"),
        submit=_("Il n’est plus valable"), is_danger=True,
        intro=_("Il ne sera plus montré, même à deux. Notez d’abord le nouveau s’il existe."),
    )  # fmt: skip
