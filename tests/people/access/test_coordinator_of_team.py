"""Naming a coordinator takes nothing from whoever already followed the file."""

import pytest
from django.utils import timezone

from allervers.people.actions.coordination import ask_coordination, name_coordinator
from allervers.people.domain.access import sections_for
from allervers.people.domain.ground import Purpose
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.mapping.deciding import decision_for
from allervers.people.models import Convention
from tests.cast import viewer
from tests.people.world import ALL, LONG, PeopleWorld, acting_as, agreed, follow

pytestmark = pytest.mark.django_db


def test_a_colleague_named_coordinator_reads_what_they_read(people_world: PeopleWorld) -> None:
    cast, now, today = people_world.cast, timezone.now(), timezone.localdate()
    with acting_as(cast.elodie):
        made = Convention.objects.create(
            holder=cast.carrier, partner=cast.commune, reference="inventée", signed_on=today,
            expires_on=today + LONG, recorded_by=cast.elodie,
        )  # fmt: skip
    agreed(made, cast.jeanne)
    follow(people_world.nour, cast.aicha, ALL, by=cast.bruno)
    need = ask_coordination(
        viewer=viewer(cast.bruno), person_id=people_world.nour.pk, commune_id=cast.commune.pk,
        now=now,
    )  # fmt: skip
    name_coordinator(
        viewer=viewer(cast.gaelle), need_id=need.pk, member_id=cast.aicha.pk, act="arrêté inventé",
        now=now,
    )  # fmt: skip
    aicha = viewer(cast.aicha)
    with acting_as(cast.aicha):
        found = decision_for(aicha, people_world.nour.pk, Purpose.FOLLOW_UP, timezone.now())
    assert found is not None
    assert found[1].sections == sections_for(Profession.FAMILY_ADVISER, Secrecy.MISSION)
