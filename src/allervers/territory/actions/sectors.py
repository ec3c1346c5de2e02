"""Changes what the sectors of the territorial services cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.territory.domain.commune import ImportReport, RefusedRow
from allervers.territory.domain.names import search_key
from allervers.territory.models import Sector, SectorCoverage
from allervers.territory.queries.resolve import resolve_commune
from allervers.territory.queries.sectors import may_edit
from allervers.ui.domain.refusal import Refusal

LONGEST_PART = 100


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A line of a file: which sector covers which commune, or which part of it."""

    number: int
    sector: str
    commune: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """A territorial service; `coverage` is (commune code, part of it or "")."""

    departement: str
    name: str
    address: str
    phone: str
    is_invented: bool
    coverage: tuple[tuple[str, str], ...]


@transaction.atomic
def cover(*, viewer: Viewer, sector_id: UUID, commune_code: str, part: str = "") -> bool:
    """Add a commune, or a part of it, to a sector; False when it was there already."""
    found = _sector_of(viewer, sector_id)
    _row, is_new = SectorCoverage.objects.get_or_create(
        sector=found, commune_id=commune_code, part=part.strip()
    )
    return is_new


@transaction.atomic
def uncover(*, viewer: Viewer, sector_id: UUID, coverage_id: int) -> None:
    """Take a commune, or a part of it, out of a sector."""
    found = _sector_of(viewer, sector_id)
    deleted, _each = SectorCoverage.objects.filter(sector=found, id=coverage_id).delete()
    if not deleted:
        raise _not_found()


@transaction.atomic
def import_coverage(*, viewer: Viewer, rows: Iterable[CoverageRow]) -> ImportReport:
    """Add what a file says to the sectors; what is there already is left, nothing is removed."""
    known = {search_key(each.name): each for each in Sector.objects.select_related("organisation")}
    wanted = list(rows)
    created = 0
    unchanged = 0
    refused = []
    for row in wanted:
        found = known.get(search_key(row.sector))
        if reason := _why_not(viewer, row, found):
            refused.append(RefusedRow(f"ligne {row.number}", reason))
            continue
        resolution = resolve_commune(code=row.commune)
        if found is None or resolution.place is None:
            refused.append(RefusedRow(f"ligne {row.number}", _unknown(row, resolution.detail)))
        elif cover(
            viewer=viewer, sector_id=found.id, commune_code=resolution.place.code, part=row.part
        ):
            created += 1
        else:
            unchanged += 1
    return ImportReport(len(wanted), created, 0, unchanged, tuple(refused))


@transaction.atomic
def store_sectors(*, facts: Iterable[SectorFacts], organisation_id: UUID | None = None) -> int:
    """Create the sectors that are missing, with what they cover; return how many are new.

    They belong to the organisation, which may then change what they cover.
    """
    created = 0
    for each in facts:
        found, is_new = Sector.objects.get_or_create(
            departement_id=each.departement,
            name=each.name,
            defaults={
                "organisation_id": organisation_id,
                "address": each.address,
                "phone": each.phone,
                "is_invented": each.is_invented,
            },
        )
        created += is_new
        SectorCoverage.objects.bulk_create(
            [
                SectorCoverage(sector=found, commune_id=code, part=part)
                for code, part in each.coverage
            ],
            ignore_conflicts=True,
        )
    return created


def _why_not(viewer: Viewer, row: CoverageRow, found: Sector | None) -> str:
    if found is None:
        return _("Aucun service ne s'appelle « %(name)s ».") % {"name": row.sector[:80]}
    if not may_edit(viewer, found):
        return _("« %(name)s » appartient à une autre organisation.") % {"name": found.name}
    if len(row.part) > LONGEST_PART or "\0" in row.part:
        return _("La partie de commune dépasse 100 caractères, ou ne se lit pas.")
    return ""


def _unknown(row: CoverageRow, detail: str) -> str:
    return detail or _("« %(code)s » n'est pas un code de commune.") % {"code": row.commune[:20]}


def _sector_of(viewer: Viewer, sector_id: UUID) -> Sector:
    """Return the sector if the viewer may change it; the same answer otherwise."""
    found = Sector.objects.filter(id=sector_id).first()
    if found is None or not may_edit(viewer, found):
        raise _not_found()
    return found


def _not_found() -> Refusal:
    return Refusal(
        code="not_found",
        what=_("Ce service ou cette commune n'est pas à modifier ici."),
        why=_("L'adresse est fausse, ou le service appartient à une autre organisation."),
        todo=_("Revenez à la liste des services."),
        status=404,
    )
