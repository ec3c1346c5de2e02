"""All that a copy of a file is made of, as far as its preparer may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from allervers.people.mapping.entry_text import entry_texts
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
    """The rows of a file; `texts` of the entries that are handed out, `masked`: how many not."""

    request: RightsRequest
    identity: Identity | None
    contacts: tuple[ContactPoint, ...]
    mates: int
    representations: tuple[Representation, ...]
    entries: tuple[Entry, ...]
    texts: dict[UUID, str | None]
    masked: int
    informations: tuple[Information, ...]
    consents: tuple[Consent, ...]
    shares: tuple[Share, ...]
    reads: tuple[FileRead, ...]


def copied(request: RightsRequest) -> Copied:
    """Read all of it, under `acting(viewer)`; what is masked is never even opened.

    Protected contacts are not read: they are no part of any copy.
    """
    person_id = request.person_id
    entries = entries_of(person_id)
    kept = tuple(_handed_out(request, entries))
    mates = HouseholdMember.objects.filter(person_id=person_id, until=None).values("household")
    return Copied(
        request=request,
        identity=Identity.objects.filter(pk=person_id).first(),
        contacts=tuple(ContactPoint.objects.filter(person_id=person_id).order_by("created_at")),
        mates=HouseholdMember.objects.filter(household__in=mates, until=None).count(),
        representations=tuple(
            Representation.objects.filter(person_id=person_id).order_by("since", "pk")
        ),
        entries=kept,
        texts=entry_texts(key_row(person_id), kept),
        masked=len(entries) - len(kept),
        informations=tuple(Information.objects.filter(person_id=person_id).order_by("told_on")),
        consents=tuple(Consent.objects.filter(person_id=person_id).order_by("given_on", "pk")),
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


def _handed_out(request: RightsRequest, entries: list[Entry]) -> Iterator[Entry]:
    """Yield what is handed out: what concerns others only if somebody decided so.

    A correction of something masked is masked too, unless it was decided for itself.
    """
    choices = {one.entry_id: one.choice for one in redactions(request.pk)}
    kept = Redaction.Choice.KEEP
    hidden = {
        one.pk
        for one in entries
        if (one.concerns_others or one.pk in choices) and choices.get(one.pk) != kept
    }
    for one in entries:
        if one.corrects_id in hidden and choices.get(one.pk) != kept:
            hidden.add(one.pk)
    yield from (one for one in entries if one.pk not in hidden)
