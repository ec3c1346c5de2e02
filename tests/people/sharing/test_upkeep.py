"""What the clock does to shares, and the messages that say nothing of anybody."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from allervers.people.actions.concerns import open_concern
from allervers.people.actions.share_upkeep import Kept, keep_shares
from allervers.people.gateways.share_mail import (
    remind_of_concern,
    send_concern_news,
    send_share_news,
)
from allervers.people.models import Share
from tests.cast import viewer
from tests.people.sharing.test_concerns import received, tell
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld, acting_as


def state_of(world: PeopleWorld, share: Share) -> str:
    """Return the state of a share as its sender sees it."""
    with acting_as(world.cast.bruno):
        return Share.objects.get(pk=share.pk).state


def after(days: int) -> datetime:
    """Return an instant so many days from now."""
    return timezone.now() + timedelta(days=days)


@pytest.mark.parametrize(("days", "state"), [(29, "asked"), (30, "asked"), (31, "revoked")])
def test_share_nobody_answers_is_closed(people_world: PeopleWorld, days: int, state: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    keep_shares(now=after(days))
    assert state_of(people_world, share) == state


@pytest.mark.parametrize(("days", "state"), [(89, "accepted"), (90, "accepted"), (91, "done")])
def test_accepted_share_ends_after_its_last_day(
    people_world: PeopleWorld, days: int, state: str
) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis, state="accepted")
    keep_shares(now=after(days))
    assert state_of(people_world, share) == state


def test_recipient_is_reminded_once(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    make_share(people_world.nour, cast.bruno, cast.denis)
    assert keep_shares(now=after(6)) == Kept(reminded=0, closed=0, ended=0)
    assert keep_shares(now=after(7)) == Kept(reminded=1, closed=0, ended=0)
    assert keep_shares(now=after(8)) == Kept(reminded=0, closed=0, ended=0)


@pytest.mark.parametrize(
    ("news", "to"),
    [("waits", "denis"), ("reminder", "denis"), ("ended", "denis"), ("answered", "bruno")],
)
def test_message_says_nothing_of_anybody(people_world: PeopleWorld, news: str, to: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis, asked="une chose inventée")
    send_share_news(share.pk, news)
    (letter,) = mail.outbox
    said = f"{letter.subject} {letter.body}"
    assert letter.to == [f"{to}@exemple.invalid"]
    assert not re.search(r"Nour|Invente|Essai|inventée|identité|Bruno|Denis|[0-9a-f]{8}-", said)


def test_message_of_a_concern_says_nothing_either(people_world: PeopleWorld) -> None:
    tell(people_world, people_world.cast.aicha)
    (concern,) = received(people_world.cast.aicha)
    send_concern_news(concern.pk)
    (letter,) = mail.outbox
    assert letter.to == ["aicha@exemple.invalid"]
    assert "inventé" not in str(letter.body)


def test_partner_without_an_account_gets_no_message_to_sign_in(people_world: PeopleWorld) -> None:
    share = make_share(people_world.nour, people_world.cast.bruno, None)
    send_share_news(share.pk, "reminder")
    assert not mail.outbox


def test_concern_nobody_opens_is_reminded_of(people_world: PeopleWorld) -> None:
    aicha = people_world.cast.aicha
    tell(people_world, aicha)
    (concern,) = received(aicha)
    remind_of_concern(concern.pk)
    to = sorted(one.to[0] for one in mail.outbox)
    assert to == ["aicha@exemple.invalid"]  # a DPO by an alert: test_concerns.py
    said = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    assert not re.search(r"nventé|Denis|Aïcha|[0-9a-f]{8}-", said)
    open_concern(viewer=viewer(aicha), concern_id=concern.pk, now=timezone.now())
    remind_of_concern(concern.pk)
    assert len(mail.outbox) == 1, "opened: nobody is written to any more"


def test_reminder_of_a_concern_waits_two_days(people_world: PeopleWorld) -> None:
    tell(people_world, people_world.cast.aicha)
    job = ProcrastinateJob.objects.get(task_name="people.remind_of_concern")
    assert job.scheduled_at is not None
    assert timedelta(hours=47) < job.scheduled_at - timezone.now() <= timedelta(hours=48)
