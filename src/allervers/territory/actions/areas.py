"""Stores what sources say of small areas: by batches, in one transaction, twice changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db import transaction

from allervers.territory.actions.marking import renew_mark
from allervers.territory.domain.areas import AreaFacts, AreaKind, Figure, Indicator
from allervers.territory.domain.commune import ImportReport, RefusedRow
from allervers.territory.models import AreaFigure, Commune, SmallArea

BATCH: Final = 2000
AREA_COLUMNS: Final = ("name", "commune_id", "latitude", "longitude", "year", "source")
FIGURE_COLUMNS: Final = ("low", "high", "unit", "source", "mark")
Key = tuple[str, str]


@transaction.atomic
def store_areas(
    *, facts: Iterable[AreaFacts], tell: Callable[[int], None] | None = None
) -> ImportReport:
    """Create or change areas and their figures; `tell` hears how many were read, batch by batch.

    A commune that is unknown here is refused; an Iris or a square of an unknown commune is kept
    without one. What a source does not say stays as it was. Nobody's right is checked: only who
    runs commands on the server gets here.
    """
    communes = _communes()
    report = ImportReport()
    for batch in _batches(facts):
        report = _added(report, _store(batch, communes))
        if tell is not None:
            tell(report.read)
    renew_mark()
    return report


@transaction.atomic
def drop_figures(*, indicator: Indicator, departements: Iterable[str], kept: Iterable[str]) -> None:
    """Forget an indicator of the communes of some départements, but for those `kept`."""
    there = AreaFigure.objects.filter(
        indicator=indicator.value, area__commune__departement__in=list(departements)
    )
    there.exclude(area__code__in=list(kept)).delete()
    renew_mark()


def _batches(facts: Iterable[AreaFacts]) -> Iterator[list[AreaFacts]]:
    left = iter(facts)
    while batch := list(islice(left, BATCH)):
        yield batch


def _added(one: ImportReport, other: ImportReport) -> ImportReport:
    return ImportReport(
        one.read + other.read,
        one.created + other.created,
        one.changed + other.changed,
        one.unchanged + other.unchanged,
        (*one.refused, *other.refused),
    )


def _communes() -> dict[str, Commune]:
    """Return communes by their code of today, and by those they had."""
    found: dict[str, Commune] = {}
    columns = ("code", "name", "former_codes", "latitude", "longitude")
    current = list(Commune.objects.only(*columns).order_by("code"))
    for commune in current:
        found |= dict.fromkeys(commune.former_codes, commune)
    return found | {commune.code: commune for commune in current}


def _store(facts: Sequence[AreaFacts], communes: dict[str, Commune]) -> ImportReport:
    """Store one batch."""
    kept, refused = [], []
    for one in facts:
        if one.kind is AreaKind.COMMUNE and one.code not in communes:
            reason = f"La commune {one.code} est inconnue. Lancez d'abord load_territory."
            refused.append(RefusedRow(one.code, reason))
        else:
            kept.append(one)
    fates = _store_areas(kept, communes)
    changed_figures = _store_figures(kept)
    created = sum(fate == "created" for fate in fates.values())
    changed = sum(
        fate != "created" and (fate == "changed" or key in changed_figures)
        for key, fate in fates.items()
    )
    left = len(kept) - created - changed
    return ImportReport(len(facts), created, changed, left, tuple(refused))


def _known(facts: Sequence[AreaFacts]) -> dict[Key, SmallArea]:
    kinds = {one.kind for one in facts}
    found = SmallArea.objects.filter(kind__in=kinds, code__in=[one.code for one in facts])
    return {(one.kind, one.code): one for one in found.order_by("pk")}


def _store_areas(facts: Sequence[AreaFacts], communes: dict[str, Commune]) -> dict[Key, str]:
    """Create or change areas; return what became of each."""
    known = _known(facts)
    fates: dict[Key, str] = {}
    created, changed = [], []
    for one in facts:
        key = (one.kind.value, one.code)
        area = known.get(key) or SmallArea(kind=one.kind.value, code=one.code)
        before = [getattr(area, name) for name in AREA_COLUMNS]
        own = one.code if one.kind is AreaKind.COMMUNE else ""
        _apply(area, one, communes.get(one.commune or own))
        if key not in known:
            created.append(area)
            fates[key] = "created"
        elif before != [getattr(area, name) for name in AREA_COLUMNS]:
            changed.append(area)
            fates[key] = "changed"
        else:
            fates[key] = "unchanged"
    SmallArea.objects.bulk_create(created, batch_size=BATCH)
    SmallArea.objects.bulk_update(changed, AREA_COLUMNS, batch_size=BATCH)
    return fates


def _apply(area: SmallArea, facts: AreaFacts, commune: Commune | None) -> None:
    """Write what is said onto an area. A commune's own name and town hall come from its row."""
    is_commune = facts.kind is AreaKind.COMMUNE and commune is not None
    if facts.name:
        area.name = facts.name
    elif is_commune and not area.name:
        area.name = commune.name if commune else ""
    if commune is not None:
        area.commune_id = commune.code
    if facts.latitude is not None and facts.longitude is not None:
        area.latitude, area.longitude = facts.latitude, facts.longitude
        area.year, area.source = facts.year, facts.source
    elif is_commune and commune and area.latitude is None:
        area.latitude, area.longitude = commune.latitude, commune.longitude
    if not area.source:
        area.year, area.source = facts.year, facts.source


def _store_figures(facts: Sequence[AreaFacts]) -> set[Key]:
    """Create or change figures; return the areas of which one changed."""
    areas = {(one.kind, one.code): one for one in _known(facts).values()}
    found = AreaFigure.objects.filter(area__in=areas.values()).order_by("pk")
    known = {(one.area_id, one.indicator, one.year): one for one in found}
    created, changed, touched = [], [], Counter[Key]()
    for one in facts:
        key = (one.kind.value, one.code)
        for figure in one.figures:
            row = known.get((areas[key].pk, figure.indicator.value, figure.year))
            wanted = _columns(figure)
            if row is None:
                created.append(_figure(areas[key], figure, wanted))
                touched[key] += 1
            elif wanted != {name: getattr(row, name) for name in FIGURE_COLUMNS}:
                for name, value in wanted.items():
                    setattr(row, name, value)
                changed.append(row)
                touched[key] += 1
    AreaFigure.objects.bulk_create(created, batch_size=BATCH)
    AreaFigure.objects.bulk_update(changed, FIGURE_COLUMNS, batch_size=BATCH)
    return set(touched)


def _columns(figure: Figure) -> dict[str, float | str | None]:
    return {
        "low": figure.low,
        "high": figure.high,
        "unit": figure.indicator.unit.value,
        "source": figure.source,
        "mark": figure.mark,
    }


def _figure(area: SmallArea, figure: Figure, wanted: dict[str, float | str | None]) -> AreaFigure:
    return AreaFigure(area=area, indicator=figure.indicator.value, year=figure.year, **wanted)
