"""The dialogue of a share: only what the law allows, to the end."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.models import PartnerLink, Share
from tests.cast import sign_in
from tests.people.words import opened_consent
from tests.people.world import PeopleWorld, acting_as

ATTESTED = ["necessary", "consent_names"]
TERMS: Mapping[str, Any] = {
    "ground": "consentement",
    "sections": ["identity", "situation"],
    "purpose": "follow_up",
    "informed": "told",
    "informed_whom": "la personne",
    "consent": "new",
    "consent_by": "",
    "consent_means": "de vive voix",
    "attested": ATTESTED,
    "asked": "un rendez-vous de suivi",
}
STRANGER = {
    "name": "Partenaire inventé",
    "organisation": "Association inventée",
    "email": "partenaire@exemple.invalid",
    "profession": "volunteer",
    "mission": "",
}


def terms(**changed: object) -> dict[str, Any]:
    """Return the terms, valid today but for what is changed."""
    today = timezone.localdate()
    days = {"informed_on": today, "ends_on": today + timedelta(days=90)}
    return {**TERMS, **days, **changed}


def dialogue_of(file_id: UUID, to: Member | None) -> str:
    """Return the address of the dialogue."""
    if to is None:
        return reverse("people:share_stranger", args=[file_id])
    return reverse("people:share_with", args=[file_id, to.pk])


def shares(world: PeopleWorld) -> list[Share]:
    """Return the shares that Bruno sees."""
    with acting_as(world.cast.bruno):
        return list(Share.objects.order_by("created_at"))


def test_recipients_are_told_with_their_secrecy(client: Client, people_world: PeopleWorld) -> None:
    sign_in(client, people_world.cast.bruno)
    url = reverse("people:share_begin", args=[people_world.nour.pk])
    page = client.get(url).content.decode()
    assert "Denis" in page
    assert "pas tenu au secret professionnel" in page
    assert "tenu au secret professionnel par sa mission" in page
    assert "Hugo" not in page, "no convention with his organisation"


def test_grounds_that_are_closed_are_explained_not_offered(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    sign_in(client, cast.bruno)
    page = client.get(dialogue_of(people_world.nour.pk, cast.denis)).content.decode()
    assert 'value="consentement"' in page
    assert 'value="CASF L226-2-2"' not in page
    assert "Il faudrait que ceci soit vrai" in page
    assert "226-13" in page


def test_share_is_made_after_the_last_confirmation_only(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    sign_in(client, cast.bruno)
    url = dialogue_of(people_world.nour.pk, cast.denis)
    asked = client.post(url, {"step": "ground", "ground": "consentement"})
    assert "Rubriques à partager" in asked.content.decode()
    confirm = client.post(url, terms(step="terms"))
    assert "lira les rubriques identité et situation" in confirm.content.decode()
    assert not shares(people_world)
    done = client.post(url, terms(step="confirm"))
    (made,) = shares(people_world)
    assert done.status_code == 302
    assert (made.state, made.recipient_id) == ("asked", cast.denis.pk)
    assert (made.sender_profession, made.recipient_profession) == (
        "social_worker",
        "mission_locale_adviser",
    )
    assert sorted(made.attested) == sorted(ATTESTED)
    with acting_as(cast.bruno):
        assert opened_consent().means == "de vive voix"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"sections": []}, "Cochez au moins une rubrique"),
        ({"sections": ["health"]}, "health"),
        ({"purpose": "emergency"}, "emergency"),
        ({"attested": ["necessary"]}, "Son accord nomme cette personne"),
        ({"informed_whom": ""}, "Dites qui a été informé"),
        ({"consent": "", "consent_means": ""}, "consent"),
        ({"ends_on": timezone.localdate() + timedelta(days=800)}, "un an au plus"),
        ({"asked": "son numéro est 1 84 05 92 040 123 45"}, "numéro de sécurité sociale"),
    ],
)
def test_what_the_law_or_the_form_refuses_is_told(
    client: Client, people_world: PeopleWorld, changed: dict[str, object], told: str
) -> None:
    cast = people_world.cast
    sign_in(client, cast.bruno)
    url = dialogue_of(people_world.nour.pk, cast.denis)
    answer = client.post(url, terms(step="confirm", **changed))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not shares(people_world)


def test_ground_that_is_not_offered_leads_back_to_those_that_are(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    sign_in(client, cast.bruno)
    url = dialogue_of(people_world.nour.pk, cast.denis)
    answer = client.post(url, terms(step="confirm", ground="CASF L226-2-2"))
    assert "Possible entre vous" in answer.content.decode()
    assert not shares(people_world)


def test_stranger_is_named_then_gets_a_link(client: Client, people_world: PeopleWorld) -> None:
    sign_in(client, people_world.cast.bruno)
    url = dialogue_of(people_world.nour.pk, None)
    assert client.post(url, {"name": "x"}).status_code == 422
    assert "Possible entre vous" in client.post(url, STRANGER).content.decode()
    client.post(url, {**STRANGER, **terms(step="confirm")})
    (made,) = shares(people_world)
    assert (made.recipient_id, made.recipient_name) == (None, "Partenaire inventé")
    with acting_as(people_world.cast.bruno):
        assert PartnerLink.objects.get().email == "partenaire@exemple.invalid"


def test_sender_shares_no_more_than_they_read(client: Client, people_world: PeopleWorld) -> None:
    cast = people_world.cast
    sign_in(client, cast.chloe)
    url = dialogue_of(people_world.nour.pk, cast.denis)
    answer = client.post(url, terms(step="confirm", sections=["identity", "housing"]))
    assert answer.status_code == 422
    assert not shares(people_world)


def test_recipient_of_another_carrier_does_not_exist(
    client: Client, people_world: PeopleWorld
) -> None:
    sign_in(client, people_world.cast.bruno)
    answer = client.get(dialogue_of(people_world.nour.pk, people_world.cast.hugo))
    assert answer.status_code == 404
