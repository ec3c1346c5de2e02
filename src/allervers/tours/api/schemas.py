"""The shapes of the open data, described in French for those who reuse them."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from allervers.tours.exchange.geojson import CONTENT_TYPE, LICENCE

Status = Literal["published", "cancelled", "moved"]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class HaltOut(Schema):
    """Une halte : un lieu où une unité mobile s'arrête."""

    slug: str = Field(description="Identifiant stable de la halte, repris dans son adresse.")
    name: str = Field(description="Nom du lieu.")
    commune_code: str = Field(description="Code Insee de la commune.")
    commune_name: str = Field(description="Nom de la commune.")
    postal_codes: list[str] = Field(description="Codes postaux de la commune.")
    address: str = Field(description="Voie et numéro, vide s'ils ne sont pas connus.")
    directions: str = Field(description="Repère, par exemple « devant la mairie ».")
    latitude: float | None = Field(
        description="Degrés WGS 84 ; nul tant que personne n'a vérifié la position."
    )
    longitude: float | None = Field(description="Degrés WGS 84 ; nul comme la latitude.")
    is_step_free: bool | None = Field(
        description="Lieu accessible sans marche ; nul si cela n'est pas connu."
    )


class HaltListed(HaltOut):
    """Une halte et ses adresses utiles."""

    next_visit_at: datetime | None = Field(description="Début du prochain passage maintenu.")
    url: str = Field(description="Page de la halte.")
    calendar_url: str = Field(description="Calendrier auquel s'abonner (iCalendar).")
    poster_url: str = Field(description="Affiche A4 à imprimer (PDF).")


class UnitOut(Schema):
    """Une unité mobile : bus, camion, fourgon, voiture ou triporteur."""

    slug: str = Field(description="Identifiant stable de l'unité.")
    name: str = Field(description="Nom de l'unité.")
    kind: str = Field(description="truck, bus, camper_van, car ou trike.")
    kind_label: str = Field(description="Le type, en français.")
    carrier: str = Field(description="Organisation qui porte les tournées.")
    phone: str = Field(description="Téléphone à bord, vide s'il n'y en a pas.")
    is_step_free: bool | None = Field(description="Accessible sans marche ; nul si non connu.")
    is_invented: bool = Field(description="Vrai pour une unité inventée de démonstration.")


class PartnerOut(Schema):
    """Une organisation présente à bord."""

    name: str = Field(description="Nom de l'organisation.")
    offers: str = Field(description="Ce que l'on y fait.")
    languages: list[str] = Field(description="Langues parlées (codes ISO 639).")
    is_confirmed: bool = Field(description="Faux tant que l'organisation n'a pas confirmé.")


class ReplacementOut(Schema):
    """Le passage qui remplace un passage déplacé."""

    id: UUID = Field(description="Identifiant du nouveau passage.")
    starts_at: datetime = Field(description="Début.")
    ends_at: datetime = Field(description="Fin.")
    halt: HaltOut = Field(description="Lieu du nouveau passage.")


class EditionOut(Schema):
    """Une édition à thème."""

    name: str = Field(description="Nom de l'édition.")
    audience: str = Field(description="Code du public visé, par exemple youth.")
    audience_label: str = Field(description="Le public visé, en français.")


class VisitOut(Schema):
    """Un passage : la présence datée d'une unité à une halte."""

    id: UUID = Field(description="Identifiant stable du passage.")
    status: Status = Field(
        description="published : maintenu ; cancelled : annulé ; moved : déplacé."
    )
    starts_at: datetime = Field(description="Début, avec son décalage horaire.")
    ends_at: datetime = Field(description="Fin.")
    pause_starts_at: datetime | None = Field(description="Début de la pause.")
    pause_ends_at: datetime | None = Field(description="Fin de la pause.")
    by_appointment: bool = Field(description="Vrai si l'on n'est reçu que sur rendez-vous.")
    reason: str = Field(description="Code de la raison d'une annulation ou d'un déplacement.")
    reason_label: str = Field(description="La raison, en français.")
    reason_text: str = Field(description="Précisions pour le public.")
    note: str = Field(description="Message pour le public.")
    sequence: int = Field(description="Nombre de changements depuis l'annonce.")
    changed_at: datetime = Field(description="Date du dernier changement.")
    halt: HaltOut = Field(description="Le lieu.")
    unit: UnitOut = Field(description="L'unité mobile.")
    edition: EditionOut | None = Field(description="L'édition à thème, s'il y en a une.")
    moved_to: ReplacementOut | None = Field(description="Le passage qui remplace celui-ci.")
    partners: list[PartnerOut] = Field(description="Les organisations à bord.")
    url: str = Field(description="Page du passage.")


class Page(Schema):
    """Une page de résultats."""

    licence: str = Field(LICENCE, description="Licence de réutilisation.")
    page: int = Field(description="Numéro de cette page, à partir de 1.")
    has_more: bool = Field(description="Vrai s'il y a une page suivante.")


class VisitsOut(Page):
    """Des passages, du plus proche au plus lointain dans le temps."""

    visits: list[VisitOut]


class HaltsOut(Page):
    """Des haltes, par identifiant."""

    halts: list[HaltListed]


class UnitsOut(Page):
    """Des unités mobiles, par identifiant."""

    units: list[UnitOut]


class PointOut(Schema):
    """Un point GeoJSON : longitude, puis latitude."""

    type: Literal["Point"]
    coordinates: tuple[Longitude, Latitude]


class FeatureOut(Schema):
    """Un lieu et ce que l'on en sait ; geometry est nul si la position n'est pas vérifiée."""

    type: Literal["Feature"]
    id: str
    geometry: PointOut | None
    properties: dict[str, object]


class FeaturesOut(Schema):
    """Une FeatureCollection (RFC 7946)."""

    type: Literal["FeatureCollection"]
    licence: str
    page: int
    has_more: bool
    features: list[FeatureOut]


class Problem(Schema):
    """Ce qui ne va pas dans la demande : une phrase, ou la liste des paramètres en cause."""

    detail: str | list[dict[str, object]]


# What ninja does not know: these answers have a media type of their own (RFC 7946 §12).
SAID_AS_GEOJSON: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "content": {
                CONTENT_TYPE: {"schema": {"$ref": f"#/components/schemas/{FeaturesOut.__name__}"}}
            }
        }
    }
}
