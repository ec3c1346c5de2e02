"""All that a copy of a file is made of, as far as its preparer may read it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from allervers.people.mapping.entry_text import entry_texts
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import (
    Consent,
    ContactPoint,
    Entry,
    FileRead,
    HouseholdMember,
    Identity,
    Information,
    Redaction,
    Representation,
    RightsRequest,
    Share,
)
from allervers.people.queries.rights_requests import entries_of, key_row, redactions


@dataclass(frozen=True, slots=True)
class Copied:
    """The rows of a file; `texts` of the entries that are handed out, `masked`: how many not.

    What was written once all had been read again is not there: nobody decided of it.
    """

    request: RightsRequest
    identity: Identity | None
    contacts: tuple[ContactPoint, ...]
    mates: int
    representations: tuple[Representation, ...]
    entries: tuple[Entry, ...]
    texts: dict[UUID, str | None]
    masked: int
    masked_why: Mapping[str, int]  # Redaction.Why → how many
    informations: tuple[Information, ...]
    consents: tuple[Consent, ...]
    shares: tuple[Share, ...]
    reads: tuple[FileRead, ...]


def copied(request: RightsRequest) -> Copied:
    """Read all of it, under `acting(viewer)`; what is masked is never even opened.

    Protected contacts are not read: they are no part of any copy.
    """
    person_id = request.person_id
    entries = _until_read_again(request, entries_of(person_id))
    hidden = _hidden(request, entries)
    kept = tuple(one for one in entries if one.pk not in hidden)
    key = key_row(person_id)
    mates = HouseholdMember.objects.filter(person_id=person_id, until=None).values("household")
    return Copied(
        request=request,
        identity=Identity.objects.filter(pk=person_id).first(),
        contacts=tuple(
            open_rows(ContactPoint.objects.filter(person_id=person_id).order_by("created_at"), key)
        ),
        mates=HouseholdMember.objects.filter(household__in=mates, until=None).count(),
        representations=tuple(
            Representation.objects.filter(person_id=person_id).order_by("since", "pk")
        ),
        entries=kept,
        texts=entry_texts(key, kept),
        masked=len(hidden),
        masked_why=Counter(hidden.values()),
        informations=tuple(Information.objects.filter(person_id=person_id).order_by("told_on")),
        consents=tuple(
            open_rows(Consent.objects.filter(person_id=person_id).order_by("given_on", "pk"), key)
        ),
        shares=tuple(
            Share.objects.filter(person_id=person_id)
            .select_related("recipient__organisation")
            .order_by("starts_on", "pk")
        ),
        reads=tuple(
            FileRead.objects.filter(person_ref=person_id)
            .select_related("member__professional", "member__organisation", "share")
            .order_by("at", "pk")
        ),
    )


def _until_read_again(request: RightsRequest, entries: list[Entry]) -> list[Entry]:
    """Keep what had been written when the last reading ended, if it has."""
    until = request.ready_at or request.answered_at
    return entries if until is None else [one for one in entries if one.created_at <= until]


def _hidden(request: RightsRequest, entries: list[Entry]) -> dict[UUID, str]:
    """Return what is masked, and why: what concerns others unless somebody decided to keep it.

    A correction of something masked is masked too, unless it was decided for itself.
    """
    decided = {one.entry_id: one for one in redactions(request.pk)}
    kept = {pk for pk, one in decided.items() if one.choice == Redaction.Choice.KEEP}
    hidden = {
        one.pk: decided[one.pk].why if one.pk in decided else str(Redaction.Why.SAID)
        for one in entries
        if (one.concerns_others or one.pk in decided) and one.pk not in kept
    }
    for one in entries:
        if one.corrects_id in hidden and one.pk not in kept:
            hidden.setdefault(one.pk, hidden[one.corrects_id])
    return hidden
