"""The value lists of data·inclusion, from its own package."""

from collections.abc import Callable
from typing import Any, Final

from data_inclusion.schema import v1
from django.http import HttpRequest, HttpResponse
from ninja import Router

from allervers.directory.api.answers import answer
from allervers.directory.api.schemas import FrameworkValue
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["Annuaire : référentiels"])
LISTS: Final = {
    "frais": v1.Frais,
    "modes-accueil": v1.ModeAccueil,
    "modes-mobilisation": v1.ModeMobilisation,
    "personnes-mobilisatrices": v1.PersonneMobilisatrice,
    "publics": v1.Public,
    "reseaux-porteurs": v1.ReseauPorteur,
    "thematiques": v1.Thematique,
    "types-services": v1.TypeService,
}


def listing(name: str, values: Any) -> Callable[[HttpRequest], HttpResponse]:
    """Return the page of one list."""
    said = [
        {"value": one.value, "label": one.label, "description": one.description} for one in values
    ]

    @open_to(ANYONE)
    @reads
    def shown(request: HttpRequest) -> HttpResponse:
        """Valeurs possibles, avec leur libellé."""
        return answer(said)

    shown.__name__ = name.replace("-", "_")
    return shown


for each, listed in LISTS.items():
    page = listing(each, listed)
    # The short address, then the one that data·inclusion gives.
    for start, kind in (("", "list"), ("/doc", "doc")):
        router.get(
            f"{start}/{each}",
            response=list[FrameworkValue],
            summary=f"Référentiel : {each}",
            operation_id=f"{kind}_{each.replace('-', '_')}",
            url_name=f"{kind}_{each.replace('-', '_')}",
        )(page)
