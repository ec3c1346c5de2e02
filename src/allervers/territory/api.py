"""Public API of communes: where people are, in the words of the geographic API of the State.

Open to all, reads only. Field names follow geo.api.gouv.fr (nom, code, codesPostaux…), which
French developers already know.
"""

from typing import Annotated, ClassVar, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from allervers.territory.domain.commune import Place
from allervers.territory.domain.place_query import read_place
from allervers.territory.queries.around import commune_at, outline_of
from allervers.territory.queries.places import commune, find_places
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["communes"])

CODE = r"^([0-9]{2}|2[AB])[0-9]{3}$"
CommuneCode = Annotated[
    str,
    Path(
        pattern=CODE, description="Code Insee de la commune, sur cinq caractères.", example="92040"
    ),
]
Degrees = Annotated[float, Field(allow_inf_nan=False)]


class CommuneProblem(Schema):
    """Pourquoi la réponse manque."""

    detail: str | list[dict[str, object]] = Field(
        description="Ce qui ne va pas et quoi faire ; par paramètre quand la question est fausse."
    )


class CommunePoint(Schema):
    """Une position GeoJSON (RFC 7946) : longitude puis latitude, en degrés WGS 84."""

    type: Literal["Point"] = "Point"
    coordinates: list[float] = Field(description="Longitude, latitude.")


class DepartementOut(Schema):
    """Un département."""

    code: str = Field(description="Code Insee du département.", examples=["92"])
    nom: str = Field(description="Nom du département.")


class CommuneOut(Schema):
    """Une commune ou un arrondissement municipal."""

    code: str = Field(description="Code Insee.", examples=["92040"])
    nom: str = Field(description="Nom d'aujourd'hui.")
    departement: DepartementOut
    codesPostaux: list[str] = Field(description="Codes postaux distribués dans la commune.")  # noqa: N815 - the State's own name
    population: int | None = Field(description="Population municipale, si elle est connue.")
    mairie: CommunePoint | None = Field(
        description="La mairie, ou à défaut un point à l'intérieur de la commune."
    )
    trouveePar: str = Field(  # noqa: N815 - in step with codesPostaux
        description="Ancien nom ou ancien code qui a mené à cette commune ; vide sinon."
    )


class CommuneList(Schema):
    """Les communes trouvées, les plus probables d'abord."""

    communes: list[CommuneOut]


class OutlineOut(Schema):
    """Le contour simplifié d'une commune, objet Feature de GeoJSON (RFC 7946)."""

    type: Literal["Feature"] = "Feature"
    geometry: dict[str, object] = Field(description="Polygon ou MultiPolygon, WGS 84.")
    properties: dict[str, str] = Field(description="Code et nom de la commune.")


class CommuneSearch(Schema):
    """Une seule des trois questions : `q`, `code_postal`, ou `lat` et `lon`."""

    model_config: ClassVar = ConfigDict(extra="ignore")

    q: str = Field(
        "",
        max_length=200,
        pattern=r"^[^\x00]*$",  # PostgreSQL has no word for NUL
        description="Nom, code postal, ou les deux.",
    )
    code_postal: str = Field(
        "", pattern=r"^([0-9]{2,5})?$", description="Code postal, entier ou son début."
    )
    lat: Degrees | None = Field(None, ge=-90, le=90, description="Latitude, en degrés WGS 84.")
    lon: Degrees | None = Field(None, ge=-180, le=180, description="Longitude, en degrés WGS 84.")
    limit: int = Field(10, ge=1, le=50, description="Nombre de réponses, 50 au plus.")


@router.get(
    "/communes",
    response={200: CommuneList, 400: CommuneProblem, 422: CommuneProblem},
    summary="Chercher une commune",
    operation_id="chercher_communes",
)
@open_to(ANYONE)
@reads
def search(request: HttpRequest, asked: Query[CommuneSearch]) -> CommuneList:
    """Cherche par nom (même mal écrit), par code postal, ou par position."""
    if (asked.lat is None) != (asked.lon is None):
        raise HttpError(400, "Donnez la latitude et la longitude ensemble : lat=48.82&lon=2.27.")
    if asked.lat is not None and asked.lon is not None:
        place = commune_at(asked.lat, asked.lon)
        return CommuneList(communes=[_commune(place)] if place else [])
    text = f"{asked.q} {asked.code_postal}".strip()
    if read_place(text).is_empty:
        raise HttpError(400, "Posez une question : q=Issy, code_postal=92130, ou lat et lon.")
    return CommuneList(communes=[_commune(each) for each in find_places(text, asked.limit)])


@router.get(
    "/communes/{code}",
    response={200: CommuneOut, 404: CommuneProblem, 422: CommuneProblem},
    summary="Une commune",
    operation_id="lire_commune",
)
@open_to(ANYONE)
@reads
def show(request: HttpRequest, code: CommuneCode) -> CommuneOut:
    """Donne une commune par son code Insee ; un ancien code mène à la commune d'aujourd'hui."""
    place = commune(code)
    if place is None:
        raise HttpError(404, f"Aucune commune ne porte le code {code}.")
    return _commune(place)


@router.get(
    "/communes/{code}/contour",
    response={200: OutlineOut, 404: CommuneProblem, 422: CommuneProblem},
    summary="Le contour d'une commune",
    operation_id="lire_contour",
)
@open_to(ANYONE)
@reads
def outline(request: HttpRequest, code: CommuneCode) -> OutlineOut:
    """Donne le contour simplifié d'une commune, quand il est connu."""
    found = outline_of(code)
    if found is None:
        raise HttpError(404, f"Aucune commune ne porte le code {code}.")
    place, geometry = found
    if geometry is None:
        raise HttpError(404, f"Le contour de cette commune n'est pas chargé : {place.name}.")
    return OutlineOut(geometry=geometry, properties={"code": place.code, "nom": place.name})


def _commune(place: Place) -> CommuneOut:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = CommunePoint(coordinates=[place.longitude, place.latitude])
    return CommuneOut(
        code=place.code,
        nom=place.name,
        departement=DepartementOut(code=place.departement, nom=place.departement_name),
        codesPostaux=list(place.postal_codes),
        population=place.population,
        mairie=point,
        trouveePar=place.matched_as,
    )
