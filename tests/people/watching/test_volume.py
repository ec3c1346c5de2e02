"""Limits of volume: thirty an hour, a hundred a day, three hundred and it stops. PostgreSQL too."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.dpo_desk import lift_stop
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.volume import TooMany, check_volume, prove_again
from allervers.people.domain import watching
from allervers.people.domain.ground import Purpose
from allervers.people.models import Alert, FileRead, Professional
from allervers.ui.domain.refusal import Refusal
from tests.cast import make_cast, sign_in, viewer
from tests.people.sharing.world import make_share
from tests.people.watching.reading import proved, read_file, read_files
from tests.people.world import PeopleWorld, acting_as, make_people_world

NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
HOUR = timedelta(hours=1)


def is_open(member: Member, now: datetime) -> bool:
    """Whether one more file opens."""
    with acting_as(member):
        try:
            check_volume(viewer(member), now)
        except TooMany:
            return False
    return True


def watch_now() -> None:
    """Let PostgreSQL do now what it does when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def alerts(member: Member, dpo: Member) -> list[str]:
    """Return the kinds of alerts about a member that their DPO sees."""
    watch_now()
    with acting_as(dpo):
        return [
            one.kind for one in Alert.objects.filter(about_member=member).order_by("at", "kind")
        ]


def test_thirtieth_file_of_an_hour_opens_and_the_next_does_not(people_world: PeopleWorld) -> None:
    bruno, farid = people_world.cast.bruno, people_world.cast.farid
    read_files(bruno, 29, NOON)
    assert is_open(bruno, NOON)
    assert alerts(bruno, farid) == []
    read_file(bruno, NOON)
    assert not is_open(bruno, NOON)
    assert alerts(bruno, farid) == ["soft_limit"]
    assert is_open(bruno, NOON + HOUR)


def test_same_file_read_again_counts_once(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    for _ in range(35):
        read_file(bruno, NOON, people_world.nour.pk)
    assert is_open(bruno, NOON)


def test_what_is_already_open_stays_open_at_the_limit(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    read_file(bruno, NOON, people_world.nour.pk)
    read_files(bruno, 40, NOON)
    with acting_as(bruno):
        check_volume(viewer(bruno), NOON, files=[people_world.nour.pk])
        with pytest.raises(TooMany):
            check_volume(viewer(bruno), NOON, files=[people_world.nour.pk, people_world.lina.pk])


def test_list_counts_each_of_its_files(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    files, now = [uuid4() for _ in range(31)], timezone.now()
    touched = Touched(FileRead.Act.LISTED, Purpose.FOLLOW_UP, "caseload", listed=files)
    with acting_as(bruno):
        record(viewer(bruno), bruno.organisation_id, touched)
        record(viewer(bruno), bruno.organisation_id, touched)
    assert not is_open(bruno, now)


@pytest.mark.parametrize("name", ["shares_sent", "share"])
def test_lists_of_shares_count_too(client: Client, people_world: PeopleWorld, name: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    read_files(cast.bruno, 31)
    got = sign_in(client, cast.bruno).get(
        reverse(f"people:{name}", args=[share.pk] if name == "share" else [])
    )
    assert (got.status_code, got["Location"].split("?")[0]) == (302, reverse("people:prove"))


def test_slow_thief_stops_at_a_hundred_a_day(people_world: PeopleWorld) -> None:
    bruno, farid = people_world.cast.bruno, people_world.cast.farid
    for hour in range(4):
        at = NOON - HOUR * 8 + HOUR * hour * 2
        read_files(bruno, 25, at)
        watch_now()
        assert is_open(bruno, at + HOUR) == (hour < 3)
    assert alerts(bruno, farid) == ["soft_limit"]
    assert is_open(bruno, NOON + timedelta(days=1))


def test_proof_opens_the_next_thirty_and_an_old_one_none(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    start = timezone.now() - timedelta(minutes=5)
    read_files(bruno, 30, start)
    later = timezone.now()
    with pytest.raises(TooMany):
        prove_again(viewer(bruno), proved_at=start - HOUR, reason="relecture", now=later)
    assert not is_open(bruno, later)
    prove_again(viewer(bruno), proved_at=later, reason="relecture", now=later)
    assert is_open(bruno, later)
    read_files(bruno, 30, later + timedelta(minutes=1))
    assert not is_open(bruno, later + timedelta(minutes=2))


def test_three_hundred_a_day_stop_the_account_until_a_dpo_lifts_it(
    people_world: PeopleWorld,
) -> None:
    bruno, farid = people_world.cast.bruno, people_world.cast.farid
    for part in range(10):
        at = NOON + timedelta(minutes=part)
        read_files(bruno, 30, at)
        if part < 9:
            proved(bruno, at)
    assert alerts(bruno, farid)[-1] == "soft_limit"
    assert "hard_stop" in alerts(bruno, farid)
    with acting_as(bruno):
        assert Professional.objects.get(member=bruno).stopped_why == "volume"
        assert not people_world.nour.__class__.objects.exists()
    with pytest.raises(Refusal, match="arrêté"):
        prove_again(viewer(bruno), proved_at=NOON + HOUR, reason="relecture", now=NOON + HOUR)
    lift_stop(viewer(farid), member_id=bruno.pk, now=NOON + HOUR)
    prove_again(viewer(bruno), proved_at=NOON + HOUR, reason="relecture", now=NOON + HOUR)
    proved(bruno, NOON + HOUR)
    read_file(bruno, NOON + HOUR)
    watch_now()
    assert is_open(bruno, NOON + HOUR)


@pytest.mark.django_db(transaction=True)
def test_twenty_windows_at_once_pass_the_limit_by_twenty_at_most_and_alert_once() -> None:
    world = make_people_world(make_cast())
    bruno = world.cast.bruno
    read_files(bruno, 20, NOON)

    def open_one(_number: int) -> bool:
        try:
            with acting_as(bruno):
                check_volume(viewer(bruno), NOON)
                read_file(bruno, NOON)
        except TooMany:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(20) as pool:
        opened = sum(pool.map(open_one, range(60)))
    assert 10 <= opened <= 10 + 20
    assert not is_open(bruno, NOON)
    with acting_as(world.cast.farid):
        assert Alert.objects.filter(kind="soft_limit").count() == 1


def test_postgresql_counts_with_the_same_figures() -> None:
    from allervers.people.migrations import _watching_sql  # noqa: PLC0415

    text = Path(_watching_sql.__file__).read_text()
    said = set(re.findall(r"(?:of_hour|of_day|since_proof|since_lift) (?:>=|<) (\d+)", text))
    near = {"15", "85"}  # from where they are counted one at a time
    figures = (watching.HOUR_LIMIT, watching.DAY_LIMIT, watching.STOP_LIMIT)
    assert said - near == {str(one) for one in figures}
