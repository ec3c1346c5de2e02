"""What a member may see: units, halts and tours of their own carrier, or shared with it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import Halt, MobileUnit, Series, Tour, TownAgreement, Visit
from allervers.ui.domain.refusal import Refusal


def _own_unit(viewer: Viewer, prefix: str = "") -> Q:
    """Say which rows hang on a unit of the viewer's carrier, or shared with it.

    The shared side is a subquery: a join would give a unit once per organisation.
    """
    shared = MobileUnit.shared_with.through.objects.filter(organisation_id=viewer.organisation_id)
    return Q(**{f"{prefix}carrier_id": viewer.organisation_id}) | Q(
        **{f"{prefix}id__in": shared.values("mobileunit_id")}
    )


def not_found(what: str) -> Refusal:
    """Answer the same for what does not exist and for what belongs to others."""
    return Refusal(
        code="not-found",
        what=what,
        why="Elle n'existe pas, ou elle n'est pas à votre organisation.",
        todo="Revenez à votre espace et choisissez dans les listes.",
        status=404,
    )


def units_of(viewer: Viewer) -> QuerySet[MobileUnit]:
    """Return the units that the viewer's organisation carries or shares, by name."""
    return (
        MobileUnit.objects.filter(_own_unit(viewer))
        .select_related("carrier")
        .order_by("-is_active", "name", "id")
    )


def unit_of(viewer: Viewer, slug: str) -> MobileUnit:
    """Return one unit; refuse (404) one of another carrier."""
    unit = units_of(viewer).filter(slug=slug).first()
    if unit is None:
        raise not_found("Unité mobile introuvable.")
    return unit


def halts_of(viewer: Viewer) -> QuerySet[Halt]:
    """Return the halts of the viewer's organisation and of the carriers whose units it shares."""
    carriers = units_of(viewer).order_by().values("carrier_id")
    return (
        Halt.objects.filter(Q(carrier_id=viewer.organisation_id) | Q(carrier_id__in=carriers))
        .select_related("commune", "carrier")
        .defer("commune__outline")
        .order_by("commune__search_name", "name", "id")
    )


def halt_of(viewer: Viewer, slug: str) -> Halt:
    """Return one halt; refuse (404) one of another carrier."""
    halt = halts_of(viewer).filter(slug=slug).first()
    if halt is None:
        raise not_found("Halte introuvable.")
    return halt


def tours_of(viewer: Viewer) -> QuerySet[Tour]:
    """Return the tours of the viewer's units, the latest first."""
    return (
        Tour.objects.filter(_own_unit(viewer, "unit__"))
        .select_related("unit", "unit__carrier")
        .order_by("-starts_on", "name", "id")
    )


def tour_of(viewer: Viewer, tour_id: UUID) -> Tour:
    """Return one tour; refuse (404) one of another carrier."""
    tour = tours_of(viewer).filter(id=tour_id).first()
    if tour is None:
        raise not_found("Tournée introuvable.")
    return tour


def series_of(viewer: Viewer, series_id: UUID) -> Series:
    """Return one series with its tour and halt; refuse (404) one of another carrier."""
    series = (
        Series.objects.filter(_own_unit(viewer, "tour__unit__"), id=series_id)
        .select_related("tour__unit__carrier", "halt__commune")
        .defer("halt__commune__outline")
        .first()
    )
    if series is None:
        raise not_found("Série introuvable.")
    return series


def visits_of(viewer: Viewer) -> QuerySet[Visit]:
    """Return the visits of the viewer's units in time order, with halt, unit and tour."""
    return (
        Visit.objects.filter(_own_unit(viewer, "unit__"))
        .select_related("unit", "halt__commune", "tour", "edition", "series")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )


def visit_of(viewer: Viewer, visit_id: UUID) -> Visit:
    """Return one visit; refuse (404) one of another carrier."""
    visit = visits_of(viewer).filter(id=visit_id).first()
    if visit is None:
        raise not_found("Passage introuvable.")
    return visit


def agreements_of(viewer: Viewer) -> QuerySet[TownAgreement]:
    """Return the agreements on the viewer's halts, or asked of the viewer's commune."""
    return (
        TownAgreement.objects.filter(
            Q(halt__carrier_id=viewer.organisation_id) | Q(organisation_id=viewer.organisation_id)
        )
        .select_related("halt__commune", "halt__carrier", "organisation", "asked_by__user")
        .defer("halt__commune__outline")
        .order_by("-valid_from", "id")
    )


def agreement_of(viewer: Viewer, agreement_id: UUID) -> TownAgreement:
    """Return one agreement; refuse (404) one of others."""
    agreement = agreements_of(viewer).filter(id=agreement_id).first()
    if agreement is None:
        raise not_found("Accord introuvable.")
    return agreement
