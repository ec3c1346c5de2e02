"""Who reads by a share, or by breaking the glass, reads: PostgreSQL refuses their rows too."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.contacts import add_contact
from allervers.people.actions.rights_requests import Asked, receive
from allervers.people.domain.section import Section
from allervers.people.models import (
    BreakGlass,
    Consent,
    ContactPoint,
    CoordinationNeed,
    Entry,
    Identity,
    Information,
    Person,
    RightsRequest,
    Share,
)
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.sharing.world import make_consent, make_share
from tests.people.world import DESK, PeopleWorld, acting_as, follow, note

SHARED = frozenset({Section.IDENTITY, Section.CONTACT, Section.SITUATION, Section.RIGHTS})


@pytest.fixture
def reader(people_world: PeopleWorld) -> Member:
    """Let Denis read Nour by an accepted share."""
    cast, nour = people_world.cast, people_world.nour
    make_share(nour, cast.bruno, cast.denis, sections=SHARED, state="accepted")
    return cast.denis


@pytest.fixture
def rescuer(people_world: PeopleWorld) -> Member:
    """Let Aïcha break the glass of Nour."""
    cast, since = people_world.cast, timezone.now() - timedelta(minutes=5)
    with acting_as(cast.aicha):
        BreakGlass.objects.create(
            person=people_world.nour, member=cast.aicha, reason="danger inventé pour l’essai",
            opened_at=since, ends_at=since + timedelta(hours=4),
            review_due_at=since + timedelta(hours=72),
        )  # fmt: skip
    return cast.aicha


def is_refused(member: Member, do: Callable[[], object]) -> bool:
    """Whether PostgreSQL refuses an act in somebody's name, or finds no row to change."""
    try:
        with transaction.atomic(), acting_as(member):
            return do() == 0
    except DatabaseError:
        return True


def rows(person: Person, member: Member) -> dict[str, Callable[[], object]]:
    """Return what a thief would write."""
    now, today = timezone.now(), timezone.localdate()
    mine = {"person": person, "created_at": now}
    return {
        "note": lambda: Entry.objects.create(
            id=uuid4(), section="situation", kind="note", happened_on=today, author=member,
            sealed_text=b"x", **mine,
        ),
        "contact": lambda: ContactPoint.objects.create(
            kind="phone", value="06", created_by=member, **mine
        ),
        "name": lambda: Identity.objects.filter(person=person).update(given_names="Autre"),
        "told": lambda: Information.objects.create(
            told_on=today, means="spoken", language="fr", told_by=member, **mine
        ),
        "agreement": lambda: Consent.objects.create(
            scope="share", purpose="x", means="x", given_on=today, expires_on=today,
            recorded_by=member, **mine,
        ),
        "state": lambda: Person.objects.filter(pk=person.pk).update(last_contact_on=today),
        "request": lambda: RightsRequest.objects.create(
            person=person, kind="access", received_on=today, due_on=today, identity_checked="x",
            handled_by=member,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("by", ["reader", "rescuer"])
def test_who_reads_writes_nothing(
    people_world: PeopleWorld, by: str, request: pytest.FixtureRequest
) -> None:
    member = request.getfixturevalue(by)
    with acting_as(member):
        assert Person.objects.filter(pk=people_world.nour.pk).exists()
    found = rows(people_world.nour, member)
    assert [name for name, do in found.items() if not is_refused(member, do)] == []


def test_whoever_follows_the_file_writes_in_it(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    found = rows(people_world.nour, bruno)
    assert [name for name, do in found.items() if is_refused(bruno, do)] == []


def test_reader_is_told_that_one_reads(people_world: PeopleWorld, reader: Member) -> None:
    nour = people_world.nour
    page = sign_in(Client(), reader).get(reverse("people:entry_add", args=[nour.pk]))
    assert page.status_code == 403
    assert "vous n’y écrivez pas" in page.content.decode()
    said = {"kind": "phone", "value": "06"}
    with pytest.raises(Refusal, match="vous n’y écrivez pas"):
        add_contact(viewer=viewer(reader), person_id=nour.pk, said=said, now=timezone.now())


def test_reader_is_offered_nothing_to_write(people_world: PeopleWorld, reader: Member) -> None:
    note(people_world.nour, people_world.cast.bruno, Section.SITUATION, "inventée")
    page = sign_in(Client(), reader).get(reverse("people:show", args=[people_world.nour.pk]))
    said = page.content.decode()
    assert "inventée" in said
    assert "Ajouter une note" not in said
    assert "Ajouter un moyen de contact" not in said


def test_section_that_only_a_share_opens_is_read_by_whom_follows_the_rest(
    people_world: PeopleWorld,
) -> None:
    cast, nour = people_world.cast, people_world.nour
    make_share(
        nour, cast.bruno, cast.chloe, sections=SHARED, state="accepted",
        recipient_profession="receptionist",
    )  # fmt: skip
    notes = rows(nour, cast.chloe)
    assert is_refused(cast.chloe, notes["note"])
    assert not is_refused(cast.chloe, notes["contact"])


def test_share_is_not_born_accepted(people_world: PeopleWorld) -> None:
    cast, today = people_world.cast, timezone.localdate()
    given = make_consent(people_world.nour, cast.bruno)

    def forged(**said: object) -> bool:
        start: dict[str, object] = {
            "person": people_world.nour, "ground": "consentement", "purpose": "follow_up",
            "sections": ["identity"], "sender": cast.bruno, "sender_profession": "social_worker",
            "recipient": cast.denis, "recipient_profession": "mission_locale_adviser",
            "consent": given, "informed_on": today, "informed_whom": "x", "starts_on": today,
            "ends_on": today, "created_at": timezone.now(),
        }  # fmt: skip
        return is_refused(cast.bruno, lambda: Share.objects.create(**(start | said)))

    assert not forged()
    assert forged(state="accepted")
    assert forged(answered_at=timezone.now())
    assert forged(outcome="déjà faite")
    assert forged(recipient=cast.bruno)


def test_reader_ends_no_coordination(people_world: PeopleWorld, reader: Member) -> None:
    cast = people_world.cast
    with acting_as(cast.bruno):
        need = CoordinationNeed.objects.create(
            person=people_world.nour, commune_organisation=cast.gaelle.organisation,
            number="N-1", asked_by=cast.bruno, asked_on=timezone.localdate(),
        )  # fmt: skip
    rows = CoordinationNeed.objects.filter(pk=need.pk)
    assert is_refused(reader, lambda: rows.update(ended_on=timezone.localdate()))
    page = sign_in(Client(), reader).get(reverse("people:coordination_end", args=[need.pk]))
    assert page.status_code == 404
    follow(people_world.nour, cast.aicha, DESK, by=cast.bruno)
    assert not is_refused(cast.aicha, lambda: rows.update(ended_on=timezone.localdate()))


def test_reader_sees_nothing_of_what_the_person_asks(
    people_world: PeopleWorld, reader: Member, rescuer: Member
) -> None:
    bruno = people_world.cast.bruno
    asked = Asked("access", timezone.localdate(), "connue de l’équipe", "ses mots")
    receive(viewer=viewer(bruno), person_id=people_world.nour.pk, asked=asked, now=timezone.now())
    for member, seen in ((bruno, 1), (people_world.cast.farid, 1), (reader, 0), (rescuer, 0)):
        with acting_as(member):
            assert RightsRequest.objects.count() == seen
