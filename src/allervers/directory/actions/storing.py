"""Takes records one batch at a time to a temporary table, then writes them all at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from allervers.directory.actions import writing
from allervers.directory.actions.deriving import derive
from allervers.directory.actions.lexicon import refresh_lexicon
from allervers.directory.actions.overlay import Entry, Overlay, entry, save_disagreements
from allervers.directory.actions.staging import StagedRow, stage, staged_places, staging
from allervers.directory.domain.reading.cells import MOST_ITEMS, clean, kept
from allervers.directory.domain.reading.checking import check
from allervers.directory.domain.reading.fields import PLACE
from allervers.directory.domain.reading.record import Draft, Kind, Record, Remark
from allervers.directory.models import Correction, Source, Structure
from allervers.directory.queries.communes import Atlas
from allervers.directory.queries.shown import MODELS, digest_of, shown
from allervers.ui.domain.refusal import Refusal

BATCH: Final = 1_000
Drafts = Callable[[], Iterator[Draft]]
Told = Callable[[int], None]
Place = dict[str, object]


@dataclass(slots=True)
class _Run:
    """What one import carries from batch to batch."""

    source: str
    now: datetime
    atlas: Atlas = field(default_factory=Atlas)
    seen: set[tuple[str, str]] = field(default_factory=set)
    touched: list[Correction] = field(default_factory=list)
    laid: dict[UUID, Entry] = field(default_factory=dict)


def store_records(
    *,
    drafts: Drafts,
    source: str,
    now: datetime,
    is_complete: bool = False,
    accepts_many_gone: bool = False,
    import_id: UUID | None = None,
    told: Told | None = None,
    finish: Callable[[writing.Counts], None] | None = None,
) -> writing.Counts:
    """Check the drafts, then write them in one transaction; report them when there is an import.

    `drafts()` is walked twice, structures first. `told` hears how many drafts were read;
    `finish` runs in the transaction that writes. Raises `Refusal` (409) when a complete file would
    mark gone more than half of a source: then nothing is written.
    """
    run = _Run(source, now)
    with staging():
        done = 0
        for kind in Kind:
            for batch in _batches(one for one in drafts() if one.kind is kind):
                _stage_batch(kind, batch, run)
                done += len(batch)
                if told:
                    told(done)
        with transaction.atomic():
            counts = _write(run, import_id, is_complete=is_complete, accepts=accepts_many_gone)
            if finish:
                finish(counts)
    return counts


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    walk = iter(drafts)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _stage_batch(kind: Kind, batch: list[Draft], run: _Run) -> None:
    today = timezone.localdate(run.now)
    records = [check(one, source=run.source, today=today) for one in batch]
    records = [_once(one, run) for one in records]
    run.atlas.prepare(one.text("code_insee") for one in records)
    overlay = Overlay(kind, records)
    run.laid |= overlay.entries()
    run.touched += overlay.disagreements((one for one in records if not one.refusals), run.now)
    places = _places(records) if kind is Kind.SERVICE else {}
    stage([_staged(one, overlay, places, run) for one in records])


def _once(record: Record, run: _Run) -> Record:
    """Refuse the second record of one identifier."""
    if not record.id or record.refusals:
        return record
    if (record.kind, record.id) in run.seen:
        twice = Remark(
            "id", f"L'identifiant « {record.id} » est donné deux fois dans ce fichier.",
            "Le premier est gardé.", "Donnez un identifiant différent à chaque ligne.",
        )  # fmt: skip
        return replace(record, refusals=(twice,))
    run.seen.add((record.kind, record.id))
    return record


def _places(records: list[Record]) -> dict[str, Place]:
    """Return where the structures of these services are: staged, or held already."""
    ids = {one.text("structure_id") for one in records} - {""}
    found = staged_places(ids)
    names = (*PLACE, "point_status")
    held = Structure.objects.filter(id__in=ids - set(found), gone_at=None).values("id", *names)
    return found | {row["id"]: {name: row[name] for name in names} for row in held}


def _staged(record: Record, overlay: Overlay, places: dict[str, Place], run: _Run) -> StagedRow:
    structure_id = record.text("structure_id")
    if record.kind is Kind.SERVICE and structure_id and structure_id not in places:
        record = replace(record, refusals=(*record.refusals, _orphan(structure_id)))
    bare = StagedRow(
        record.kind, record.id, record.text("source") or run.source, record.number, record.title,
        refusals=record.refusals, row=_row(record),
    )  # fmt: skip
    if record.refusals:
        return bare
    made = shown(
        record.kind,
        overlay.over(record),
        atlas=run.atlas,
        today=timezone.localdate(run.now),
        structure_place=places.get(structure_id),
    )
    reserves = (*record.reserves, *made.reserves)
    return replace(
        bare,
        as_read=record.fields,
        digest=digest_of(record.fields),
        shown=made.columns,
        reserves=reserves,
        row=bare.row if reserves else None,
    )


def _row(record: Record) -> dict[str, object]:
    """Return the row as the report keeps it: names too are letters that a database can hold."""
    cells = islice(record.row.items(), MOST_ITEMS)
    return {clean(str(name)): kept(value) for name, value in cells}


def _orphan(structure_id: str) -> Remark:
    return Remark(
        "structure_id",
        f"La structure « {structure_id} » n'est ni dans ce fichier ni dans l'annuaire.",
        "Elle manque, ou elle a été refusée.",
        "Importez d'abord les structures de cette source.",
    )


def _write(
    run: _Run, import_id: UUID | None, *, is_complete: bool, accepts: bool
) -> writing.Counts:
    writing.lock()
    if is_complete and not accepts:
        _refuse_many_gone()
    for code in writing.sources():
        Source.objects.get_or_create(code=code, defaults={"name": code})
    counts = writing.count()
    if import_id is not None:
        writing.report(import_id)
    writing.write(run.now, timezone.localdate(run.now))
    _correct_again(run)
    gone = writing.bury(import_id, run.now) if is_complete else 0
    save_disagreements(run.touched)
    refresh_lexicon(since=run.now)
    return replace(counts, gone=gone)


def _correct_again(run: _Run) -> None:
    """Lay over what was corrected, or taken back, while the file was being read."""
    held = {one.id: entry(one) for one in Correction.objects.all()}
    moved = {(kind, id_) for _id, (_at, kind, id_) in held.items() ^ run.laid.items()}
    for kind, id_ in sorted(moved & run.seen):
        for record in MODELS[Kind(kind)].objects.filter(id=id_):
            derive(record, run.now, run.atlas)


def _refuse_many_gone() -> None:
    """Refuse a complete file from which more than half of a source is missing."""
    for one in writing.vanishing():
        if one.gone * writing.SHARE_OF_ALL > one.held:
            words = {"structure": "structures", "service": "services"}[one.kind]
            raise Refusal(
                "too_many_gone",
                f"{one.gone} {words} sur {one.held} de la source « {one.source} » disparaîtraient.",
                "Le fichier est annoncé complet, mais plus de la moitié n'y est pas.",
                "Vérifiez le fichier. S'il est juste, confirmez-le.",
                409,
            )
