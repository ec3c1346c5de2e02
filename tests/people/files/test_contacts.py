"""How to reach somebody without harm; where somebody in hiding is, read by two."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.actions.protecting import answer_opening
from allervers.people.domain.section import Section
from allervers.people.models import ContactPoint, FileRead, ProtectedContact, ProtectedOpening
from allervers.people.wording.contacts import days_text, reach_of
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.files.sending import page_text, path_of
from tests.people.world import ALL, PeopleWorld, acting_as, follow

CONTACT = {
    "kind": "phone",
    "value": "06 12 34 56 78",
    "safe_channels": ["call"],
    "safe_days": ["1", "2", "3", "4", "5"],
    "safe_from": "09:00",
    "safe_until": "12:00",
}
HIDDEN = "12 rue du Refuge, quatrième étage"


def test_safe_channel_days_and_hours_are_said(client: Client, people_world: PeopleWorld) -> None:
    nour = people_world.nour
    sign_in(client, people_world.cast.bruno).post(path_of(nour, "contacts/ajouter/"), CONTACT)
    page = page_text(client, nour)
    assert "Appeler : lundi–vendredi 9 h–12 h" in page
    assert "Ne pas laisser de message." in page


NEXT = "Prochain moment sans danger :"
ROW = {
    "id": "1", "kind": "phone", "value": "+33639980001", "channels": ["call"],
    "since": "09:00:00", "until": "12:00:00", "days": [1, 2], "caution": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "said", "link"),
    [
        ("2026-11-23 09:30", "À 9 h 30, vous pouvez : appeler.", "tel"),
        ("2026-11-23 14:00", f"Pas à cette heure. {NEXT} mardi 24 novembre", ""),
        ("2026-11-25 10:00", f"Pas aujourd’hui. {NEXT} lundi 30 novembre", ""),
    ],
)  # fmt: skip
def test_page_says_whether_to_call_now(at: str, said: str, link: str) -> None:
    reach = reach_of(ROW, timezone.make_aware(datetime.fromisoformat(at)))
    assert reach.now.replace("\u00a0", " ").startswith(said)
    assert (bool(reach.tel), reach.is_now) == (bool(link), bool(link))


def test_channel_not_said_safe_is_never_said_possible() -> None:
    at = timezone.make_aware(datetime.fromisoformat("2026-11-23 09:30"))
    reach = reach_of(ROW | {"channels": ["letter"]}, at)
    assert (reach.now, reach.tel, reach.is_now) == ("", "", False)


def test_nothing_is_proposed_that_was_not_said_safe(
    client: Client, people_world: PeopleWorld
) -> None:
    nour, sent = people_world.nour, {"kind": "phone", "value": "06 12 34 56 78"}
    sign_in(client, people_world.cast.bruno).post(path_of(nour, "contacts/ajouter/"), sent)
    page = page_text(client, nour)
    assert "Ne pas utiliser : la personne n’a pas dit que c’est sans danger." in page
    assert "tel:" not in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "12"}, "value"),
        ({"kind": "email", "value": "pas une adresse"}, "value"),
        ({"safe_until": ""}, "safe_until"),
        ({"safe_until": "08:00"}, "safe_until"),
        ({"caution": "NIR 2 84 05 75 115 001"}, "caution"),
    ],
)
def test_contact_that_cannot_be_is_refused(
    client: Client, people_world: PeopleWorld, wrong: dict[str, str], field: str
) -> None:
    sign_in(client, people_world.cast.bruno)
    answer = client.post(path_of(people_world.nour, "contacts/ajouter/"), CONTACT | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_contact_is_changed_then_taken_away(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    sign_in(client, bruno).post(path_of(nour, "contacts/ajouter/"), CONTACT)
    with acting_as(bruno):
        contact = ContactPoint.objects.get(person=nour)
    page = path_of(nour, f"contacts/{contact.pk}/")
    client.post(page, CONTACT | {"value": "07 00 00 00 01"})
    assert "07 00 00 00 01" in page_text(client, nour)
    assert "Ne plus utiliser" in client.get(f"{page}retirer/").content.decode()
    client.post(f"{page}retirer/")
    assert "07 00 00 00 01" not in page_text(client, nour)
    assert client.get(page).status_code == 404


def test_days_are_said_in_runs() -> None:
    assert days_text([1, 2, 3, 4, 5]) == "lundi–vendredi"
    assert days_text([2, 4]) == "mardi, jeudi"
    assert not days_text([])
    assert not days_text(range(1, 8))


@pytest.fixture
def hidden(client: Client, people_world: PeopleWorld) -> ProtectedOpening:
    """Write a protected contact of Nour, and let Bruno ask to read it; Aïcha follows too."""
    cast, nour = people_world.cast, people_world.nour
    follow(nour, cast.aicha, ALL - {Section.HEALTH}, by=cast.bruno)
    sign_in(client, cast.bruno).post(path_of(nour, "contact-protege/ajouter/"), {"value": HIDDEN})
    client.post(path_of(nour, "contact-protege/demander/"), {"reason": "livrer un colis demain"})
    with acting_as(cast.bruno):
        return ProtectedOpening.objects.get(person=nour)


def test_protected_contact_is_sealed_and_on_no_page(
    client: Client, people_world: PeopleWorld, hidden: ProtectedOpening
) -> None:
    nour = people_world.nour
    for rest in ("", "imprimer/", "fil/", "foyer/", "contact-protege/"):
        assert "Refuge" not in page_text(client, nour, rest)
    assert client.get(path_of(nour, "contact-protege/lire/")).status_code == 403
    with acting_as(people_world.cast.bruno):
        assert not ProtectedContact.objects.exists()


def test_protected_contact_is_read_for_an_hour_once_another_agreed(
    client: Client, people_world: PeopleWorld, hidden: ProtectedOpening
) -> None:
    cast, nour = people_world.cast, people_world.nour
    answer = path_of(nour, f"contact-protege/{hidden.pk}/repondre/")
    assert client.get(answer).status_code == 404  # one's own demand
    sign_in(client, cast.aicha).post(answer, {"reponse": "accord"})
    assert client.get(path_of(nour, "contact-protege/lire/")).status_code == 403
    begun = timezone.now() - timedelta(hours=1)  # the clock of PostgreSQL is that of the test
    with acting_as(cast.aicha):
        ProtectedOpening.objects.update(agreed_at=begun)
    read = page_text(sign_in(client, cast.bruno), nour, "contact-protege/lire/")
    assert HIDDEN in read
    retire = re.search(rf"{path_of(nour)}contact-protege/[0-9a-f-]+/retirer/", read)
    assert retire is not None
    assert "plus valable" in client.get(retire[0]).content.decode()
    client.post(retire[0])
    assert HIDDEN not in page_text(client, nour, "contact-protege/lire/")
    with acting_as(cast.bruno):
        assert FileRead.objects.filter(act="protected", member=cast.bruno).count() == 2
        late = timezone.now() - timedelta(minutes=1)
        with acting_as(cast.aicha):
            ProtectedOpening.objects.update(agreed_at=late, ends_at=late)
        assert client.get(path_of(nour, "contact-protege/lire/")).status_code == 403
        assert client.post(retire[0]).status_code == 403


def test_refused_demand_opens_nothing(
    client: Client, people_world: PeopleWorld, hidden: ProtectedOpening
) -> None:
    cast, nour = people_world.cast, people_world.nour
    answer = path_of(nour, f"contact-protege/{hidden.pk}/repondre/")
    sign_in(client, cast.aicha).post(answer, {"reponse": "refus"})
    page = page_text(sign_in(client, cast.bruno), nour, "contact-protege/")
    assert "refusée" in page
    assert client.get(path_of(nour, "contact-protege/lire/")).status_code == 403


def test_nobody_agrees_with_themselves_nor_from_outside(
    people_world: PeopleWorld, hidden: ProtectedOpening
) -> None:
    cast = people_world.cast
    for member in (cast.bruno, cast.chloe, cast.hugo):
        with pytest.raises(Refusal) as refused:
            answer_opening(
                viewer=viewer(member), person_id=people_world.nour.pk, opening_id=hidden.pk,
                agrees=True, now=timezone.now(),
            )  # fmt: skip
        assert refused.value.status == 404
