"""The expected need of communes, the most expected non-takers first."""

from datetime import date

from django.db.models import F, QuerySet

from allervers.rights.models import ExpectedNeed


def expected_needs(departement: str = "") -> QuerySet[ExpectedNeed]:
    """Return communes by département, those where most are certainly expected first."""
    found = ExpectedNeed.objects.select_related("commune__departement").order_by(
        "commune__departement_id",
        "-non_takers_low",
        F("non_takers_high").desc(nulls_first=True),
        "commune_id",
    )
    return found.filter(commune__departement_id=departement) if departement else found


def departements_expected() -> list[tuple[str, str]]:
    """Return the code and the name of each département of which something is kept."""
    places = ExpectedNeed.objects.order_by("commune__departement_id")
    return list(
        places.values_list("commune__departement_id", "commune__departement__name").distinct()
    )


def computations() -> list[tuple[str, str, date]]:
    """Return the sources, rules and months of all that is kept."""
    found = ExpectedNeed.objects.order_by("source", "rules", "month")
    return list(found.values_list("source", "rules", "month").distinct())
