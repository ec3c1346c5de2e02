"""From rows to the decision: in two queries, in the name of the viewer (`acting`, `visiting`).

Every tie between the viewer and the file is read, past ones included, and `decide` judges them:
with row-level security switched off, it still refuses.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import (
    PARIS,
    AccessGround,
    Agreement,
    Asker,
    CaseloadKind,
    Decision,
    GlassBroken,
    InCaseload,
    Record,
    Shared,
    ShareState,
    State,
    decide,
    purposes_open,
)
from allervers.people.domain.age import is_minor
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.section import Section
from allervers.people.mapping.professions import secrecy_on
from allervers.people.models import (
    BreakGlass,
    Convention,
    FollowUp,
    Identity,
    Person,
    Professional,
    Share,
)
from allervers.ui.compiled import Asked, Compiled

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tied:
    """A file and what ties somebody to it."""

    record: Record
    grounds: tuple[AccessGround, ...]
    consents: tuple[Agreement, ...]
    are_together: bool


_ASKER: Final = JSONObject(
    profession="profession", mission="mission", valid_until="valid_until",
    approved_at="approved_at", stopped_at="stopped_at", roles="member__roles",
    is_active="member__is_active", is_user_active="member__user__is_active",
    is_organisation_active="member__organisation__is_active",
)  # fmt: skip


def _professional(asked: Asked) -> QuerySet[Any, Any]:
    return _askers(asked.uuid("me")).values_list("json")


def _askers(me: UUID) -> QuerySet[Any, Any]:
    return Professional.objects.filter(member_id=me).values(json=_ASKER)


PROFESSIONAL: Final = Compiled(_professional)


def asker_of(viewer: Viewer, on: datetime) -> Asker:
    """Return the viewer as the decision knows them, on a day. One query."""
    found = PROFESSIONAL.tuples(me=viewer.member_id)
    return _asker(viewer, [json.loads(row) for (row,) in found], on)


def _asker(viewer: Viewer, found: Sequence[Row], on: datetime) -> Asker:
    if not found:
        return Asker(
            viewer.member_id, viewer.organisation_id, None, Secrecy.NONE,
            is_approved=False, valid_until=None, is_stopped=False, is_dpo=viewer.has(Role.DPO),
        )  # fmt: skip
    (row,) = found
    profession, valid_until = Profession(row["profession"]), _day(row["valid_until"])
    is_active = row["is_active"] and row["is_user_active"] and row["is_organisation_active"]
    return Asker(
        viewer.member_id,
        viewer.organisation_id,
        profession,
        secrecy_on(profession, row["mission"], valid_until, on.astimezone(PARIS).date()),
        is_approved=row["approved_at"] is not None and is_active,
        valid_until=valid_until,
        is_stopped=row["stopped_at"] is not None,
        is_dpo=Role.DPO in row["roles"],
    )


def decision_for(
    viewer: Viewer, person_id: UUID, purpose: Purpose, on: datetime
) -> tuple[Person, Decision] | None:
    """Decide what the viewer may read of a file. One query, under `acting(viewer)`.

    None when PostgreSQL shows no such file: the page answers as if it did not exist, as it does
    when the decision opens nothing.
    """
    found = decided_for(viewer, person_id, purpose, on)
    return None if found is None else found[:2]


def decided_for(
    viewer: Viewer, person_id: UUID, purpose: Purpose, on: datetime
) -> tuple[Person, Decision, tuple[Purpose, ...]] | None:
    """Decide as `decision_for`, and say for which purposes something opens. One query."""
    found = _tied(viewer, person_id, on)
    if found is None:
        return None
    person, asker, tied = found
    decision = decide(
        asker, purpose, tied.record, tied.grounds, tied.consents, on,
        are_together=tied.are_together,
    )  # fmt: skip
    purposes = purposes_open(
        asker, tied.record, tied.grounds, tied.consents, on, are_together=tied.are_together
    )
    return person, decision, purposes


def decision_by_link(share_id: UUID, on: datetime) -> tuple[Share, Decision] | None:
    """Decide what a partner without an account reads. One query, under `visiting(share_id)`.

    Link, mailbox and code were proved before. Their profession and mission are those that the
    sender stated in the share, for as long as it lasts.
    """
    share = (
        Share.objects.filter(pk=share_id, recipient=None)
        .select_related("person__identity", "consent")
        .first()
    )
    if share is None:
        return None
    day = on.astimezone(PARIS).date()
    profession = Profession(share.recipient_profession)
    visitor = Asker(
        share_id, share.person.organisation_id, profession,
        secrecy_on(profession, share.recipient_mission, share.ends_on, day),
        is_approved=True, valid_until=share.ends_on, is_stopped=False,
    )  # fmt: skip
    consent = share.consent
    consents = [Agreement(consent.pk, consent.expires_on, consent.withdrawn_at)] if consent else []
    return share, decide(
        visitor, Purpose(share.purpose), _record(share.person, day), [_shared(share)], consents, on,
        are_together=True,
    )  # fmt: skip


def _ties(asked: Asked) -> QuerySet[Person]:
    """Return a file with every tie of a member to it, past ones included, and their profession."""
    me, mine, day = asked.uuid("me"), asked.uuid("mine"), asked.day("day")
    of_me = Q(member_id=me, person=OuterRef("pk"))
    other = OuterRef("organisation_id")
    conventions = Convention.objects.filter(
        Q(holder=other, partner=mine) | Q(holder=mine, partner=other),
        agreed_at__isnull=False, ended_at=None, signed_on__lte=day, expires_on__gte=day,
    )  # fmt: skip
    shares = Share.objects.filter(person=OuterRef("pk"), recipient_id=me)
    return (
        Person.objects.filter(pk=asked.uuid("file"))
        .select_related("identity")
        .annotate(
            askers=ArraySubquery(_askers(me)),
            have_convention=Exists(conventions),
            followed=ArraySubquery(FollowUp.objects.filter(of_me).values(json=_FOLLOWED)),
            shared=ArraySubquery(shares.values(json=_SHARED)),
            broken=ArraySubquery(BreakGlass.objects.filter(of_me).values(json=_BROKEN)),
        )
    )


TIED: Final = Compiled(_ties)


def _tied(viewer: Viewer, person_id: UUID, on: datetime) -> tuple[Person, Asker, Tied] | None:
    """Read a file, the viewer, and every tie between both, in one query."""
    day = on.astimezone(PARIS).date()
    person: Any = TIED.first(
        file=person_id, me=viewer.member_id, mine=viewer.organisation_id, day=day
    )
    if person is None:
        return None
    are_together = person.organisation_id == viewer.organisation_id or person.have_convention
    grounds: tuple[AccessGround, ...] = (
        *(_caseload(row) for row in person.followed),
        *(_share(row) for row in person.shared),
        *(_glass(row) for row in person.broken),
    )
    agreements = tuple(_agreements(person.shared))
    tied = Tied(_record(person, day), grounds, agreements, are_together)
    return person, _asker(viewer, person.askers, on), tied


_FOLLOWED: Final = JSONObject(kind="kind", sections="sections", since="since", until="until")
_SHARED: Final = JSONObject(
    id="id", ground="ground", purpose="purpose", sections="sections", state="state",
    starts_on="starts_on", ends_on="ends_on", consent="consent_id",
    expires_on="consent__expires_on", withdrawn_at="consent__withdrawn_at",
)  # fmt: skip
_BROKEN: Final = JSONObject(opened_at="opened_at", ends_at="ends_at", reviewed_at="reviewed_at")


def _record(person: Person, day: date) -> Record:
    # No identity: none was given, or it may not be read.
    who: Identity | None = getattr(person, "identity", None)
    minor = is_minor(who.born_on, who.age, who.age_said_on, day) if who else None
    return Record(
        person.pk, person.organisation_id, State(person.state), minor,
        person.restricted_at is not None,
    )  # fmt: skip


def _sections(names: Sequence[str]) -> frozenset[Section]:
    return frozenset(Section(name) for name in names)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _caseload(row: Row) -> InCaseload:
    until = _day(row["until"]) if row["until"] else None
    sections = _sections(row["sections"])
    return InCaseload(CaseloadKind(row["kind"]), sections, _day(row["since"]), until)


def _share(row: Row) -> Shared:
    return Shared(
        UUID(row["id"]), Ground(row["ground"]), Purpose(row["purpose"]),
        _sections(row["sections"]), ShareState(row["state"]),
        _day(row["starts_on"]), _day(row["ends_on"]),
        UUID(row["consent"]) if row["consent"] else None,
    )  # fmt: skip


def _shared(share: Share) -> Shared:
    return Shared(
        share.pk, Ground(share.ground), Purpose(share.purpose), _sections(share.sections),
        ShareState(share.state), share.starts_on, share.ends_on, share.consent_id,
    )  # fmt: skip


def _glass(row: Row) -> GlassBroken:
    instant = datetime.fromisoformat
    return GlassBroken(
        instant(row["opened_at"]), instant(row["ends_at"]), row["reviewed_at"] is not None
    )


def _agreements(rows: Sequence[Row]) -> Iterator[Agreement]:
    """Return the consents of the shares; one that may not be read is as good as none."""
    for row in rows:
        if row["consent"] and row["expires_on"]:
            withdrawn = row["withdrawn_at"]
            yield Agreement(
                UUID(row["consent"]), _day(row["expires_on"]),
                datetime.fromisoformat(withdrawn) if withdrawn else None,
            )  # fmt: skip
