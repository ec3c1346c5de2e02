"""What may be asked, with data·inclusion's own parameters; checked before the database is."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from data_inclusion.schema import v1
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from allervers.directory.domain.regions import BY_CODE, BY_SLUG
from allervers.directory.domain.service_query import ServiceQuery
from allervers.directory.queries.listing import Area
from allervers.directory.queries.search import FARTHEST

MOST = 500  # records in one answer, whatever the size asked
NO_NUL = r"^[^\x00]*$"  # PostgreSQL has no word for NUL
Said = Annotated[str, Field(max_length=300, pattern=NO_NUL)]
Source = Annotated[str, Field(max_length=60, pattern=NO_NUL)]
Commune = Annotated[str, Field(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
Degrees = Annotated[float, Field(allow_inf_nan=False)]
RegionCode = StrEnum("RegionCode", {code: code for code in BY_CODE})  # type: ignore[misc]
RegionSlug = StrEnum("RegionSlug", {slug: slug for slug in BY_SLUG})  # type: ignore[misc]


class PageQuestion(Schema):
    """Quelle page d'une liste."""

    model_config: ClassVar = ConfigDict(extra="ignore")

    page: int = Field(1, ge=1, le=10_000, description="Numéro de page, à partir de 1.")
    size: int = Field(
        100,
        ge=1,
        le=10_000,
        description="Taille de page ; au-delà de 500, la page en a 500, et `size` le dit.",
    )

    @property
    def limit(self) -> int:
        """How many records this page holds."""
        return min(self.size, MOST)

    @property
    def offset(self) -> int:
        """How many records come before this page."""
        return (self.page - 1) * self.limit


class AreaQuestion(PageQuestion):
    """Dans quel territoire."""

    code_region: RegionCode | None = None
    slug_region: RegionSlug | None = None
    code_departement: str | None = Field(None, pattern=r"^([0-9]{2,3}|2[AB])$")
    slug_departement: str | None = Field(None, pattern=r"^[a-z-]{2,40}$")
    code_commune: Commune | None = Field(None, description="Code Insee de la commune.")

    def area(self) -> Area:
        """Return the area asked for."""
        return Area(
            self.code_region or "",
            self.slug_region or "",
            self.code_departement or "",
            self.slug_departement or "",
            self.code_commune or "",
        )


class Chosen(Schema):
    """Quels services ; chaque réponse a au moins une valeur de chaque liste donnée."""

    sources: list[Source] | None = Field(None, max_length=50)
    thematiques: list[v1.Thematique | v1.Categorie] | None = Field(
        None, max_length=100, description="Thématiques ; une catégorie vaut toutes les siennes."
    )
    frais: list[v1.Frais] | None = Field(None, max_length=20)
    modes_accueil: list[v1.ModeAccueil] | None = Field(None, max_length=20)
    publics: list[v1.Public] | None = Field(
        None, max_length=50, description="Publics ; ce qui s'adresse à tous répond aussi."
    )
    recherche_public: Said | None = Field(
        None, description="Mots cherchés dans les publics et leurs précisions."
    )
    types: list[v1.TypeService] | None = Field(None, max_length=20)
    score_qualite_minimum: float | None = Field(None, ge=0, le=1, allow_inf_nan=False)
    exclure_doublons: bool | None = Field(
        False, description="Sans effet : les doublons ne sont pas recherchés ici."
    )

    def chosen(self, **more: Any) -> ServiceQuery:
        """Return the query, with what else is asked."""
        return ServiceQuery(
            sources=frozenset(self.sources or ()),
            thematiques=frozenset(str(one) for one in self.thematiques or ()),
            frais=frozenset(str(one) for one in self.frais or ()),
            modes_accueil=frozenset(str(one) for one in self.modes_accueil or ()),
            publics=frozenset(str(one) for one in self.publics or ()),
            types=frozenset(str(one) for one in self.types or ()),
            score_qualite_minimum=self.score_qualite_minimum,
            **more,
        )


class ServicesQuestion(Chosen, AreaQuestion):
    """Une liste de services."""


class StructuresQuestion(AreaQuestion):
    """Une liste de structures."""

    sources: list[Source] | None = Field(None, max_length=50)
    reseaux_porteurs: list[v1.ReseauPorteur] | None = Field(None, max_length=120)
    exclure_doublons: bool | None = Field(
        False, description="Sans effet : les doublons ne sont pas recherchés ici."
    )


class SearchQuestion(Chosen, PageQuestion):
    """Les services qui répondent, autour d'une commune ou d'un point."""

    code_commune: Commune | None = Field(
        None, description="Code Insee : décide de la zone d'éligibilité, et du centre."
    )
    lat: Degrees | None = Field(None, ge=-90, le=90, description="Latitude, avec lon.")
    lon: Degrees | None = Field(None, ge=-180, le=180, description="Longitude, avec lat.")
    q: Said = Field("", description="Mots de tous les jours ; propre à cette plateforme.")
    rayon_km: float = Field(
        50, gt=0, le=200, allow_inf_nan=False, description="Rayon ; propre à cette plateforme."
    )
    ouvert_a: datetime | None = Field(
        None,
        description="Sans ce qui est fermé à cet instant (ISO 8601) ; propre à cette plateforme.",
    )

    def asked(self) -> ServiceQuery:
        """Return the query; refuse half a point, a far page and a time without an offset."""
        if (self.lat is None) != (self.lon is None):
            raise HttpError(422, "Donnez lat et lon ensemble, ou aucune des deux.")
        if self.offset + self.limit > FARTHEST:
            raise HttpError(400, "Précisez la recherche : on ne va pas au-delà de 1 000 réponses.")
        at = self.ouvert_a
        if at is not None and (at.tzinfo is None or not 2000 <= at.year <= 2100):  # noqa: PLR2004
            raise HttpError(422, "Donnez un instant avec son décalage : 2026-11-24T10:00:00+01:00.")
        return self.chosen(
            words=" ".join(filter(None, (self.q, self.recherche_public))),
            code_insee=self.code_commune or "",
            latitude=self.lat,
            longitude=self.lon,
            radius_km=self.rayon_km,
            open_at=at,
        )
