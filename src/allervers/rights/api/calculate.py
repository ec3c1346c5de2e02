"""`POST /rights/calculate`: OpenFisca's own situations, answered as its web API does."""

from typing import Any, Final

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from allervers.rights.api.answering import answered, body_of, open_door, preflight, said
from allervers.rights.api.schemas import situation_body
from allervers.rights.domain.situation import SituationError
from allervers.rights.exchange.openfisca_json import read_situation
from allervers.ui.access import ANYONE, computes, open_to

router = Router()
PATH: Final = "/rights/calculate"
Answer = dict[str, Any]


@router.post(
    PATH,
    response={200: Answer, 400: Answer, 404: Answer, 413: Answer, 422: Answer, 503: Answer},
    summary="Une situation d'OpenFisca, complétée",
    operation_id="calculer_situation",
    openapi_extra=situation_body(),
)
@open_to(ANYONE)
@computes
@answered
def calculate(request: HttpRequest) -> HttpResponse:
    """Remplace chaque `null` par sa valeur, comme l'API web d'OpenFisca (POST /calculate).

    Mêmes entités, mêmes noms, mêmes types ; une erreur est une phrase à la place de ce qui ne va
    pas. Chaque valeur est calculée comme si elle était demandée seule : l'ordre des clés ne change
    rien. Ce sont les règles telles qu'OpenFisca-France les publie, sans nos corrections.
    """
    try:
        situation = read_situation(body_of(request), timezone.localdate().year)
        return said(orjson.dumps(open_door().calculate(situation)))
    except SituationError as error:
        return said(orjson.dumps(error.error, option=orjson.OPT_NON_STR_KEYS), error.status)


@router.api_operation(["OPTIONS"], PATH, include_in_schema=False)
@open_to(ANYONE)
@computes
def calculate_preflight(request: HttpRequest) -> HttpResponse:
    """Let a page of another origin ask."""
    return preflight()
