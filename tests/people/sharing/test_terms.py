"""PostgreSQL keeps the terms of a share, whatever a page asks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from allervers.people.models import Share
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld, acting_as

State = Share.State
KEPT = {
    "person_id": uuid4(),
    "ground": "CPP 40",
    "purpose": "care",
    "sections": ["identity", "situation", "health"],
    "sender_id": uuid4(),
    "sender_profession": "doctor",
    "recipient_id": uuid4(),
    "recipient_name": "Quelqu’un d’autre",
    "recipient_profession": "doctor",
    "informed_whom": "personne",
    "consent_id": None,
    "starts_on": timezone.localdate() - timedelta(days=3),
    "ends_on": timezone.localdate() + timedelta(days=91),
}


@pytest.mark.parametrize("column", sorted(KEPT))
def test_terms_of_a_share_do_not_change(people_world: PeopleWorld, column: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    with (
        pytest.raises(IntegrityError, match=r"terms|sooner"),
        transaction.atomic(),
        acting_as(cast.bruno),
    ):
        Share.objects.filter(pk=share.pk).update(**{column: KEPT[column]})


@pytest.mark.parametrize("final", [State.REFUSED, State.DONE, State.REVOKED])
@pytest.mark.parametrize("wanted", [State.ASKED, State.ACCEPTED])
def test_final_state_is_not_left(people_world: PeopleWorld, final: str, wanted: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis, state=final, reason="raison")
    with (
        pytest.raises(IntegrityError, match="does not go"),
        transaction.atomic(),
        acting_as(cast.denis),
    ):
        Share.objects.filter(pk=share.pk).update(state=wanted)


@pytest.mark.parametrize("wanted", [State.ACCEPTED, State.REFUSED])
def test_sender_does_not_answer_in_the_place_of_the_recipient(
    people_world: PeopleWorld, wanted: str
) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    with (
        pytest.raises(IntegrityError, match="only its recipient"),
        transaction.atomic(),
        acting_as(cast.bruno),
    ):
        Share.objects.filter(pk=share.pk).update(state=wanted, reason="raison")


def test_share_may_end_sooner(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    with acting_as(cast.bruno):
        found = Share.objects.filter(pk=share.pk).update(ends_on=timezone.localdate())
    assert found == 1
