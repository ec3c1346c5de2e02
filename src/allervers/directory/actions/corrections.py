"""Correct a field of the directory here; keep ours or take theirs when the source disagrees."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from allervers.accounts.domain.viewer import Viewer
from allervers.directory.actions.deriving import Listed, derive
from allervers.directory.actions.overlay import ABSENT
from allervers.directory.actions.taking_in import require_directory_keeper
from allervers.directory.actions.writing import lock
from allervers.directory.domain.correcting import FIELDS, read_correction
from allervers.directory.domain.reading.record import Kind
from allervers.directory.models import Correction, Service, Structure
from allervers.ui.domain.refusal import Refusal

LONGEST_REASON: Final = 300


@transaction.atomic
def correct_field(
    *,
    viewer: Viewer,
    kind: Kind,
    record_id: str,
    field: str,
    value: object,
    reason: str,
    now: datetime,
) -> Correction:
    """Correct one field; it survives every refresh. An empty value says that there is none.

    Raises `Refusal`: 404 for an unknown record or field, 422 for a value that v1 does not admit.
    """
    require_directory_keeper(viewer)
    lock()
    record = _record(kind, record_id)
    if field not in FIELDS[kind]:
        raise Refusal("not_found", _("Ce champ ne se corrige pas."), status=404)
    read = _read(kind, field, value, now)
    if not reason.strip():
        raise Refusal("reason_missing", _("Dites pourquoi vous corrigez ce champ."))
    correction, _new = Correction.objects.update_or_create(
        field=field,
        structure=record if isinstance(record, Structure) else None,
        service=record if isinstance(record, Service) else None,
        defaults={
            "value": read,
            "source_value": record.as_read.get(field, ABSENT),
            "disagreement": None,
            "disagrees_since": None,
            "reason": reason.strip()[:LONGEST_REASON],
            "corrected_by_id": viewer.member_id,
            "corrected_at": now,
        },
    )
    derive(record, now)
    return correction


def _read(kind: Kind, field: str, value: object, now: datetime) -> object:
    """Return the value of v1, or refuse it with the sentences of the readers."""
    try:
        read, book = read_correction(kind, field, value, timezone.localdate(now))
    except ValidationError as error:
        raise Refusal(
            "value_refused", _("Cette valeur n'est pas admise."),
            _("Le schéma de data·inclusion la refuse."),
        ) from error  # fmt: skip
    remarks = [*book.refusals, *book.reserves]
    if remarks and read in (ABSENT, []):
        first = remarks[0]
        raise Refusal("value_refused", first.what, first.why, first.todo)
    if book.reserves and isinstance(read, list):
        first = book.reserves[0]
        raise Refusal("value_refused", first.what, first.why, first.todo)
    return read


@transaction.atomic
def remove_correction(*, viewer: Viewer, correction_id: UUID, now: datetime) -> Listed:
    """Take the source's value back, and return the record."""
    require_directory_keeper(viewer)
    lock()
    correction = _correction(correction_id)
    record = _of(correction)
    correction.delete()
    derive(record, now)
    return record


@transaction.atomic
def keep_ours(*, viewer: Viewer, correction_id: UUID) -> Correction:
    """Keep the correction though the source changed: it is quiet until the source changes again."""
    require_directory_keeper(viewer)
    lock()
    correction = _correction(correction_id)
    if correction.disagreement is None:
        raise Refusal("not_found", _("La source est d'accord : rien à trancher."), status=404)
    correction.source_value = correction.disagreement
    correction.disagreement = correction.disagrees_since = None
    correction.save(update_fields=["source_value", "disagreement", "disagrees_since"])
    return correction


def _record(kind: Kind, record_id: str) -> Listed:
    rows: Iterable[Listed] = (
        Structure.objects.select_for_update().filter(id=record_id)
        if kind is Kind.STRUCTURE
        else Service.objects.select_for_update().filter(id=record_id)
    )
    for record in rows:
        return record
    raise Refusal("not_found", _("Cette fiche n'existe pas."), status=404)


def _correction(correction_id: UUID) -> Correction:
    found = Correction.objects.select_for_update().filter(id=correction_id).first()
    if found is None:
        raise Refusal("not_found", _("Cette correction n'existe pas."), status=404)
    return found


def _of(correction: Correction) -> Listed:
    if correction.structure_id:
        return _record(Kind.STRUCTURE, correction.structure_id)
    return _record(Kind.SERVICE, str(correction.service_id))
