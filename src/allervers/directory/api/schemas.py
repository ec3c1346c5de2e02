"""The shapes of the directory's open data: those of data·inclusion v1, described in French."""

from typing import Annotated

from data_inclusion.schema import v1
from ninja import Schema
from pydantic import Field

Text = str | None
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="AAAA-MM-JJ.")]


class Problem(Schema):
    """Ce qui ne va pas dans la demande : une phrase, ou la liste des paramètres en cause."""

    detail: str | list[dict[str, object]]


class FrameworkValue(Schema):
    """Une valeur d'un référentiel."""

    value: str
    label: str
    description: Text = None


class SourceOut(Schema):
    """Un producteur de données."""

    slug: str
    nom: str
    description: Text = None


class SourceIdDict(Schema):
    """Une fiche d'une autre source."""

    source: str
    id: str


class Shared(Schema):
    """Ce qu'une structure et un service ont en commun."""

    source: str = Field(description="Code de la source.")
    id: str = Field(description="Identifiant stable : source--identifiant du producteur.")
    nom: str
    date_maj: Date
    description: Text = None
    lien_source: Text = None
    commune: Text = None
    code_postal: Text = None
    code_insee: Text = None
    adresse: Text = None
    complement_adresse: Text = None
    longitude: float | None = Field(None, description="WGS 84 ; nulle si non vérifiée.")
    latitude: float | None = Field(None, description="WGS 84 ; nulle si non vérifiée.")
    telephone: Text = None
    courriel: Text = None
    horaires_accueil: Text = Field(None, description="Format opening_hours d'OpenStreetMap.")
    adresse_certifiee: bool = Field(description="Vrai si la position a été vérifiée.")


class BaseStructure(Shared):
    """Une structure, telle que data·inclusion la décrit."""

    siret: Text = None
    site_web: Text = None
    accessibilite_lieu: Text = None
    reseaux_porteurs: list[str] | None = None


class ListedStructure(BaseStructure):
    """Une structure d'une liste."""

    score_qualite: float
    doublons: list[SourceIdDict] = Field(description="Toujours vide : non recherchés ici.")


class ServiceOut(Shared):
    """Un service, tel que data·inclusion le décrit."""

    structure_id: str
    type: v1.TypeService | None = None
    thematiques: list[v1.Thematique] | None = None
    frais: v1.Frais | None = None
    frais_precisions: Text = None
    publics: list[v1.Public] | None = None
    publics_precisions: Text = None
    conditions_acces: Text = None
    modes_accueil: list[v1.ModeAccueil] | None = None
    zone_eligibilite: list[str] | None = None
    contact_nom_prenom: None = Field(None, description="Jamais public.")
    lien_mobilisation: Text = None
    modes_mobilisation: list[v1.ModeMobilisation] | None = None
    mobilisable_par: list[v1.PersonneMobilisatrice] | None = None
    mobilisation_precisions: Text = None
    volume_horaire_hebdomadaire: float | None = None
    nombre_semaines: int | None = None
    score_qualite: float


class DetailedService(ServiceOut):
    """Un service et la structure qui le rend."""

    structure: BaseStructure


class DetailedStructure(ListedStructure):
    """Une structure et ses services."""

    services: list[ServiceOut]


class ServiceSearchResult(Schema):
    """Une réponse : le service, sa distance, et pourquoi il est là."""

    service: DetailedService
    distance: int | None = Field(description="Kilomètres ; nulle à distance.")
    raisons: list[str] = Field(description="Pourquoi ce service est proposé, en français.")


class Paged(Schema):
    """Une page d'une liste."""

    total: int
    page: int
    size: int
    pages: int


class ServicePage(Paged):
    """Des services, par identifiant."""

    items: list[ServiceOut]


class StructurePage(Paged):
    """Des structures, par identifiant."""

    items: list[ListedStructure]


class SearchPage(Paged):
    """Des réponses : les plus proches d'abord, ou les plus pertinentes s'il y a des mots."""

    items: list[ServiceSearchResult]
    mots_corriges: Text = Field(None, description="Ce qui a été cherché, si les mots ont changé.")
