"""Structures and sources in open data."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from ninja.errors import HttpError

from allervers.directory.api.answers import answer, paged
from allervers.directory.api.questions import StructuresQuestion
from allervers.directory.api.schemas import DetailedStructure, Problem, SourceOut, StructurePage
from allervers.directory.mapping.open_data import (
    detailed_structure,
    listed_structure,
    source_record,
)
from allervers.directory.queries import listing
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["Annuaire : structures"])
Identifier = Annotated[str, Path(max_length=255, description="source--identifiant.")]


@router.get(
    "/structures",
    response={200: StructurePage, 400: Problem, 422: Problem},
    summary="Les structures",
    url_name="structures",
)
@open_to(ANYONE)
@reads
def structures(request: HttpRequest, question: Query[StructuresQuestion]) -> HttpResponse:
    """Toutes les structures de l'annuaire, par identifiant."""
    rows, total = listing.structures(
        frozenset(question.sources or ()),
        frozenset(str(one) for one in question.reseaux_porteurs or ()),
        question.area(),
        offset=question.offset,
        limit=question.limit,
    )
    return answer(paged(question, rows, total, listed_structure))


# `path`: an identifier may hold a slash.
@router.get(
    "/structures/{path:id}",
    response={200: DetailedStructure, 404: Problem, 422: Problem},
    summary="Une structure",
    url_name="structure",
)
@open_to(ANYONE)
@reads
def structure(request: HttpRequest, id: Identifier) -> HttpResponse:  # noqa: A002 - the contract's name
    """Une structure et ses services, par son identifiant."""
    known = listing.structure(id)
    if known is None:
        raise HttpError(404, "Aucune structure ne porte cet identifiant, ou elle a disparu.")
    return answer(detailed_structure(known, listing.offered(known)))


@router.get("/sources", response=list[SourceOut], summary="Les sources", url_name="sources")
@open_to(ANYONE)
@reads
def sources(request: HttpRequest) -> HttpResponse:
    """Les producteurs de l'annuaire ; leur code sert aux paramètres `sources`."""
    return answer([source_record(one) for one in listing.sources()])
