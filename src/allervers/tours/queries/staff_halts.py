"""Halts as their carrier searches them."""

from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.territory.models import Commune
from allervers.territory.queries.places import find_places
from allervers.tours.models import Halt, TownAgreement
from allervers.tours.queries.staff import halts_of


def commune_or_none(code: str) -> Commune | None:
    """Return the commune of this Insee code, or None."""
    if not code.isalnum():
        return None
    return Commune.objects.select_related("departement").filter(code=code).first()


def halts_matching(viewer: Viewer, asked: str) -> QuerySet[Halt]:
    """Return the viewer's halts, those in service first; with `asked`, by commune or place name."""
    rows = halts_of(viewer).order_by("-is_active", "commune__search_name", "name", "id")
    asked = asked.replace("\0", "")  # no database holds one
    if not asked:
        return rows
    codes = [place.code for place in find_places(asked)]
    return rows.filter(Q(commune_id__in=codes) | Q(name__icontains=asked))


def agreement_history(halt: Halt) -> list[TownAgreement]:
    """Return what the commune was asked and answered, the latest dates first."""
    return list(
        halt.agreements.select_related(
            "organisation", "asked_by__user", "answered_by__user"
        ).order_by("-valid_from", "id")[:50]
    )
