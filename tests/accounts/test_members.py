"""Roles, access and organisations; the journal of all that."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.accounts.actions import members as actions
from allervers.accounts.actions.sessions import close_session
from allervers.accounts.actions.upkeep import forget
from allervers.accounts.domain.role import Role
from allervers.accounts.jobs import forget_job
from allervers.accounts.models import AccountEvent, Member, OpenSession, Organisation
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, make_member, sign_in, viewer


def test_last_administrator_stays(cast: Cast) -> None:
    elodie = viewer(cast.elodie)
    with pytest.raises(Refusal, match="sans personne pour administrer"):
        actions.deactivate_member(elodie, member_id=cast.elodie.pk, now=timezone.now())
    with pytest.raises(Refusal, match="sans personne pour administrer"):
        actions.change_roles(
            elodie, member_id=cast.elodie.pk, roles=["coordinator"], now=timezone.now()
        )


def test_administrator_leaves_once_another_is_named(cast: Cast) -> None:
    make_member("Zoé", cast.carrier, Role.ADMINISTRATOR)
    gone = actions.deactivate_member(
        viewer(cast.elodie), member_id=cast.elodie.pk, now=timezone.now()
    )
    assert not gone.is_active


def test_refusal_is_shown_as_a_page(client: Client, cast: Cast) -> None:
    answer = sign_in(client, cast.elodie).post(f"/compte/membres/{cast.elodie.pk}/desactiver/")
    assert answer.status_code == 409
    assert "Donnez d’abord le rôle" in answer.content.decode()


def test_roles_are_changed_and_written_down(client: Client, cast: Cast) -> None:
    sign_in(client, cast.elodie)
    post = {"roles": ["receptionist", "field_worker"]}
    answer = client.post(f"/compte/membres/{cast.chloe.pk}/roles/", post)
    assert answer["Location"] == "/compte/membres/"
    cast.chloe.refresh_from_db()
    assert cast.chloe.roles == ["field_worker", "receptionist"]
    event = AccountEvent.objects.get(kind="roles_changed")
    assert event.details == {"before": ["receptionist"], "after": cast.chloe.roles}


def test_role_that_does_not_exist_is_refused(client: Client, cast: Cast) -> None:
    sign_in(client, cast.elodie)
    client.post(f"/compte/membres/{cast.chloe.pk}/roles/", {"roles": ["superuser"]})
    cast.chloe.refresh_from_db()
    assert cast.chloe.roles == ["receptionist"]


def test_deactivated_member_comes_back_with_the_same_roles(client: Client, cast: Cast) -> None:
    bruno = sign_in(Client(), cast.bruno)
    sign_in(client, cast.elodie)
    client.post(f"/compte/membres/{cast.bruno.pk}/desactiver/")
    assert bruno.get("/compte/profil/").status_code == 302
    assert not OpenSession.objects.filter(user=cast.bruno.user).exists()
    client.post(f"/compte/membres/{cast.bruno.pk}/reactiver/")
    assert sign_in(bruno, cast.bruno).get("/compte/profil/").status_code == 200


def test_profile_changes_one_own_name_and_trade_only(client: Client, cast: Cast) -> None:
    post = {
        "name": "Bruno Exemple",
        "profession": "médiateur",
        "languages": ["fr", "pt"],
        "skills": "démarches en ligne\n\ndémarches en ligne\ndroits",
        "roles": ["administrator"],
    }
    assert sign_in(client, cast.bruno).post("/compte/profil/", post).status_code == 302
    member = Member.objects.select_related("user").get(pk=cast.bruno.pk)
    assert (member.user.name, member.languages) == ("Bruno Exemple", ["fr", "pt"])
    assert member.skills == ["démarches en ligne", "droits"]
    assert member.roles == ["field_worker"]


def test_session_of_somebody_else_cannot_be_closed(client: Client, cast: Cast) -> None:
    sign_in(Client(), cast.bruno)
    other = OpenSession.objects.get(user=cast.bruno.user)
    sign_in(client, cast.chloe)
    assert client.post(f"/compte/sessions/{other.pk}/fermer/").status_code == 404
    chloe = cast.chloe.user_id
    assert not close_session(user_id=chloe, session_id=other.pk, now=timezone.now())
    assert OpenSession.objects.filter(pk=other.pk).exists()


def test_own_session_closed_elsewhere_is_signed_out(cast: Cast) -> None:
    here, there = sign_in(Client(), cast.bruno), sign_in(Client(), cast.bruno)
    oldest = OpenSession.objects.order_by("started_at").first()
    assert oldest is not None
    assert there.post(f"/compte/sessions/{oldest.pk}/fermer/").status_code == 302
    assert here.get("/compte/profil/").status_code == 302
    assert there.get("/compte/profil/").status_code == 200


def test_host_adds_an_organisation_then_invites(client: Client, cast: Cast) -> None:
    sign_in(client, cast.jeanne)
    post = {"name": "Ville inventée", "kind": "commune", "commune_code": "94028"}
    answer = client.post("/compte/organisations/ajouter/", post)
    made = Organisation.objects.get(name="Ville inventée")
    assert answer["Location"] == f"/compte/organisations/{made.pk}/inviter/"


def test_commune_without_code_is_refused_in_words(client: Client, cast: Cast) -> None:
    sign_in(client, cast.jeanne)
    post = {"name": "Ville inventée", "kind": "commune", "commune_code": "9402"}
    answer = client.post("/compte/organisations/ajouter/", post)
    assert "code Insee (5 caractères)" in answer.content.decode()


def test_host_does_not_close_its_own_organisation(client: Client, cast: Cast) -> None:
    sign_in(client, cast.jeanne)
    own = cast.jeanne.organisation_id
    assert client.post(f"/compte/organisations/{own}/activite/").status_code == 409


def test_journal_line_cannot_be_changed_nor_deleted(cast: Cast) -> None:
    sign_in(Client(), cast.bruno)
    for act in (
        lambda: AccountEvent.objects.update(subject="autre"),
        lambda: AccountEvent.objects.all().delete(),
        lambda: AccountEvent.objects.update(address=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_time_erases_addresses_then_lines(cast: Cast) -> None:
    now = timezone.now()
    for days in (10, 400, 1200):
        AccountEvent.objects.create(
            at=now - timedelta(days=days), kind="signed_in", address="203.0.113.9"
        )
    erased = forget(now=now)
    assert (erased["addresses"], erased["events"]) == (2, 1)
    kept = AccountEvent.objects.order_by("-at").values_list("address", flat=True)
    assert list(kept) == ["203.0.113.9", None]


def test_journal_shows_only_what_concerns_the_organisation(client: Client, cast: Cast) -> None:
    sign_in(Client(), cast.bruno)
    sign_in(Client(), cast.hugo)
    page = sign_in(client, cast.farid).get("/compte/journal/").content.decode()
    assert "Bruno" in page
    assert "Hugo" not in page


def test_list_of_members_costs_at_most_eight_queries(client: Client, cast: Cast) -> None:
    sign_in(client, cast.elodie)
    for number in range(30):
        make_member(f"Membre {number}", cast.carrier, Role.PARTNER, factor=False)
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/compte/membres/").status_code == 200
    reads = [query["sql"] for query in seen if query["sql"].startswith("SELECT")]
    assert len(reads) <= 8


def test_lost_factor_is_taken_away_and_another_is_asked(client: Client, cast: Cast) -> None:
    bruno = sign_in(Client(), cast.bruno)
    sign_in(client, cast.elodie).post(f"/compte/membres/{cast.bruno.pk}/second-facteur/")
    assert not Authenticator.objects.filter(user=cast.bruno.user).exists()
    assert bruno.get("/compte/profil/")["Location"].startswith("/compte/connexion/")
    again = sign_in(Client(), cast.bruno)
    assert again.get("/compte/profil/")["Location"] == "/compte/second-facteur-requis/"
    assert AccountEvent.objects.filter(kind="factor_removed", actor=cast.elodie.user).exists()


def test_factor_that_protects_another_organisation_stays(client: Client, cast: Cast) -> None:
    here = Member.objects.create(
        user=cast.hugo.user, organisation=cast.carrier, roles=["receptionist"]
    )
    answer = sign_in(client, cast.elodie).post(f"/compte/membres/{here.pk}/second-facteur/")
    assert answer.status_code == 409
    assert Authenticator.objects.filter(user=cast.hugo.user).exists()


def test_members_are_listed_as_the_french_order_names(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.elodie).get("/compte/membres/").content.decode()
    places = [page.index(f'"row">{name}<br>') for name in ("Chloé", "Élodie", "Farid")]
    assert places == sorted(places)


def test_nightly_job_erases_what_is_over(cast: Cast) -> None:
    sign_in(Client(), cast.bruno)
    OpenSession.objects.update(started_at=timezone.now() - timedelta(days=1))
    assert forget_job(timestamp=0)["sessions"] == 1
