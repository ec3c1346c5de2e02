"""Names of the places that local rights are given in."""

from allervers.territory.models import Departement


def departement_names() -> dict[str, str]:
    """Return the name of each département by its code, in the order of codes."""
    return dict(Departement.objects.order_by("code").values_list("code", "name"))
