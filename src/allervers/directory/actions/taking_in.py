"""Take in a file of the directory: kept and queued at once, read and written by the worker."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.accounts.domain.viewer import Viewer
from allervers.directory.actions.storing import store_records
from allervers.directory.actions.writing import Counts
from allervers.directory.domain.reading.record import Draft
from allervers.directory.models import DirectoryImport, Source
from allervers.ui.domain.refusal import Refusal

IMPORT_JOB: Final = "directory.import"
CRASHED: Final = "crashed"
MAX_UPLOAD: Final = 256 * 1024 * 1024  # bytes; the command reads larger files


class OpenFile(Protocol):
    """What a gateway gives of a file: `gateways.directory_file.DirectoryFile`."""

    @property
    def format(self) -> str:
        """The code of the format."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    @property
    def drafts(self) -> Callable[[], Iterator[Draft]]:
        """Walk the rows anew."""


Opener = Callable[[bytes], OpenFile]


def require_directory_keeper(viewer: Viewer) -> None:
    """Refuse whoever does not coordinate the tours of a carrier.

    The directory is common to all carriers of the platform: each of their coordinators sees and
    feeds the same one.
    """
    if not viewer.coordinates_tours:
        raise Refusal("not_found", _("Cette page n'existe pas."), status=404)


@transaction.atomic
def ask_import(
    *,
    viewer: Viewer,
    file_name: str,
    content: bytes,
    source: str,
    is_complete: bool,
    now: datetime,
    source_name: str = "",
) -> DirectoryImport:
    """Keep a file and have the worker take it in; the same transaction does both.

    `source` is the code of its producer, as data·inclusion writes them ("dora"). Raises `Refusal`
    (422) when the file is empty or too large to be kept.
    """
    require_directory_keeper(viewer)
    taken = keep_file(
        file_name=file_name, content=content, source=source, source_name=source_name,
        is_complete=is_complete, now=now,
    )  # fmt: skip
    taken.asked_by_id = viewer.member_id
    taken.save(update_fields=["asked_by"])
    _defer(taken)
    return taken


@transaction.atomic
def keep_file(
    *,
    file_name: str,
    content: bytes,
    source: str,
    is_complete: bool,
    now: datetime,
    source_name: str = "",
    accepts_many_gone: bool = False,
) -> DirectoryImport:
    """Keep a file whose import is still to run, for nobody in particular."""
    if not content:
        raise Refusal("file_empty", _("Le fichier est vide."), _("Il n'y a rien à lire."))
    if len(content) > MAX_UPLOAD:
        raise Refusal(
            "file_too_big", _("Le fichier dépasse 256 Mo."), "",
            _("Découpez-le par département, ou demandez à l'hébergeur de l'importer."),
        )  # fmt: skip
    known, _new = Source.objects.get_or_create(
        code=source, defaults={"name": source_name or source}
    )
    return DirectoryImport.objects.create(
        source=known,
        file_name=" ".join(file_name.replace("\0", "").split())[-200:] or source,
        file_sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        is_complete=is_complete,
        accepts_many_gone=accepts_many_gone,
        asked_at=now,
    )


@transaction.atomic
def confirm_many_gone(*, viewer: Viewer, import_id: UUID) -> DirectoryImport:
    """Run again an import refused because most of a source would vanish: a person looked."""
    require_directory_keeper(viewer)
    taken = DirectoryImport.objects.select_for_update().filter(id=import_id).first()
    if taken is None or taken.refusal_code != "too_many_gone" or taken.content is None:
        raise Refusal("not_found", _("Il n'y a rien à confirmer."), status=404)
    taken.accepts_many_gone = True
    taken.state = DirectoryImport.State.WAITING
    taken.refusal = taken.refusal_code = ""
    taken.save(update_fields=["accepts_many_gone", "state", "refusal", "refusal_code"])
    _defer(taken)
    return taken


def _defer(taken: DirectoryImport) -> None:
    """Queue the job; the lock of the queue runs the imports one after the other."""
    app.configure_task(IMPORT_JOB, lock=IMPORT_JOB).defer(import_id=str(taken.id))


def take_in(*, import_id: UUID, opener: Opener, now: datetime) -> DirectoryImport:
    """Read a kept file and write what it holds; a refusal of the whole file writes nothing.

    `opener` is `gateways.directory_file.open_file`. Run again after a crash, it starts anew.
    """
    taken = DirectoryImport.objects.select_related("source").get(id=import_id)
    is_refused = taken.state == DirectoryImport.State.REFUSED and taken.refusal_code != CRASHED
    if taken.content is None or is_refused:
        return taken
    DirectoryImport.objects.filter(id=import_id).update(state=DirectoryImport.State.RUNNING)
    try:
        file = opener(bytes(taken.content))
        taken.content = None  # the text is enough: a national file weighs a hundred megabytes
        _store(taken, file, now)
    except Refusal as refusal:
        _refuse(taken, refusal, now)
    taken.refresh_from_db()
    return taken


def tell_crash(*, import_id: UUID, now: datetime) -> None:
    """Say that the database failed; nothing was written, and the next try may still succeed."""
    DirectoryImport.objects.filter(id=import_id).update(
        state=DirectoryImport.State.REFUSED,
        refusal=_(
            "La base de données n'a pas pu enregistrer ce fichier : rien n'a été changé. Un nouvel "
            "essai est fait tout seul ; s'il échoue aussi, prévenez l'hébergeur."
        ),
        refusal_code=CRASHED,
        finished_at=now,
    )


def _store(taken: DirectoryImport, file: OpenFile, now: datetime) -> None:
    rows = DirectoryImport.objects.filter(id=taken.id)
    rows.update(format=file.format, rows_total=file.count)

    def finish(counts: Counts) -> None:
        rows.update(
            state=DirectoryImport.State.DONE,
            refusal="",
            refusal_code="",
            finished_at=now,
            content=None,
            rows_done=file.count,
            read=counts.read,
            created=counts.created,
            changed=counts.changed,
            unchanged=counts.unchanged,
            refused=counts.refused,
            gone=counts.gone,
            warned=counts.warned,
        )

    store_records(
        drafts=file.drafts,
        source=str(taken.source_id),
        now=now,
        is_complete=taken.is_complete,
        accepts_many_gone=taken.accepts_many_gone,
        import_id=taken.id,
        told=lambda done: _tell(rows, done, file.count),
        finish=finish,
    )


def _tell(rows: object, done: int, count: int) -> None:
    rows.update(rows_done=min(done, count))  # type: ignore[attr-defined]


def _refuse(taken: DirectoryImport, refusal: Refusal, now: datetime) -> None:
    """Note why the whole file was refused; keep it when a person may still say yes."""
    rows = DirectoryImport.objects.filter(id=taken.id)
    rows.update(
        state=DirectoryImport.State.REFUSED,
        refusal=str(refusal),
        refusal_code=refusal.code,
        finished_at=now,
    )
    if refusal.code != "too_many_gone":
        rows.update(content=None)
