"""The lists of the open data: services, structures, sources; and one record with what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Q
from django.utils.text import slugify

from allervers.directory.domain.regions import BY_CODE, BY_SLUG
from allervers.directory.domain.service_query import ServiceQuery, expanded
from allervers.directory.models import Service, Source, Structure
from allervers.directory.queries import search_sql
from allervers.directory.queries.search import every_thematique
from allervers.territory.models import Departement

HEAVY: Final = ("as_read", "structure__as_read")


@dataclass(frozen=True, slots=True)
class Area:
    """Where records are: the départements of a region or one of them, and a commune."""

    code_region: str = ""
    slug_region: str = ""
    code_departement: str = ""
    slug_departement: str = ""
    code_commune: str = ""

    def prefixes(self) -> list[list[str]]:
        """Return lists of code beginnings; a record must begin as one of each list says."""
        found: list[list[str]] = []
        if self.code_region:
            found.append(list(BY_CODE.get(self.code_region, ())))
        if self.slug_region:
            found.append(list(BY_SLUG.get(self.slug_region, ())))
        if self.code_departement:
            found.append([self.code_departement])
        if self.slug_departement:
            found.append(departements_named(self.slug_departement))
        if self.code_commune:
            found.append([self.code_commune])
        return found


def services(
    ask: ServiceQuery, area: Area, publics_said: str, *, offset: int, limit: int
) -> tuple[list[Service], int]:
    """Return a page of the services by identifier, and how many there are. Three queries."""
    written = search_sql.filters(ask, expanded(ask.thematiques, every_thematique()), ())
    for number, begins in enumerate(area.prefixes()):
        written.add(f"i.code_insee LIKE ANY (%(area{number})s::text[])")
        written.values[f"area{number}"] = [f"{one}%" for one in begins]
    if publics_said:
        french = search_sql.FRENCH.format("said")
        written.add(f"i.vector @@ {french}", said=publics_said)
    with connection.cursor() as cursor:
        cursor.execute(search_sql.page(written), {**written.values, "o": offset, "n": limit})
        identifiers = [row[0] for row in cursor.fetchall()]
        cursor.execute(search_sql.length(written), written.values)
        total = int(cursor.fetchone()[0])
    return by_identifiers(identifiers), total


def by_identifiers(identifiers: Sequence[str]) -> list[Service]:
    """Return these services with their structure, in this order."""
    known = Service.objects.select_related("structure").defer(*HEAVY).in_bulk(list(identifiers))
    return [known[one] for one in identifiers if one in known]


def structures(
    sources: frozenset[str], networks: frozenset[str], area: Area, *, offset: int, limit: int
) -> tuple[list[Structure], int]:
    """Return a page of the structures by identifier, and how many there are. Two queries."""
    rows = Structure.objects.filter(gone_at=None).defer("as_read").order_by("id")
    if sources:
        rows = rows.filter(source__in=sources)
    if networks:
        rows = rows.filter(reseaux_porteurs__overlap=sorted(networks))
    for begins in area.prefixes():
        either = Q(pk__in=[])
        for one in begins:
            either |= Q(code_insee__startswith=one)
        rows = rows.filter(either)
    return list(rows[offset : offset + limit]), rows.count()


def service(identifier: str) -> Service | None:
    """Return one service with its structure and source, unless it is gone."""
    if "\0" in identifier:
        return None
    rows = Service.objects.select_related("structure", "source").defer(*HEAVY)
    return rows.filter(gone_at=None, structure__gone_at=None, id=identifier).first()


def structure(identifier: str) -> Structure | None:
    """Return one structure with its source, unless it is gone."""
    if "\0" in identifier:
        return None
    rows = Structure.objects.select_related("source").defer("as_read")
    return rows.filter(gone_at=None, id=identifier).first()


def offered(structure: Structure) -> list[Service]:
    """Return the services of a structure, by name."""
    rows = Service.objects.filter(structure=structure, gone_at=None).defer("as_read")
    return list(rows.order_by("nom", "id"))


def sources() -> list[Source]:
    """Return the producers of the directory, by code."""
    return list(Source.objects.order_by("code"))


def departements_named(slug: str) -> list[str]:
    """Return the code of the département whose name makes this slug: "hauts-de-seine"."""
    names = Departement.objects.order_by("code").values_list("code", "name")
    return [code for code, name in names if slugify(name.replace("'", " ")) == slug]
