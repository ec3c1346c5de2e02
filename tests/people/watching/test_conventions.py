"""A convention binds two: one side alone opens nothing, and its author is no second side."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Invitation, Member
from allervers.people.actions.conventions import Terms, add_convention, agree_convention
from allervers.people.models import Convention
from allervers.people.queries.share_recipients import working_with
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.world import LONG, PeopleWorld, acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(people_world: PeopleWorld) -> Convention:
    """Let Hugo's administrator record a convention with the carrier, who knows nothing of it."""
    cast, today = people_world.cast, timezone.localdate()
    terms = Terms(cast.carrier.pk, "inventée", today - LONG, today + LONG)
    Member.objects.filter(pk=cast.hugo.pk).update(roles=["administrator", "field_worker"])
    cast.hugo.refresh_from_db()
    return add_convention(viewer(cast.hugo), terms=terms)


def is_live(alone: Convention) -> bool:
    """Whether PostgreSQL and the site let the two work together."""
    with connection.cursor() as cursor:
        ends = [alone.holder_id, alone.partner_id]
        cursor.execute("SELECT people_work_together(%s, %s)", ends)
        found = bool(cursor.fetchone()[0])
    known = alone.partner_id in working_with(alone.holder_id, timezone.localdate())
    assert known == found
    return found


def test_recorded_by_one_side_alone_it_opens_nothing(
    alone: Convention, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    assert not is_live(alone)
    with pytest.raises(Refusal):
        agree_convention(viewer(cast.hugo), convention_id=alone.pk, now=timezone.now())
    rows = Convention.objects.filter(pk=alone.pk)
    forged = {"agreed_at": timezone.now(), "agreed_by": cast.elodie}
    for values in (forged, forged | {"agreed_by": cast.hugo}, {"partner": cast.partner}):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast.hugo):
            rows.update(**values)
    assert not is_live(alone)


def test_agreed_by_the_other_side_it_opens(alone: Convention, people_world: PeopleWorld) -> None:
    client = sign_in(Client(), people_world.cast.elodie)
    address = reverse("people:convention_agree", args=[alone.pk])
    assert address in client.get(reverse("people:conventions")).content.decode()
    assert "bris de glace" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert is_live(alone)
    assert client.post(address).status_code == 404


def test_nobody_agrees_whom_its_author_let_in(alone: Convention, people_world: PeopleWorld) -> None:
    cast, now = people_world.cast, timezone.now()
    Invitation.objects.create(
        organisation=cast.carrier, email="inventee@exemple.invalid", roles=["administrator"],
        invited_by=cast.hugo, created_at=now, expires_at=now + LONG, accepted_at=now,
        accepted_by=cast.elodie.user, token_hash="0" * 64,
    )  # fmt: skip
    with pytest.raises(Refusal):
        agree_convention(viewer(cast.elodie), convention_id=alone.pk, now=now)
    assert not is_live(alone)
