"""What the pages of imports read. The directory is common to every carrier of the platform."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.directory.models import (
    Correction,
    DirectoryImport,
    DirectoryImportRow,
    Service,
    Source,
    Structure,
)
from allervers.ui.domain.refusal import Refusal

Listed = Structure | Service


def require_keeper(viewer: Viewer) -> None:
    """Answer 404 to whoever does not coordinate the tours of a carrier."""
    if not viewer.coordinates_tours:
        raise Refusal("not_found", _("Cette page n'existe pas."), status=404)


def imports_of(viewer: Viewer) -> QuerySet[DirectoryImport]:
    """Return the imports, the latest first, without their content."""
    require_keeper(viewer)
    rows = DirectoryImport.objects.select_related("source", "asked_by__user").defer("content")
    return rows.order_by("-asked_at", "id")


def import_of(viewer: Viewer, import_id: UUID) -> DirectoryImport:
    """Return one import, or refuse (404)."""
    found = imports_of(viewer).filter(id=import_id).first()
    if found is None:
        raise Refusal("not_found", _("Cet import n'existe pas."), status=404)
    return found


def rows_of(taken: DirectoryImport, outcome: str = "") -> QuerySet[DirectoryImportRow]:
    """Return the rows of a report, of one outcome if it is given."""
    rows = taken.rows.order_by("number", "id")
    return rows.filter(outcome=outcome) if outcome else rows


def same_file_before(taken: DirectoryImport) -> DirectoryImport | None:
    """Return the last import of the very same file, done before this one."""
    rows = DirectoryImport.objects.filter(
        file_sha256=taken.file_sha256, source=taken.source_id, state=DirectoryImport.State.DONE
    )
    return rows.filter(asked_at__lt=taken.asked_at).defer("content").order_by("-asked_at").first()


def sources() -> QuerySet[Source]:
    """Return the known sources."""
    return Source.objects.order_by("code")


def record_of(viewer: Viewer, record_id: str) -> Listed:
    """Return a structure or a service by its identifier, gone ones included, or refuse (404)."""
    require_keeper(viewer)
    if "\0" not in record_id:
        for model in (Structure, Service):
            found = model.objects.select_related("source").filter(id=record_id).first()
            if found is not None:
                return found
    raise Refusal("not_found", _("Cette fiche n'existe pas."), status=404)


def corrections_of(record: Listed) -> list[Correction]:
    """Return the corrections of a record, by field."""
    return list(record.corrections.select_related("corrected_by__user").order_by("field"))


def correction_of(viewer: Viewer, correction_id: UUID) -> Correction:
    """Return a correction with its record, or refuse (404)."""
    require_keeper(viewer)
    rows = Correction.objects.select_related("structure", "service")
    found = rows.filter(id=correction_id).first()
    if found is None:
        raise Refusal("not_found", _("Cette correction n'existe pas."), status=404)
    return found


def disagreements(viewer: Viewer) -> QuerySet[Correction]:
    """Return the corrections that their source contradicts now, the oldest first."""
    require_keeper(viewer)
    rows = Correction.objects.filter(disagreement__isnull=False)
    rows = rows.select_related("structure", "service", "corrected_by__user")
    return rows.order_by("disagrees_since", "id")


def found_records(viewer: Viewer, words: str) -> list[Listed]:
    """Return the first structures and services of this name or identifier."""
    require_keeper(viewer)
    words = words.strip().replace("\0", "")
    if not words:
        return []
    named = Q(nom__icontains=words) | Q(id=words)
    found: list[Listed] = list(Structure.objects.filter(named).order_by("nom", "id")[:15])
    found += Service.objects.filter(named).order_by("nom", "id")[:15]
    return found
