"""Keeps what is expected of the communes, one département at a time; twice changes nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from allervers.rights.domain.need.rows import NeedRow
from allervers.rights.models import ExpectedNeed
from allervers.territory.actions.areas import drop_figures, store_areas
from allervers.territory.domain.areas import AreaFacts, AreaKind, Figure, Indicator
from allervers.territory.models import Commune

HIDDEN = "caché"


@dataclass(frozen=True, slots=True)
class KeptNeed:
    """What became of the lines. `unknown`: codes that are no commune here."""

    kept: int
    departements: tuple[str, ...]
    unknown: tuple[str, ...]
    has_changed: bool


@transaction.atomic
def replace_need(*, rows: Sequence[NeedRow], now: datetime) -> KeptNeed:
    """Replace all that is kept of the départements of these communes.

    Nobody's right is checked: only who runs commands on the server gets here.
    """
    places = dict(
        Commune.objects.filter(code__in=[one.commune for one in rows]).values_list(
            "code", "departement_id"
        )
    )
    known = [one for one in rows if one.commune in places]
    there = ExpectedNeed.objects.filter(commune__departement_id__in=set(places.values()))
    has_changed = {_kept(one) for one in there} != set(known)
    if has_changed:
        there.delete()
        ExpectedNeed.objects.bulk_create(_stored(one, now) for one in known)
    # Seasons stand below and cannot ask: what is expected is pushed among the figures of places.
    store_areas(facts=map(_figure, known))
    codes = [one.commune for one in known]
    drop_figures(indicator=Indicator.RSA_NON_TAKERS, departements=set(places.values()), kept=codes)
    unknown = tuple(one.commune for one in rows if one.commune not in places)
    return KeptNeed(len(known), tuple(sorted(set(places.values()))), unknown, has_changed)


def _figure(row: NeedRow) -> AreaFacts:
    """Return the households without their RSA, marked where what is secret bounds them badly."""
    mark = "" if row.recipients_high == row.recipients_low else HIDDEN
    low, high = float(row.non_takers_low), row.non_takers_high
    figure = Figure(
        Indicator.RSA_NON_TAKERS, low, None if high is None else float(high), row.year,
        f"{row.source} ; {row.rules}"[:200], mark,
    )  # fmt: skip
    return AreaFacts(AreaKind.COMMUNE, row.commune, figures=(figure,))


def _stored(row: NeedRow, now: datetime) -> ExpectedNeed:
    figures = asdict(row)
    return ExpectedNeed(commune_id=figures.pop("commune"), **figures, loaded_at=now)


def _kept(one: ExpectedNeed) -> NeedRow:
    figures = {name: getattr(one, name) for name in NeedRow.__slots__ if name != "commune"}
    return NeedRow(commune=one.commune_id, **figures)
