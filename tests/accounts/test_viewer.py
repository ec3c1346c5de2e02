"""Who is asking, and what stands in the way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.models import OpenSession
from tests.cast import Cast, make_member, sign_in


@pytest.fixture
def profile() -> str:
    """Return the address of a page open to any member."""
    return "/compte/profil/"


def test_page_for_a_stranger_leads_to_sign_in(client: Client, db: None, profile: str) -> None:
    answer = client.get(profile)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/compte/connexion/?next=")


def test_page_for_a_member_opens(client: Client, cast: Cast, profile: str) -> None:
    answer = sign_in(client, cast.bruno).get(profile)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_page_for_a_deactivated_member_does_not_open(
    client: Client, cast: Cast, profile: str
) -> None:
    answer = sign_in(client, cast.ines).get(profile)
    assert answer["Location"] == "/compte/sans-organisation/"


@pytest.mark.parametrize("what", ["member", "user", "organisation"])
def test_open_session_is_cut_when_deactivated(
    client: Client, cast: Cast, profile: str, what: str
) -> None:
    sign_in(client, cast.bruno)
    assert client.get(profile).status_code == 200
    off = {"member": cast.bruno, "user": cast.bruno.user, "organisation": cast.carrier}[what]
    type(off)._default_manager.filter(pk=off.pk).update(is_active=False)
    assert client.get(profile).status_code == 302


def test_member_without_second_factor_is_led_to_choose_one(
    client: Client, cast: Cast, profile: str
) -> None:
    newcomer = make_member("Karim", cast.carrier, Role.RECEPTIONIST, factor=False)
    answer = sign_in(client, newcomer).get(profile)
    assert answer["Location"] == "/compte/second-facteur-requis/"


@pytest.mark.parametrize(
    ("field", "age"), [("last_seen_at", timedelta(minutes=60)), ("started_at", timedelta(hours=12))]
)
def test_session_ends_when_idle_or_old(
    client: Client, cast: Cast, profile: str, field: str, age: timedelta
) -> None:
    sign_in(client, cast.bruno)
    OpenSession.objects.update(**{field: timezone.now() - age})
    answer = client.get(profile)
    assert answer["Location"].startswith("/compte/connexion/")
    assert "_auth_user_id" not in client.session


def test_session_is_pushed_back_once_a_minute(client: Client, cast: Cast, profile: str) -> None:
    sign_in(client, cast.bruno)
    before = timezone.now() - timedelta(minutes=30)
    OpenSession.objects.update(last_seen_at=before)
    client.get(profile)
    seen = OpenSession.objects.get().last_seen_at
    client.get(profile)
    assert seen > before
    assert OpenSession.objects.get().last_seen_at == seen


def test_fourth_session_closes_the_oldest(cast: Cast, profile: str) -> None:
    browsers = [sign_in(Client(), cast.bruno) for _ in range(4)]
    assert OpenSession.objects.filter(user=cast.bruno.user).count() == 3
    assert [one.get(profile).status_code for one in browsers] == [302, 200, 200, 200]


def test_session_without_the_factor_ends_once_one_exists(
    client: Client, cast: Cast, profile: str
) -> None:
    client.force_login(cast.bruno.user)
    answer = client.get("/compte/second-facteur/cles/ajouter/")
    assert answer["Location"].startswith("/compte/connexion/")
    assert client.get(profile).status_code == 302
