"""Services in open data: the search, the list, one of them."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from ninja.errors import HttpError

from allervers.directory.api.answers import answer, paged
from allervers.directory.api.questions import SearchQuestion, ServicesQuestion
from allervers.directory.api.schemas import DetailedService, Problem, SearchPage, ServicePage
from allervers.directory.mapping.open_data import detailed_service, service_record
from allervers.directory.queries import listing
from allervers.directory.queries.search import FoundService, search_services
from allervers.directory.wording.reasons import reason_texts
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["Annuaire : services"])
Identifier = Annotated[str, Path(max_length=255, description="source--identifiant.")]
REFUSALS = {400: Problem, 422: Problem}


@router.get(
    "/search/services",
    response={200: SearchPage, **REFUSALS},
    summary="Chercher des services",
    url_name="search_services",
)
@open_to(ANYONE)
@reads
def search(request: HttpRequest, question: Query[SearchQuestion]) -> HttpResponse:
    """Services qui prennent des habitants de la commune : à moins de 50 km, ou à distance.

    Triés par distance puis identifiant ; avec des mots, par pertinence et distance. Le total
    compte cent réponses après la page demandée, sans aller plus loin.
    """
    asked = question.asked()
    result = search_services(asked, limit=question.limit, offset=question.offset)
    said = paged(question, result.found, result.total, found)
    return answer({**said, "mots_corriges": result.corrected_words or None})


def found(one: FoundService) -> dict[str, Any]:
    """Return an answer of a search."""
    return {
        "service": detailed_service(one.service),
        "distance": None if one.distance_km is None else int(one.distance_km),
        "raisons": reason_texts(one.reasons),
    }


@router.get(
    "/services",
    response={200: ServicePage, **REFUSALS},
    summary="Les services",
    url_name="services",
)
@open_to(ANYONE)
@reads
def services(request: HttpRequest, question: Query[ServicesQuestion]) -> HttpResponse:
    """Tous les services de l'annuaire, par identifiant."""
    rows, total = listing.services(
        question.chosen(),
        question.area(),
        question.recherche_public or "",
        offset=question.offset,
        limit=question.limit,
    )
    return answer(paged(question, rows, total, service_record))


# `path`: an identifier may hold a slash.
@router.get(
    "/services/{path:id}",
    response={200: DetailedService, 404: Problem, 422: Problem},
    summary="Un service",
    url_name="service",
)
@open_to(ANYONE)
@reads
def service(request: HttpRequest, id: Identifier) -> HttpResponse:  # noqa: A002 - the contract's name
    """Un service et sa structure, par son identifiant. Ce qui a disparu n'est plus ici."""
    known = listing.service(id)
    if known is None:
        raise HttpError(404, "Aucun service ne porte cet identifiant, ou il a disparu.")
    return answer(detailed_service(known))
