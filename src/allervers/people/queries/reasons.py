"""The reasons that lines of the journal name, under `acting`: seen by whom sees the line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from allervers.people.mapping.read_reasons import opened_reason, reason_named
from allervers.people.mapping.sealed import SealError
from allervers.people.models import FileRead, ReadReason


def with_reasons(lines: Iterable[FileRead]) -> list[FileRead]:
    """Return lines that are shown, each with what was typed. One query, none if none was."""
    shown = list(lines)
    named = {pk for one in shown if (pk := reason_named(one.reason))}
    rows = ReadReason.objects.in_bulk(named) if named else {}
    for line in shown:
        reason_id = reason_named(line.reason)
        if reason_id:
            line.reason = _opened(rows.get(reason_id), line.reason)
    return shown


def _opened(row: ReadReason | None, said: str) -> str:
    if row is None:
        return _("(raison effacée)")
    try:
        return opened_reason(row, said) or _("(raison altérée : prévenez l’hébergeur)")
    except SealError:
        return _("(raison qui ne s’ouvre pas : prévenez l’hébergeur)")
