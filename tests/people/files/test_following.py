"""The referent lets colleagues in, with what their profession needs, and lets them out at once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.actions.following import let_follow, stop_following
from allervers.people.models import FollowUp
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.files.sending import page_text, path_of
from tests.people.world import PeopleWorld, acting_as


def test_colleague_gets_what_their_profession_needs_then_nothing(
    client: Client, people_world: PeopleWorld
) -> None:
    cast, lina = people_world.cast, people_world.lina
    sent = {"member": str(cast.chloe.pk), "kind": "team"}
    sign_in(client, cast.bruno).post(path_of(lina, "equipe/ajouter/"), sent)
    assert "Chloé" in page_text(client, lina, "equipe/")
    chloe = sign_in(Client(), cast.chloe)
    page = page_text(chloe, lina)
    assert "Lina Invente" in page
    assert 'id="s-health"' not in page
    with acting_as(cast.bruno):
        follow_up = FollowUp.objects.get(person=lina, member=cast.chloe)
    assert set(follow_up.sections) == {"identity", "contact", "rights"}
    client.post(path_of(lina, f"equipe/{follow_up.pk}/retirer/"))
    assert chloe.get(path_of(lina)).status_code == 404


def test_only_the_referent_composes_the_team(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    with pytest.raises(Refusal) as refused:
        let_follow(
            viewer=viewer(cast.chloe), person_id=nour.pk, member_id=cast.aicha.pk, kind="team",
            now=timezone.now(),
        )  # fmt: skip
    assert refused.value.status == 403


@pytest.mark.parametrize(("who", "status"), [("hugo", 404), ("denis", 404), ("chloe", 409)])
def test_only_approved_colleagues_once(people_world: PeopleWorld, who: str, status: int) -> None:
    cast = people_world.cast
    with pytest.raises(Refusal) as refused:
        let_follow(
            viewer=viewer(cast.bruno), person_id=people_world.nour.pk,
            member_id=getattr(cast, who).pk, kind="team", now=timezone.now(),
        )  # fmt: skip
    assert refused.value.status == status


def test_file_keeps_a_referent(people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    with acting_as(bruno):
        own = FollowUp.objects.get(person=nour, member=bruno)
    for follow_up_id, status in ((own.pk, 409), (uuid4(), 404)):
        with pytest.raises(Refusal) as refused:
            stop_following(
                viewer=viewer(bruno), person_id=nour.pk, follow_up_id=follow_up_id,
                now=timezone.now(),
            )  # fmt: skip
        assert refused.value.status == status
