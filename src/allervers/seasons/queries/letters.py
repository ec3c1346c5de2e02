"""Whom letters to communes are from and to: what is written down here, nothing guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.directory.models import Structure
from allervers.territory.models import Commune
from allervers.tours.queries.planning import commune_organisations


@dataclass(frozen=True, slots=True)
class TownHall:
    """A town hall: its commune's name, then what is known of it; empty is not known."""

    commune: str
    address: str = ""
    postal_code: str = ""
    phone: str = ""
    email: str = ""


def town_halls(codes: Iterable[str]) -> dict[str, TownHall]:
    """Return the town halls of communes by Insee code, in three queries.

    The commune's organisation here gives its phone and e-mail; the directory the rest, when it
    holds one town hall there. Of several (annexes) none is taken: which one is not known.
    """
    communes = Commune.objects.filter(code__in=set(codes)).order_by("code")
    told = list(communes.values_list("code", "name", "postal_codes"))
    here = commune_organisations([code for code, *_ in told])
    listed = _listed([code for code, *_ in told])
    found = {}
    for code, name, postal_codes in told:
        one, town = listed.get(code), here.get(code)
        only = postal_codes[0] if len(postal_codes) == 1 else ""
        found[code] = TownHall(
            name,
            one.adresse if one else "",
            (one.code_postal if one else "") or only,
            (town.phone if town else "") or (one.telephone if one else ""),
            (town.email if town else "") or (one.courriel if one else ""),
        )
    return found


def _listed(codes: Iterable[str]) -> dict[str, Structure]:
    rows = Structure.objects.filter(
        code_insee__in=list(codes), nom__istartswith="mairie", gone_at__isnull=True
    ).order_by("id")
    found: dict[str, list[Structure]] = {}
    for row in rows:
        found.setdefault(row.code_insee, []).append(row)
    return {code: some[0] for code, some in found.items() if len(some) == 1}


def carrier_of(viewer: Viewer) -> Organisation:
    """Return the organisation that writes."""
    return Organisation.objects.get(id=viewer.organisation_id)
