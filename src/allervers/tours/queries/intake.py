"""What was taken in, for the coordinators of the carrier that did."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import MobileUnit, Proposal, TimetableImport, Tour
from allervers.tours.queries.staff import not_found, tours_of, units_of


def imports_of(viewer: Viewer) -> QuerySet[TimetableImport]:
    """Return the imports of the viewer's carrier, the latest first, with their progress."""
    status = Proposal.Status
    return (
        TimetableImport.objects.filter(carrier_id=viewer.organisation_id)
        .annotate(
            waiting=Count("proposals", filter=Q(proposals__status=status.WAITING)),
            confirmed=Count("proposals", filter=Q(proposals__status=status.CONFIRMED)),
            aside=Count("proposals", filter=Q(proposals__status=status.SET_ASIDE)),
        )
        .order_by("-taken_in_at", "id")
    )


def import_of(viewer: Viewer, import_id: UUID) -> TimetableImport:
    """Return one import; refuse (404) one of another carrier."""
    taken = imports_of(viewer).filter(id=import_id).first()
    if taken is None:
        raise not_found("Import introuvable.")
    return taken


def proposals_of(taken: TimetableImport) -> QuerySet[Proposal]:
    """Return the proposals of an import, in the order of the source."""
    return (
        taken.proposals.select_related("series__halt__commune")
        .defer("series__halt__commune__outline")
        .order_by("row", "position")
    )


def ready_of(taken: TimetableImport) -> QuerySet[Proposal]:
    """Return the proposals that wait and have nothing left to ask."""
    return taken.proposals.filter(status=Proposal.Status.WAITING, questions=[]).order_by(
        "row", "position"
    )


def proposal_of(viewer: Viewer, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """Return one proposal with its import; refuse (404) one of another carrier."""
    rows = Proposal.objects.select_related("taken_from").filter(
        id=proposal_id, taken_from__carrier_id=viewer.organisation_id
    )
    found = (rows.select_for_update(of=["self"]) if lock else rows).first()
    if found is None:
        raise not_found("Proposition introuvable.")
    return found


def tour_of_import(viewer: Viewer, taken: TimetableImport) -> Tour | None:
    """Return the tour that the proposals of an import go to, once it is chosen."""
    known = taken.report.get("tour_id")
    return tours_of(viewer).filter(id=known).first() if known else None


def own_units(viewer: Viewer) -> QuerySet[MobileUnit]:
    """Return the units in service that the viewer's organisation carries or shares."""
    return units_of(viewer).filter(is_active=True)


def own_tours(viewer: Viewer) -> QuerySet[Tour]:
    """Return the tours that a proposal can go to."""
    return tours_of(viewer)
