"""Sealed words, opened as the site does: a test reads what was said."""

from uuid import UUID

from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import Consent, FileRead, Share
from allervers.people.queries.reasons import with_reasons


def typed_in(line: FileRead) -> str:
    """Return why, as somebody typed it, of a line of the journal; under `acting`."""
    return with_reasons([line])[0].reason


def opened_share(share_id: UUID) -> Share:
    """Return a share, its words opened; under `acting`."""
    return open_rows([Share.objects.get(pk=share_id)])[0]


def opened_consent() -> Consent:
    """Return the only agreement, its words opened; under `acting`."""
    found = Consent.objects.get()
    return open_rows([found], found.person_id)[0]
