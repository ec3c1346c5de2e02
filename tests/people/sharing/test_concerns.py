"""A concern: told once, never read back, and nothing learned of any file."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.alerts import tell_unopened_concern
from allervers.people.actions.concerns import Told, attach_concern, open_concern, send_concern
from allervers.people.gateways.alerts_mail import send_waiting_alerts
from allervers.people.models import Alert, Concern
from allervers.people.queries.concerns import receipts
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.world import PeopleWorld, acting_as, make_person

TEXT = "Un fait inventé, vu mardi."


def tell(world: PeopleWorld, to: Member, pseudonym: str = "") -> None:
    """Let Denis, whom nothing binds to secrecy, tell something."""
    told = Told(to.pk, "Quelqu’un d’inventé", TEXT, pseudonym)
    send_concern(viewer=viewer(world.cast.denis), told=told)


def received(member: Member) -> list[Concern]:
    """Return the concerns that a member may see."""
    with acting_as(member):
        return list(Concern.objects.order_by("created_at"))


def test_its_sender_reads_nothing_back(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    tell(people_world, cast.aicha)
    assert received(cast.denis) == []
    (concern,) = received(cast.aicha)
    assert TEXT.encode() not in bytes(concern.sealed_text)
    assert concern.about == "", "of whom it speaks is sealed too"
    opened = open_concern(viewer=viewer(cast.aicha), concern_id=concern.pk, now=timezone.now())
    assert (opened.about, opened.text) == ("Quelqu’un d’inventé", TEXT)


def test_its_sender_sees_that_it_arrived_and_no_more(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    tell(people_world, cast.aicha)
    (concern,) = received(cast.aicha)
    with acting_as(cast.denis):
        assert [one.taken_at for one in receipts()] == [None]
    open_concern(viewer=viewer(cast.aicha), concern_id=concern.pk, now=timezone.now())
    page = sign_in(client, cast.denis).get(reverse("people:concern_send")).content.decode()
    assert "ouvert le" in page
    assert TEXT not in page
    assert "Quelqu’un d’inventé" not in page


def test_pseudonym_leads_to_the_referent_and_tells_nothing(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    tell(people_world, cast.aicha, people_world.nour.pseudonym.upper())
    tell(people_world, cast.aicha, "Inconnu-absent 100")
    assert len(received(cast.bruno)) == 1, "Bruno is the referent of Nour"
    assert len(received(cast.aicha)) == 1
    with acting_as(cast.denis):
        found = receipts()
    assert [(one.taken_at, one.is_urgent) for one in found] == [(None, False)] * 2


def test_joined_or_not_its_sender_sees_the_same(client: Client, people_world: PeopleWorld) -> None:
    cast = people_world.cast
    tell(people_world, cast.bruno)
    (concern,) = received(cast.bruno)
    page = sign_in(client, cast.denis).get
    before = page(reverse("people:concern_send")).content
    attach_concern(viewer=viewer(cast.bruno), concern_id=concern.pk, person_id=people_world.nour.pk)
    assert tokenless(page(reverse("people:concern_send")).content) == tokenless(before)


def tokenless(page: bytes) -> bytes:
    """Take out what is drawn anew for each page."""
    return b"".join(line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line)


def test_concern_is_joined_to_a_file_of_ones_own_only(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    tell(people_world, cast.aicha)
    (concern,) = received(cast.aicha)
    with pytest.raises(Refusal, match="file active"):
        attach_concern(
            viewer=viewer(cast.aicha), concern_id=concern.pk, person_id=people_world.nour.pk
        )


@pytest.mark.parametrize("who", ["hugo", "elodie", "denis"])
def test_somebody_without_approval_or_convention_receives_nothing(
    people_world: PeopleWorld, who: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        tell(people_world, getattr(people_world.cast, who))
    assert refusal.value.code == "no_recipient"


def test_nobody_writes_a_concern_past_the_function(people_world: PeopleWorld) -> None:
    with acting_as(people_world.cast.denis), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = 'people_concern'"
                       " AND cmd = 'INSERT'")  # fmt: skip
        assert cursor.fetchone() == (0,)


def test_pseudonym_leads_no_further_than_conventions(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    file = make_person(cast.hugo)  # of a carrier that Denis's organisation does not work with
    tell(people_world, cast.aicha, file.pseudonym)
    assert received(cast.hugo) == []
    assert len(received(cast.aicha)) == 1


def test_concern_nobody_opened_alerts_a_dpo_once(people_world: PeopleWorld) -> None:
    cast, now = people_world.cast, timezone.now()
    tell(people_world, cast.aicha)
    (concern,) = received(cast.aicha)
    assert tell_unopened_concern(concern_id=concern.pk, now=now)
    assert not tell_unopened_concern(concern_id=concern.pk, now=now)
    with acting_as(cast.farid):
        found = Alert.objects.filter(kind="concern_late").order_by("pk")
        assert [one.about_member for one in found] == [cast.aicha]
    assert send_waiting_alerts(now=now) == 1
    assert [one.to for one in mail.outbox] == [[cast.farid.user.email]]


def test_concern_that_was_opened_alerts_nobody(people_world: PeopleWorld) -> None:
    cast, now = people_world.cast, timezone.now()
    tell(people_world, cast.aicha)
    (concern,) = received(cast.aicha)
    open_concern(viewer=viewer(cast.aicha), concern_id=concern.pk, now=now)
    assert not tell_unopened_concern(concern_id=concern.pk, now=now)
