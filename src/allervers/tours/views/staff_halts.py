"""Pages of the halts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.territory.domain.address import AddressSearch
from allervers.territory.gateways.national_address import address_search
from allervers.territory.queries.places import find_places
from allervers.tours.actions import halts as actions
from allervers.tours.forms.halt import HaltForm
from allervers.tours.queries import staff
from allervers.tours.queries.staff_calendar import next_visits
from allervers.tours.queries.staff_halts import (
    agreement_history,
    commune_or_none,
    halts_matching,
)
from allervers.tours.views.staff_pages import (
    Back,
    confirm_page,
    done,
    form_page,
    posted,
    viewer_of,
)
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of

READERS = (Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)


@open_to(*READERS)
@reads
def halts(request: HttpRequest) -> HttpResponse:
    """List the halts, all or those of the communes that a search names."""
    asked = request.GET.get("q", "").strip()[:80]
    rows = page_of(request, halts_matching(viewer_of(request), asked))
    return render(request, "tours/staff/halts.html", {"rows": rows, "asked": asked})


@open_to(*READERS)
@reads
def halt(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one halt, its next visits and what the commune answered."""
    viewer = viewer_of(request)
    found = staff.halt_of(viewer, slug)
    context = {
        "halt": found,
        "is_own": found.carrier_id == viewer.organisation_id,
        "visits": next_visits(viewer, timezone.now(), halt=found),
        "agreements": agreement_history(found),
        "today": timezone.localdate(),
    }
    return render(request, "tours/staff/halt.html", context)


def _addresses() -> AddressSearch | None:
    """Return the address service, if the host set one up."""
    return address_search() if settings.GEOCODER_URL else None


def _choose_commune(request: HttpRequest, *, title: str, back: Back) -> HttpResponse:
    """Ask for the commune first: type its name, choose it in the list."""
    asked = request.GET.get("q", "").strip()[:80]
    context = {
        "title": title,
        "back": back,
        "asked": asked,
        "places": find_places(asked) if asked else [],
    }
    return render(request, "tours/staff/choose_commune.html", context)


@open_to(Role.COORDINATOR)
@writes
def halt_add(request: HttpRequest) -> HttpResponse:
    """Add a halt: its commune first, then its sheet."""
    viewer = viewer_of(request)
    back = Back.to(_("Haltes"), "halts")
    commune = commune_or_none(request.GET.get("commune", ""))
    if commune is None:
        return _choose_commune(request, title=_("Ajouter une halte"), back=back)
    form = HaltForm(posted(request), viewer=viewer, commune=commune, addresses=_addresses())
    if request.method == "POST" and form.is_valid():
        made = actions.add_halt(viewer=viewer, values=form.values())
        return done(request, form.point_message(_("La halte est ajoutée.")), "halt", made.slug)
    return form_page(
        request,
        form,
        title=_("Ajouter une halte à %(commune)s") % {"commune": commune.name},
        submit=_("Ajouter la halte"),
        back=back,
    )


@open_to(Role.COORDINATOR)
@writes
def halt_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a halt's sheet, and its commune if another one was chosen."""
    viewer = viewer_of(request)
    found = staff.halt_of(viewer, slug)
    name = found.name
    commune = commune_or_none(request.GET.get("commune", "")) or found.commune
    back = Back.to(name, "halt", slug)
    if "q" in request.GET:
        return _choose_commune(request, title=_("Changer de commune"), back=back)
    form = HaltForm(
        posted(request), instance=found, viewer=viewer, commune=commune, addresses=_addresses()
    )
    if request.method == "POST" and form.is_valid():
        actions.change_halt(viewer=viewer, slug=slug, values=form.values(), seen=form.seen)
        return done(request, form.point_message(_("La halte est enregistrée.")), "halt", slug)
    title = _("Modifier « %(name)s », %(commune)s") % {"name": name, "commune": commune.name}
    return form_page(request, form, title=title, submit=_("Enregistrer"), back=back)


@open_to(Role.COORDINATOR)
@writes
def halt_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Retire a halt, or take it up again, after a confirmation."""
    viewer = viewer_of(request)
    found = staff.halt_of(viewer, slug)
    if request.method == "POST":
        wanted = not found.is_active
        actions.set_halt_active(viewer=viewer, slug=slug, is_active=wanted)
        said = _("La halte est reprise.") if wanted else _("La halte est retirée.")
        return done(request, said, "halt", slug)
    question = (
        _("Ne plus s'arrêter à « %(name)s » ?")
        if found.is_active
        else _("S'arrêter de nouveau à « %(name)s » ?")
    )
    return confirm_page(
        request,
        title=question % {"name": found.name},
        submit=_("Retirer la halte") if found.is_active else _("Reprendre la halte"),
        back=Back.to(found.name, "halt", slug),
        lines=_retire_lines(len(next_visits(viewer, timezone.now(), halt=found)))
        if found.is_active
        else [],
        is_danger=found.is_active,
    )


def _retire_lines(planned: int) -> list[str]:
    lines = [_("On ne pourra plus y planifier de passage. Ses passages passés restent.")]
    if planned:
        lines.append(
            _("Des passages à venir restent prévus : annulez-les s'ils n'auront pas lieu.")
        )
    return lines
