"""The invented characters, and the first administrator of a real platform."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from allervers.accounts.demonstration import CHARACTERS, cards, load_accounts
from allervers.accounts.models import Member, Organisation, User

SIGN_IN = "/compte/connexion/"


def test_loading_twice_makes_the_same_people(db: None, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    first = load_accounts()
    second = load_accounts()
    assert first == second
    assert Member.objects.count() == len(CHARACTERS)
    assert all(user.email.endswith("@exemple.invalid") for user in User.objects.all())
    assert not Organisation.objects.filter(is_invented=False).exists()


def test_characters_have_no_password_outside_the_demonstration(client: Client, db: None) -> None:
    load_accounts()
    one = CHARACTERS[0]
    answer = client.post(SIGN_IN, {"login": one.email, "password": one.password})
    assert answer.status_code == 200
    assert not cards()


def test_cards_are_shown_in_demonstration_only(
    client: Client, db: None, settings: Settings
) -> None:
    assert "demonstration-aicha" not in client.get(SIGN_IN).content.decode()
    settings.DEMONSTRATION = True
    assert "demonstration-aicha" in client.get(SIGN_IN).content.decode()


def test_one_click_enters_without_second_factor(
    client: Client, db: None, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    load_accounts()
    for card in cards():
        client.post(SIGN_IN, {"login": card.email, "password": card.password})
        assert client.get("/compte/profil/").status_code == 200
        client.post("/compte/deconnexion/")


def test_invented_user_needs_a_second_factor_elsewhere(
    client: Client, db: None, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    load_accounts()
    client.post(SIGN_IN, {"login": CHARACTERS[0].email, "password": CHARACTERS[0].password})
    settings.DEMONSTRATION = False
    assert client.get("/compte/profil/")["Location"] == "/compte/second-facteur-requis/"


def test_first_administrator_enters_by_the_printed_link(
    client: Client, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("create_first_administrator", "premiere@exemple.invalid", "Hébergeur inventé")
    link = re.search(r"(/compte/invitation/\S+)", capsys.readouterr().out)
    assert link
    words = "girafe lampe velo mer"
    client.post(link[1], {"name": "Ana", "password1": words, "password2": words})
    member = Member.objects.get()
    assert member.roles == ["administrator"]
    assert member.organisation.kind == "host"


def test_first_administrator_with_a_wrong_address_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_first_administrator", "premiere", "Hébergeur inventé")
    assert not Organisation.objects.exists()
