"""The results in open data: whole months, already over, small groups hidden."""

from datetime import date
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from allervers.results.domain.periods import after, last_published, month_of, published_at
from allervers.results.domain.publishing import MET, Figure
from allervers.results.exchange.results_csv import open_csv
from allervers.results.queries.shown import MonthOpened, published_between
from allervers.results.wording.tables import Table, label, tables_of
from allervers.tours.exchange.geojson import LICENCE
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["Bilan"])
MOST_MONTHS: Final = 24
CACHED: Final = "public, max-age=3600"
Month = Annotated[str, Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class ResultsQuestion(Schema):
    """Quels mois, quel lieu. Sans rien, les douze derniers mois publiés."""

    since: Month | None = Field(None, alias="from", description="Premier mois (AAAA-MM).")
    until: Month | None = Field(
        None, description="Dernier mois compris (AAAA-MM). Au plus 24 mois sont rendus."
    )
    commune: str | None = Field(
        None, pattern="^[0-9][0-9AB][0-9]{3}$", description="Code Insee de la commune des haltes."
    )
    unit: str | None = Field(
        None, pattern="^[-a-zA-Z0-9_]{1,80}$", description="Identifiant d'une unité mobile."
    )

    def months(self, today: date) -> tuple[date, date]:
        """Return the first day of the first month and the last day of the last, as published."""
        latest = last_published(today)
        last = min(date.fromisoformat(f"{self.until}-01"), latest) if self.until else latest
        asked = date.fromisoformat(f"{self.since}-01") if self.since else after(last, -11)
        return max(asked, after(last, 1 - MOST_MONTHS)), month_of(last).last


class PlaceOut(Schema):
    """Les personnes rencontrées par une unité aux haltes d'une commune."""

    commune_code: str = Field(description="Code Insee de la commune de la halte.")
    commune_name: str = Field(description="Nom de la commune.")
    unit: str = Field(description="Identifiant de l'unité mobile.")
    unit_name: str = Field(description="Nom de l'unité mobile.")
    people_met: int | None = Field(description="Personnes rencontrées ; nul quand c'est caché.")
    hidden: bool = Field(description="Vrai pour un petit groupe, ou ce qui le redonnerait.")


class FigureOut(Schema):
    """Un chiffre d'un indicateur."""

    code: str = Field(description="Code de la ligne ; vide : non demandé, ou pas encore connu.")
    label: str = Field(description="La ligne, en français.")
    value: int | None = Field(description="Le nombre ; nul quand il est caché.")
    euros_per_month: float | None = Field(
        description="Euros par mois, pour les droits trouvés et les droits ouverts."
    )
    arrears_euros: float | None = Field(
        description="Rappels payés en une fois, pour les droits ouverts."
    )
    median_days: int | None = Field(
        description="Délai médian, en jours, entre le constat et l'ouverture du droit."
    )
    hidden: bool = Field(description="Vrai quand le nombre est caché.")


class IndicatorOut(Schema):
    """Un indicateur, défini dans docs/reference/indicators.md."""

    code: str = Field(description="Code de l'indicateur.")
    label: str = Field(description="L'indicateur, en français.")
    base: str = Field(description="Ce parmi quoi l'on compte.")
    base_value: int | None = Field(description="Le nombre que cela fait ; nul quand il est caché.")
    figures: list[FigureOut]


class MonthOut(Schema):
    """Ce qui est publié d'une organisation pour un mois."""

    month: str = Field(description="Le mois, AAAA-MM, jours de France.")
    published_on: date = Field(description="Jour où ces chiffres ont été arrêtés.")
    organisation: str = Field(description="Organisation qui porte les tournées.")
    is_invented: bool = Field(description="Vrai pour une organisation de démonstration.")
    people_met: int | None = Field(description="Personnes rencontrées ; nul quand c'est caché.")
    hidden: bool = Field(description="Vrai quand ce nombre est caché.")
    places: list[PlaceOut]
    indicators: list[IndicatorOut]


class ResultsOut(Schema):
    """Le bilan, par mois et par organisation."""

    licence: str = Field(description="Licence de réutilisation.")
    threshold: int = Field(description="En dessous de ce nombre de personnes, rien n'est dit.")
    months: list[MonthOut]


@router.get("/results", response=ResultsOut, summary="Le bilan, par mois, commune et unité")
@open_to(ANYONE)
@reads
def results(
    request: HttpRequest, response: HttpResponse, question: Query[ResultsQuestion]
) -> dict[str, Any]:
    """Personnes rencontrées, demandes, droits trouvés, orientations et leurs suites.

    Un mois paraît quand le mois suivant est terminé. Les groupes de moins de cinq personnes sont
    cachés (`hidden`), avec ce qui permettrait de les retrouver.
    """
    found = published_between(*question.months(timezone.localdate()))
    response["Cache-Control"] = CACHED
    return {
        "licence": LICENCE,
        "threshold": 5,
        "months": [month_out(one, question) for one in found],
    }


@router.get(
    "/results.csv",
    summary="Le bilan en CSV",
    openapi_extra={
        "responses": {
            200: {
                "description": "Une ligne par chiffre ; « caché » pour les petits groupes.",
                "content": {"text/csv": {"schema": {"type": "string"}}},
            }
        }
    },
)
@open_to(ANYONE)
@reads
def results_csv(request: HttpRequest, question: Query[ResultsQuestion]) -> HttpResponse:
    """Les mêmes chiffres, pour un tableur : points-virgules, sans formule."""
    body = open_csv(published_between(*question.months(timezone.localdate())))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bilan.csv"'
    response["Cache-Control"] = CACHED
    return response


def month_out(one: MonthOpened, question: ResultsQuestion) -> dict[str, Any]:
    """Return one organisation's month; its places narrowed once everything is hidden that must."""
    met = one.results.figures[MET]
    places = [
        place_out(one, key[1], fig) for key, fig in one.results.figures.items() if key[0] == "unit"
    ]
    return {
        "month": one.month,
        "published_on": published_at(date.fromisoformat(f"{one.month}-01")),
        "organisation": one.organisation.name,
        "is_invented": one.organisation.is_invented,
        "people_met": met.value,
        "hidden": met.is_hidden,
        "places": sorted(
            (place for place in places if _is_asked(place, question)),
            key=lambda place: (place["commune_code"], place["unit"]),
        ),
        "indicators": [indicator_out(table) for table in tables_of(one.results)],
    }


def place_out(one: MonthOpened, code: str, figure: Figure) -> dict[str, Any]:
    """Return one commune × unit."""
    commune, _slash, unit = code.partition("/")
    slug, name = one.results.names.units.get(unit, ("", ""))
    return {
        "commune_code": commune,
        "commune_name": label("commune", commune, one.results.names),
        "unit": slug,
        "unit_name": name,
        "people_met": figure.value,
        "hidden": figure.is_hidden,
    }


def _is_asked(place: dict[str, Any], question: ResultsQuestion) -> bool:
    asked = (question.commune, question.unit)
    found = (place["commune_code"], place["unit"])
    return all(one is None or one == other for one, other in zip(asked, found, strict=True))


def indicator_out(table: Table) -> dict[str, Any]:
    """Return one indicator."""
    return {
        "code": table.code,
        "label": table.caption,
        "base": table.base,
        "base_value": table.base_value,
        "figures": [
            {
                "code": row.code,
                "label": row.label,
                "value": row.figure.value,
                "euros_per_month": None if row.figure.euros is None else float(row.figure.euros),
                "arrears_euros": None if row.figure.arrears is None else float(row.figure.arrears),
                "median_days": row.figure.days,
                "hidden": row.figure.is_hidden,
            }
            for row in table.rows
        ],
    }
