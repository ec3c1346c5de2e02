"""Shares to be tested, made as their sender makes them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.section import Section
from allervers.people.models import Consent, Person, Share
from allervers.people.queries.acting import Task, working
from tests.people.world import acting_as

ANSWERS = ("state", "reason", "outcome", "answered_at", "closed_at", "reminded_at")
OPEN = frozenset({Section.IDENTITY, Section.SITUATION})
MAILBOX = "partenaire@exemple.invalid"


def make_consent(person: Person, recorded_by: Member, *, until: date | None = None) -> Consent:
    """Record that the person agrees to a share."""
    today = timezone.localdate()
    with acting_as(recorded_by):
        return Consent.objects.create(
            person=person,
            scope=Consent.Scope.SHARE,
            purpose="suivi inventé",
            recipients="partenaire inventé",
            means="de vive voix",
            given_on=today,
            expires_on=until or today + timedelta(days=180),
            recorded_by=recorded_by,
            created_at=timezone.now(),
        )


def make_share(
    person: Person,
    sender: Member,
    recipient: Member | None,
    *,
    sections: Collection[Section] = OPEN,
    created_at: datetime | None = None,
    **values: object,
) -> Share:
    """Propose a share on the person's consent; without a recipient, to somebody by a link."""
    today = timezone.localdate(created_at)
    start: dict[str, object] = {
        "ground": Ground.CONSENT,
        "purpose": Purpose.FOLLOW_UP,
        "sender_profession": "social_worker",
        "recipient_profession": "mission_locale_adviser",
        "recipient_name": "" if recipient else "Partenaire inventé",
        "informed_on": today,
        "informed_whom": "la personne",
        "starts_on": today,
        "ends_on": today + timedelta(days=90),
        "created_at": created_at or timezone.now(),
    }
    if "consent" not in values:
        start["consent"] = make_consent(person, sender)
    answer = {name: values.pop(name) for name in ANSWERS if name in values}
    with acting_as(sender):
        made = Share.objects.create(
            id=uuid4(),
            person=person,
            sender=sender,
            recipient=recipient,
            sections=sorted(sections),
            **(start | values),
        )
    return answered(made, recipient, answer) if answer else made


def answered(share: Share, recipient: Member | None, answer: dict[str, object]) -> Share:
    """Answer a share as its recipient does; nobody else can."""
    state = answer.get("state", "accepted")
    row = Share.objects.filter(pk=share.pk)
    first = {"state": "accepted" if state == "done" else state}
    by = (
        acting_as(share.sender)
        if state == "revoked"
        else (acting_as(recipient) if recipient else working(Task.PARTNER))
    )
    with by:
        row.update(**(answer | first))
        row.update(**answer)
        return row.get()
