"""Coming in: password, second factor, lock, closing."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import Settings

from allervers.accounts.domain.role import Role
from allervers.accounts.models import AccountEvent, Member, OpenSession
from tests.accounts.codes import code_from, code_of
from tests.cast import PASSWORD, Cast, make_member, sign_in

SIGN_IN = "/compte/connexion/"
CODE = "/compte/second-facteur/code/"
HOME = "/compte/profil/"


def type_password(client: Client, member: Member, password: str = PASSWORD) -> int:
    """Post the sign-in form and return the status."""
    answer = client.post(SIGN_IN, {"login": member.user.email, "password": password})
    return answer.status_code


def test_password_alone_is_not_enough(client: Client, cast: Cast) -> None:
    answer = client.post(SIGN_IN, {"login": cast.aicha.user.email, "password": PASSWORD})
    assert answer["Location"] == CODE
    assert client.get(HOME)["Location"].startswith(SIGN_IN)


def test_password_and_code_open_the_workspace(client: Client, cast: Cast) -> None:
    type_password(client, cast.aicha)
    answer = client.post(CODE, {"code": code_of(cast.aicha)})
    assert answer["Location"] == "/espace/"
    assert client.get(HOME).status_code == 200
    assert AccountEvent.objects.filter(kind="signed_in", actor=cast.aicha.user).count() == 1


def test_wrong_code_stays_outside_and_says_what_to_do(client: Client, cast: Cast) -> None:
    type_password(client, cast.aicha)
    answer = client.post(CODE, {"code": "000000"})
    assert "Attendez que l’application" in answer.content.decode()
    assert client.get(HOME).status_code == 302


def test_codes_cannot_be_guessed(client: Client, cast: Cast) -> None:
    type_password(client, cast.aicha)
    for _ in range(10):
        client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code_of(cast.aicha)})
    assert answer.status_code == 200
    assert client.get(HOME).status_code == 302


def test_code_page_without_password_leads_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get(CODE)["Location"].startswith(SIGN_IN)


def test_fifth_wrong_password_locks_for_a_while(client: Client, cast: Cast) -> None:
    statuses = [type_password(client, cast.aicha, "faux") for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    answer = client.post(SIGN_IN, {"login": cast.aicha.user.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 minutes" in answer.content.decode()
    assert AccountEvent.objects.filter(kind="locked_out").exists()


def test_attacker_elsewhere_does_not_lock_a_colleague(client: Client, cast: Cast) -> None:
    thief = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(6):
        type_password(thief, cast.aicha, "faux")
    assert type_password(client, cast.aicha) == 302


def test_invented_forwarded_address_does_not_evade_the_lock(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    statuses = [
        client.post(
            SIGN_IN,
            {"login": cast.aicha.user.email, "password": "faux"},
            headers={"X-Forwarded-For": f"198.51.100.{tried}, 203.0.113.9"},
        ).status_code
        for tried in range(5)
    ]
    assert statuses[-1] == 429


def test_refusal_says_the_same_for_an_unknown_address(client: Client, cast: Cast) -> None:
    known = client.post(SIGN_IN, {"login": cast.aicha.user.email, "password": "faux"})
    unknown = client.post(SIGN_IN, {"login": "personne@exemple.invalid", "password": "faux"})
    found = [
        re.search(r"L’adresse ou le mot de passe[^<]*", a.content.decode())
        for a in (known, unknown)
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0][0] == found[1][0]


def test_sign_out_needs_a_button(client: Client, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    assert client.get("/compte/deconnexion/").status_code == 200
    assert client.get(HOME).status_code == 200
    client.post("/compte/deconnexion/")
    assert client.get(HOME).status_code == 302
    assert not OpenSession.objects.exists()


def test_new_password_closes_the_other_sessions(cast: Cast) -> None:
    here, elsewhere = sign_in(Client(), cast.aicha), sign_in(Client(), cast.aicha)
    answer = here.post(
        "/compte/mot-de-passe/",
        {
            "oldpassword": PASSWORD,
            "password1": "girafe lampe velo mer",
            "password2": "girafe lampe velo mer",
        },
    )
    assert answer.status_code == 302
    assert here.get(HOME).status_code == 200
    assert OpenSession.objects.filter(user=cast.aicha.user).count() == 1
    assert elsewhere.get(HOME).status_code == 302
    assert "a été changé" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("court", "trop court"),
        ("123456789012345", "entièrement numérique"),
        ("MotDePasse2026!", "mot courant"),
        ("Soleil-2026-Soleil", "mot courant"),
        ("aicha@exemple.invalid", "semblable"),
    ],
)
def test_weak_password_is_refused_in_french(
    client: Client, cast: Cast, password: str, why: str
) -> None:
    answer = sign_in(client, cast.aicha).post(
        "/compte/mot-de-passe/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    assert why in answer.content.decode()


def test_forgotten_password_sends_a_link_that_works_once(client: Client, cast: Cast) -> None:
    client.post("/compte/mot-de-passe/oublie/", {"email": cast.aicha.user.email})
    link = re.search(r"https?://[^/]+(/compte/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link[1], follow=True)
    words = "girafe lampe velo mer"
    done = client.post(page.request["PATH_INFO"], {"password1": words, "password2": words})
    assert done.status_code == 302
    assert client.get(HOME).status_code == 302
    assert "ne sert plus" in Client().get(link[1], follow=True).content.decode()
    assert type_password(Client(), cast.aicha, words) == 302


def test_forgotten_password_of_an_unknown_address_sends_nothing(client: Client, cast: Cast) -> None:
    answer = client.post("/compte/mot-de-passe/oublie/", {"email": "personne@exemple.invalid"})
    assert answer.status_code == 302
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)  # allauth tells of a new factor once committed
def test_enrolling_an_application_opens_the_workspace(client: Client, cast: Cast) -> None:
    newcomer = make_member("Karim", cast.carrier, Role.RECEPTIONIST, factor=False)
    type_password(client, newcomer)
    page = client.get("/compte/second-facteur/application/")
    secret = page.context["form"].secret
    code = code_from(secret)
    answer = client.post("/compte/second-facteur/application/", {"code": code})
    assert answer["Location"] == "/compte/second-facteur/secours/"
    assert client.get(HOME).status_code == 200
    stored = Authenticator.objects.get(user=newcomer.user, type="totp").data["secret"]
    assert secret not in stored


def test_second_factor_secret_is_encrypted(cast: Cast) -> None:
    stored = Authenticator.objects.filter(type="totp").first()
    assert stored is not None
    assert stored.data["secret"].startswith("gAAAA")


@pytest.mark.parametrize("address", ["inscription/", "signup/", "email/", "password/set/"])
def test_registration_has_no_address(client: Client, db: None, address: str) -> None:
    assert client.get(f"/compte/{address}").status_code == 404


def test_new_password_opens_a_locked_door(client: Client, cast: Cast) -> None:
    for _ in range(5):
        type_password(Client(), cast.aicha, "faux")
    client.post("/compte/mot-de-passe/oublie/", {"email": cast.aicha.user.email})
    link = re.search(r"https?://[^/]+(/compte/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link[1], follow=True)
    words = "girafe lampe velo mer"
    client.post(page.request["PATH_INFO"], {"password1": words, "password2": words})
    assert type_password(Client(), cast.aicha, words) == 302


def test_password_typed_as_an_address_is_not_written_down(client: Client, cast: Cast) -> None:
    client.post(SIGN_IN, {"login": "mon-secret@exemple.invalid", "password": "faux"})
    event = AccountEvent.objects.get(kind="sign_in_refused")
    assert event.subject == ""
    assert event.address == "127.0.0.1"


def test_too_many_requests_are_answered_in_french(client: Client, cast: Cast) -> None:
    for _ in range(7):
        answer = client.post("/compte/mot-de-passe/oublie/", {"email": cast.aicha.user.email})
    assert answer.status_code == 429
    assert "en peu de temps" in answer.content.decode()
