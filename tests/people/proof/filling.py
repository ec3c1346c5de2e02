"""What the files of the proof hold: something behind each argument of each address."""

from datetime import timedelta
from itertools import product
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from allervers.people.actions.concerns import Told, send_concern
from allervers.people.mapping.file_keys import seal_for
from allervers.people.mapping.request_text import sealed_details
from allervers.people.mapping.sealed import Place
from allervers.people.models import (
    Alert,
    Archive,
    Concern,
    ContactPoint,
    CoordinationNeed,
    Deadline,
    Destruction,
    Entry,
    Household,
    HouseholdMember,
    Information,
    Person,
    ProtectedContact,
    ProtectedOpening,
    Redaction,
    Representation,
    RightsRequest,
)
from allervers.people.queries.acting import Task, acting, working
from tests.cast import viewer
from tests.people.proof.making import DAY, YEAR, Made, Text, plain, safe_hours
from tests.people.proof.viewers import EVERYTHING, KINDS
from tests.people.world import acting_as

HOURS_72: Final = timedelta(hours=72)


def fill(made: Made, text: Text = plain) -> None:
    """Write in every file, as its referent."""
    with acting_as(made.referent):
        for kind in KINDS:
            _notes(made, kind, text)
            _around(made, kind, text)
            _hidden(made, kind, text)
            _asked(made, kind, text)
    _concern(made, text)
    _watched(made, text)
    _due(made)


def _notes(made: Made, kind: str, text: Text) -> None:
    rows, today, now = [], timezone.localdate(), timezone.now()
    for section, number in product(sorted(EVERYTHING), range(made.notes)):
        row = Entry(
            id=uuid4(), person=made.files[kind], section=section, kind="note", happened_on=today,
            author=made.referent, created_at=now, concerns_others=section == "health",
        )  # fmt: skip
        place = Place("people_entry", "sealed_text", row.id)
        row.sealed_text = seal_for(made.keys[kind], text(f"entry {section} {number} {kind}"), place)
        rows.append(row)
        if section == "health":
            made.parts["entry_id", kind] = row.id
    Entry.objects.bulk_create(rows)


def _around(made: Made, kind: str, text: Text) -> None:
    person, today, now = made.files[kind], timezone.localdate(), timezone.now()
    made.parts["contact_id", kind] = ContactPoint.objects.create(
        person=person, kind="through", value=text(f"contact value {kind}"),
        created_by=made.referent, caution=text(f"contact caution {kind}"), created_at=now,
        **safe_hours(),
    ).pk  # fmt: skip
    made.parts["representation_id", kind] = Representation.objects.create(
        person=person, kind="curator", name=text(f"identity representation {kind}"), since=today
    ).pk
    home = Household.objects.create(created_at=now)
    mate = made.files["minor" if kind == "active" else "active"]
    for one in (mate, person):
        row = HouseholdMember.objects.create(household=home, person=one, place="adult", since=today)
    made.parts["membership_id", kind] = row.pk
    Information.objects.create(
        person=person, told_on=today, means="spoken", language="fr", told_by=made.referent,
        created_at=now,
    )  # fmt: skip
    made.parts["need_id", kind] = CoordinationNeed.objects.create(
        person=person, commune_organisation=made.homes["commune"], number=f"N-{uuid4().hex[:8]}",
        asked_by=made.referent, asked_on=today,
    ).pk  # fmt: skip


def _hidden(made: Made, kind: str, text: Text) -> None:
    """Where somebody hides, in one file; a demand to read it, in all."""
    person, now = made.files[kind], timezone.now()
    if kind == "protected":
        contact_id = uuid4()
        place = Place("people_protectedcontact", "sealed_value", contact_id)
        ProtectedContact.objects.create(
            id=contact_id, person=person, created_by=made.referent, created_at=now,
            sealed_value=seal_for(made.keys[kind], text(f"hidden {kind}"), place),
        )  # fmt: skip
    with acting_as(made.members["team"]):
        made.parts["opening_id", kind] = ProtectedOpening.objects.create(
            person=person, asked_by=made.members["team"], asked_at=now,
            reason=text(f"protection opening {kind}"),
        ).pk  # fmt: skip


def _asked(made: Made, kind: str, text: Text) -> None:
    """What the person asks: a copy to read again, a copy that is ready, a correction."""
    today = timezone.localdate()
    for name, sort, state in (
        ("redacting", "access", "redacting"), ("ready", "access", "ready"),
        ("open", "correct", "open"),
    ):  # fmt: skip
        request_id = uuid4()
        said = text(f"request {name} {kind}")
        row = RightsRequest.objects.create(
            id=request_id, person=made.files[kind], kind=sort, state=state, received_on=today,
            due_on=today + 30 * DAY, identity_checked="vue", medical="doctor",
            handled_by=made.referent,
            sealed_details=sealed_details(made.keys[kind], request_id, said),
        )  # fmt: skip
        made.parts[f"request_id {name}", kind] = row.pk
        if name == "redacting":
            Redaction.objects.create(
                request=row, entry_id=made.parts["entry_id", kind], why=Redaction.Why.SAID
            )


def _concern(made: Made, text: Text) -> None:
    """Let somebody bound by nothing tell the referent what worries them."""
    told = Told(made.referent.pk, text("concern about"), text("concern text"))
    send_concern(viewer=viewer(made.members["desk"]), told=told)
    with acting_as(made.referent):
        found = Concern.objects.get().pk
    made.parts |= {("concern_id", kind): found for kind in KINDS}


def _watched(made: Made, text: Text) -> None:
    now = timezone.now()
    for kind in KINDS:
        with acting_as(made.referent):
            made.parts["alert_id", kind] = Alert.objects.create(
                kind=Alert.Kind.GLASS, organisation=made.homes["carrier"], at=now,
                about_member=made.members["glass_1"], person=made.files[kind],
                details=str(uuid4()),
            ).pk  # fmt: skip


def _due(made: Made) -> None:
    """What is due, kept on, to be destroyed: one of each in every file."""
    today, now = timezone.localdate(), timezone.now()
    for kind, person in made.files.items():
        with working(Task.RETENTION):
            made.parts["deadline_id", kind] = Deadline.objects.create(
                person=person, category="adulte", trigger="dernier_contact",
                trigger_on=today - 3 * YEAR,
                kept_until=today - YEAR, next_state="intermediate", proposed_at=now,
            ).pk  # fmt: skip
        with acting_as(made.dpo):
            made.parts["archive_id", kind] = Archive.objects.create(
                person=person, reason="contentieux inventé", keep_until=today + YEAR,
                decided_by=made.dpo, decided_at=now,
            ).pk  # fmt: skip
            made.parts["destruction_id", kind] = Destruction.objects.create(
                person=person, category="adulte", rule="règle inventée", rule_approved_by="inventé",
                rule_approved_on=today, visa="visa inventé", asked_by=made.dpo, asked_at=now,
            ).pk  # fmt: skip


def settle(made: Made) -> None:
    """Bring each file to its kind: archived, ended, limited. After everything else."""
    today, now, referent = timezone.localdate(), timezone.now(), made.referent
    with acting(viewer(referent)):
        ended = Destruction.objects.filter(pk=made.parts["destruction_id", "final"])
        ended.update(agreed_by=referent, agreed_at=now)
        changes: dict[str, dict[str, Any]] = {
            "restricted": {"restricted_at": now},
            "intermediate": {"state": "intermediate", "state_reason": "contentieux inventé"},
            "final": {"state": "final", "state_since": today},
        }
        for kind, values in changes.items():
            Person.objects.filter(pk=made.files[kind].pk).update(**values)
