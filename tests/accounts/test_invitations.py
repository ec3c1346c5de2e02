"""People come in by a link, once."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from allervers.accounts.actions import invitations as actions
from allervers.accounts.domain.role import Role
from allervers.accounts.jobs import send_invitation_job
from allervers.accounts.models import AccountEvent, Invitation, Member, User
from allervers.ui.domain.refusal import Refusal
from tests.cast import PASSWORD, Cast, make_user, sign_in, viewer

EMAIL = "karim@exemple.invalid"
WORDS = "girafe lampe velo mer"


def invite(cast: Cast, email: str = EMAIL) -> actions.Issued:
    """Let Élodie invite somebody as a receptionist."""
    return actions.invite(
        viewer(cast.elodie),
        organisation_id=cast.carrier.pk,
        email=email,
        roles=[Role.RECEPTIONIST.value],
        now=timezone.now(),
    )


def jobs() -> list[tuple[str, dict[str, str]]]:
    """Return what waits in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs")
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def test_invitation_keeps_no_token(cast: Cast) -> None:
    issued = invite(cast)
    row = Invitation.objects.values().get()
    assert issued.token not in str(row)
    assert issued.token not in str(jobs())


def test_invitation_is_sent_by_the_job_of_the_same_transaction(cast: Cast) -> None:
    issued = invite(cast)
    ((name, args),) = jobs()
    assert name == "accounts.send_invitation"
    send_invitation_job(**args)
    assert mail.outbox[0].to == [EMAIL]
    assert f"/compte/invitation/{issued.token}/" in mail.outbox[0].body
    assert "Élodie vous invite" in mail.outbox[0].body


def test_message_of_a_revoked_invitation_is_not_sent(cast: Cast) -> None:
    issued = invite(cast)
    actions.revoke(viewer(cast.elodie), invitation_id=issued.invitation.pk, now=timezone.now())
    send_invitation_job(**jobs()[0][1])
    assert not mail.outbox


def test_newcomer_accepts_then_chooses_a_second_factor(client: Client, cast: Cast) -> None:
    address = f"/compte/invitation/{invite(cast).token}/"
    assert "Département inventé" in client.get(address).content.decode()
    answer = client.post(address, {"name": "Karim", "password1": WORDS, "password2": WORDS})
    assert answer["Location"] == "/compte/second-facteur-requis/"
    member = Member.objects.get(user__email=EMAIL)
    assert member.roles == ["receptionist"]
    assert client.get("/compte/profil/").status_code == 302


def test_newcomer_is_not_asked_the_password_again_to_enrol(client: Client, cast: Cast) -> None:
    address = f"/compte/invitation/{invite(cast).token}/"
    client.post(address, {"name": "Karim", "password1": WORDS, "password2": WORDS})
    assert client.get("/compte/second-facteur/application/").status_code == 200


def test_link_opens_once(cast: Cast) -> None:
    token = invite(cast).token
    actions.accept_as_newcomer(token=token, name="Karim", password=WORDS, now=timezone.now())
    answer = Client().get(f"/compte/invitation/{token}/")
    assert answer.status_code == 410
    assert "déjà servi" in answer.content.decode()
    with pytest.raises(Refusal):
        actions.accept_as_newcomer(token=token, name="X", password=WORDS, now=timezone.now())


def test_link_stops_after_seven_days(client: Client, cast: Cast) -> None:
    token = invite(cast).token
    Invitation.objects.update(expires_at=timezone.now())
    answer = client.get(f"/compte/invitation/{token}/")
    assert answer.status_code == 410
    assert "sept jours" in answer.content.decode()


def test_link_resent_replaces_the_former(client: Client, cast: Cast) -> None:
    first = invite(cast)
    second = actions.resend(
        viewer(cast.elodie), invitation_id=first.invitation.pk, now=timezone.now()
    )
    assert client.get(f"/compte/invitation/{first.token}/").status_code == 410
    assert client.get(f"/compte/invitation/{second.token}/").status_code == 200


def test_invented_link_opens_nothing(client: Client, db: None) -> None:
    assert client.get(f"/compte/invitation/{'0' * 64}/").status_code == 410


def test_person_with_an_account_joins_after_sign_in(client: Client, cast: Cast) -> None:
    token = invite(cast, cast.hugo.user.email).token
    address = f"/compte/invitation/{token}/"
    assert "connectez-vous" in client.get(address).content.decode()
    sign_in(client, cast.hugo).post(address)
    assert Member.objects.get(user=cast.hugo.user, organisation=cast.carrier).is_active
    assert "Département inventé" in client.get("/compte/profil/").content.decode()


def test_link_of_somebody_else_is_refused(client: Client, cast: Cast) -> None:
    token = invite(cast, cast.hugo.user.email).token
    answer = sign_in(client, cast.denis).post(f"/compte/invitation/{token}/")
    assert answer.status_code == 403
    assert not Member.objects.filter(user=cast.denis.user, organisation=cast.carrier).exists()


def test_invited_address_with_an_account_gets_no_new_password(client: Client, cast: Cast) -> None:
    user = make_user("Lou")
    token = invite(cast, user.email).token
    client.post(
        f"/compte/invitation/{token}/", {"name": "Vol", "password1": WORDS, "password2": WORDS}
    )
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("who", ["aicha", "hugo", "farid", "denis"])
def test_only_administrators_of_the_organisation_invite(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.invite(
            viewer(getattr(cast, who)),
            organisation_id=cast.carrier.pk,
            email=EMAIL,
            roles=["coordinator"],
            now=timezone.now(),
        )
    assert refused.value.status == 404


def test_host_invites_anywhere(cast: Cast) -> None:
    issued = actions.invite(
        viewer(cast.jeanne),
        organisation_id=cast.commune.pk,
        email=EMAIL,
        roles=["partner"],
        now=timezone.now(),
    )
    assert issued.invitation.organisation == cast.commune


def test_second_invitation_of_the_same_person_is_refused(cast: Cast) -> None:
    invite(cast)
    with pytest.raises(Refusal, match="déjà une invitation"):
        invite(cast, EMAIL.upper())


def test_new_invitation_after_an_expired_one_is_made(cast: Cast) -> None:
    invite(cast)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert invite(cast).invitation.email == EMAIL


def test_member_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(Refusal, match="déjà membre"):
        invite(cast, cast.bruno.user.email)


def test_link_is_shown_once_to_the_inviter(client: Client, cast: Cast) -> None:
    sign_in(client, cast.elodie)
    answer = client.post("/compte/inviter/", {"email": EMAIL, "roles": ["receptionist"]})
    shown = client.get(answer["Location"]).content.decode()
    again = client.get(answer["Location"]).content.decode()
    assert "/compte/invitation/" in shown
    assert "/compte/invitation/" not in again


def test_acceptance_is_written_in_the_journal(cast: Cast) -> None:
    token = invite(cast).token
    actions.accept_as_newcomer(token=token, name="Karim", password=WORDS, now=timezone.now())
    kinds = set(AccountEvent.objects.values_list("kind", flat=True))
    assert kinds == {"invited", "invitation_accepted"}
    assert User.objects.get(email=EMAIL).name == "Karim"


def test_stranger_learns_nothing_of_an_invitation_of_others(client: Client, cast: Cast) -> None:
    made = invite(cast).invitation
    sign_in(client, cast.hugo)
    for action in ("", "renvoyer/", "annuler/"):
        assert client.get(f"/compte/invitations/{made.pk}/{action}").status_code == 404
    assert client.get(f"/compte/invitations/{UUID(int=0)}/").status_code == 404


def test_member_of_two_organisations_chooses(client: Client, cast: Cast) -> None:
    Member.objects.create(user=cast.hugo.user, organisation=cast.carrier, roles=["receptionist"])
    sign_in(client, cast.hugo)
    client.post("/compte/agir-pour/", {"organisation": str(cast.carrier.pk)})
    assert client.get("/compte/membres/").status_code == 403
    client.post("/compte/agir-pour/", {"organisation": str(cast.other_carrier.pk)})
    assert client.get("/compte/membres/").status_code == 200
    strange = client.post("/compte/agir-pour/", {"organisation": str(cast.commune.pk)})
    assert strange.status_code == 404


def test_newcomer_of_a_closed_organisation_is_refused(client: Client, cast: Cast) -> None:
    token = invite(cast).token
    cast.carrier.is_active = False
    cast.carrier.save()
    post = {"name": "Karim", "password1": WORDS, "password2": WORDS}
    assert client.post(f"/compte/invitation/{token}/", post).status_code == 410


def test_newcomer_cannot_take_the_place_of_an_account(cast: Cast) -> None:
    token = invite(cast, cast.hugo.user.email).token
    with pytest.raises(Refusal, match="autre adresse"):
        actions.accept_as_newcomer(token=token, name="Vol", password=WORDS, now=timezone.now())
    assert not Member.objects.filter(user=cast.hugo.user, organisation=cast.carrier).exists()
