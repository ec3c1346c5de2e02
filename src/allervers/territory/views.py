"""Pages of the sectors: which territorial service covers which commune."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.territory.actions.sectors import cover, import_coverage, uncover
from allervers.territory.forms import CoverageFileForm, CoverForm
from allervers.territory.queries import sectors as reading
from allervers.ui.access import open_to, reads, writes

PAGE_SIZE = 25
READERS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.RECEPTIONIST)
EDITORS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the signed-in member; the access decorator has checked that there is one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


@open_to(*READERS)
@reads
def sectors(request: HttpRequest) -> HttpResponse:
    """List the territorial services."""
    rows = Paginator(reading.sectors(), PAGE_SIZE).get_page(request.GET.get("page"))
    may_import = viewer_of(request).has(*EDITORS)
    return render(request, "territory/sectors.html", {"rows": rows, "may_import": may_import})


@open_to(*READERS)
@reads
def sector(request: HttpRequest, sector_id: UUID) -> HttpResponse:
    """Show one service and what it covers."""
    found = reading.sector(sector_id)
    if found is None:
        raise Http404
    rows = Paginator(reading.coverage(sector_id), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "sector": found,
        "rows": rows,
        "may_edit": reading.may_edit(viewer_of(request), found),
    }
    return render(request, "territory/sector.html", context)


@open_to(*EDITORS)
@writes
def sector_cover(request: HttpRequest, sector_id: UUID) -> HttpResponse:
    """Add a commune to a service."""
    found = reading.sector(sector_id)
    if found is None:
        raise Http404
    form = CoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place, part = form.cleaned_data["commune"], form.cleaned_data["part"]
        is_new = cover(
            viewer=viewer_of(request), sector_id=sector_id, commune_code=place.code, part=part
        )
        said = _("%(name)s est ajoutée.") if is_new else _("%(name)s était déjà couverte.")
        messages.success(request, said % {"name": place.name})
        return redirect("territory:sector", sector_id)
    context = {"form": form, "sector": found}
    status = 422 if form.errors else 200
    return render(request, "territory/cover.html", context, status=status)


@open_to(*EDITORS)
@writes
def sector_uncover(request: HttpRequest, sector_id: UUID, coverage_id: int) -> HttpResponse:
    """Take a commune out of a service, after a confirmation."""
    row = reading.coverage(sector_id).select_related("sector").filter(id=coverage_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        uncover(viewer=viewer_of(request), sector_id=sector_id, coverage_id=coverage_id)
        messages.success(request, _("%(name)s est retirée.") % {"name": row.commune.name})
        return redirect("territory:sector", sector_id)
    return render(request, "territory/uncover.html", {"row": row, "sector": row.sector})


@open_to(*EDITORS)
@writes
def sectors_import(request: HttpRequest) -> HttpResponse:
    """Take in a file of coverage and say what became of each line."""
    form = CoverageFileForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        report = import_coverage(viewer=viewer_of(request), rows=form.cleaned_data["file"])
    context = {"form": form, "report": report}
    status = 422 if form.errors else 200
    return render(request, "territory/import.html", context, status=status)
