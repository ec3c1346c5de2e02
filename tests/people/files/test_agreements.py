"""Told and agreed are two things; an agreement taken back closes at once; households with dates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.domain.section import Section
from allervers.people.models import Consent, HouseholdMember, Information, Person, Share
from tests.cast import sign_in
from tests.people.files.sending import page_text, path_of, today
from tests.people.world import PeopleWorld, acting_as, follow

CONSENT = {
    "scope": "share",
    "purpose": "trouver une formation",
    "recipients": "la mission locale",
    "means": "de vive voix",
    "given_on": today(),
    "expires_on": f"{timezone.localdate() + timedelta(days=90)}",
}


def test_told_is_not_agreed(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    sent = {"told_on": today(), "means": "interpreter", "language": "ar"}
    sign_in(client, bruno).post(path_of(nour, "information/noter/"), sent)
    assert "par un interprète, en arabe" in page_text(client, nour, "information/")
    assert "Aucun accord noté." in page_text(client, nour, "accords/")
    with acting_as(bruno):
        assert Information.objects.count() == 1
        assert not Consent.objects.exists()


def test_consent_taken_back_closes_the_share_at_once(
    client: Client, people_world: PeopleWorld
) -> None:
    cast, nour = people_world.cast, people_world.nour
    sign_in(client, cast.bruno).post(path_of(nour, "accords/noter/"), CONSENT)
    assert "Partager avec un partenaire" in page_text(client, nour, "accords/")
    with acting_as(cast.bruno):
        consent = Consent.objects.get(person=nour)
        shared = Share.objects.create(
            person=nour, ground="consentement", purpose="follow_up", sections=["identity"],
            sender=cast.bruno, sender_profession="social_worker", recipient=cast.denis,
            recipient_profession="mission_locale_adviser", informed_on=timezone.localdate(),
            consent=consent, starts_on=timezone.localdate(), created_at=timezone.now(),
            ends_on=timezone.localdate() + timedelta(days=30),
        )  # fmt: skip
    with acting_as(cast.denis):
        Share.objects.filter(pk=shared.pk).update(state="accepted", answered_at=timezone.now())
    denis = sign_in(Client(), cast.denis)
    assert "Nour Invente" in page_text(denis, nour)
    client.post(path_of(nour, f"accords/{consent.pk}/reprendre/"))
    assert denis.get(path_of(nour)).status_code == 404
    assert "repris le" in page_text(client, nour, "accords/")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"recipients": ""}, "recipients"),
        ({"expires_on": "2001-01-01"}, "expires_on"),
        ({"purpose": ""}, "purpose"),
        ({"speaker": "11111111-1111-4111-8111-111111111111"}, "speaker"),
    ],
)
def test_consent_that_says_too_little_is_refused(
    client: Client, people_world: PeopleWorld, wrong: dict[str, str], field: str
) -> None:
    sign_in(client, people_world.cast.bruno)
    answer = client.post(path_of(people_world.nour, "accords/noter/"), CONSENT | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def live_together(client: Client, person: Person, other: Person) -> None:
    """Send the form that puts two people in one household."""
    sent = {"other": str(other.pk), "place": "child", "own_place": "adult", "since": today()}
    client.post(path_of(person, "foyer/ajouter/"), sent)


def test_household_holds_people_with_dates(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour, lina = people_world.cast.bruno, people_world.nour, people_world.lina
    live_together(sign_in(client, bruno), nour, lina)
    assert "Lina Invente" in page_text(client, nour, "foyer/")
    assert "Nour Invente" in page_text(client, lina, "foyer/")
    with acting_as(bruno):
        member = HouseholdMember.objects.get(person=lina)
    client.post(path_of(nour, f"foyer/{member.pk}/depart/"), {"until": today()})
    with acting_as(bruno):
        assert HouseholdMember.objects.get(person=lina).until == timezone.localdate()


def test_who_may_not_be_seen_is_not_in_the_household(
    client: Client, people_world: PeopleWorld
) -> None:
    cast, nour, lina = people_world.cast, people_world.nour, people_world.lina
    live_together(sign_in(client, cast.bruno), nour, lina)
    follow(nour, cast.aicha, [Section.IDENTITY, Section.SITUATION], by=cast.bruno)
    sign_in(client, cast.aicha)
    for rest in ("", "foyer/"):
        page = page_text(client, nour, rest)
        assert "Lina" not in page
        assert lina.pseudonym not in page
        assert str(lina.pk) not in page


def test_representative_not_to_be_told_is_marked_and_never_proposed(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno, lina = people_world.cast.bruno, people_world.lina
    sent = {"kind": "parent", "name": "Karim Invente", "since": today(), "is_not_to_be_told": "on"}
    sign_in(client, bruno).post(path_of(lina, "representants/ajouter/"), sent)
    page = page_text(client, lina)
    assert "Karim Invente" in page
    assert "ne pas informer" in page
    for rest in ("information/noter/", "accords/noter/"):
        assert "Karim" not in page_text(client, lina, rest)


def test_desk_reads_no_agreement_of_a_file_that_was_shared(
    client: Client, people_world: PeopleWorld
) -> None:
    sign_in(client, people_world.cast.hugo)
    for rest in ("accords/", "information/", "accords/noter/", "foyer/"):
        assert client.get(path_of(people_world.nour, rest)).status_code == 404
