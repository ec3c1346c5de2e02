"""A word of a file is met where its section is open: not in lists, titles, mails, logs, jobs."""

import logging
import re

import pytest
from django.core import mail
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from allervers.people.gateways.share_mail import (
    send_concern_news,
    send_partner_link,
    send_share_news,
)
from allervers.people.models import PartnerLink
from allervers.people.queries.acting import Task, working
from tests.people.proof.asking import answered, browsers, lists, path_to
from tests.people.proof.canaries import Canaries, text_of
from tests.people.proof.conftest import make_world
from tests.people.proof.making import Made
from tests.people.proof.routes import ROUTES
from tests.people.proof.viewers import BY_NAME, KINDS

TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def crawled(made: Made, canaries: Canaries, pages: list[tuple[str, str]]) -> list[object]:
    """Ask for pages without an argument; return what they say too much of."""
    wrong: list[object] = []
    clients = browsers(made)
    for name, who in pages:
        text = text_of(answered(clients[who], reverse(name)))
        head = "\n".join([*TITLE.findall(text), text.partition("<")[0]])
        leaks, titled = canaries.leaks(text, who), canaries.found(head)
        if leaks or titled:
            wrong.append((name, who, sorted(leaks), sorted(titled)))
    return wrong


def test_lists_say_nothing_of_what_is_closed(
    made: Made, canaries: Canaries, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pages = [(name, who) for name in lists() for who in BY_NAME]
    assert crawled(made, canaries, pages[::13]) == []
    assert canaries.found(caplog.text) == set()


def test_mails_and_jobs_say_nothing_of_anybody(made: Made, canaries: Canaries) -> None:
    shares = [row for (name, _kind), row in made.parts.items() if name.startswith("share_id")]
    for number, share in enumerate(shares):
        send_share_news(share, ["waits", "reminder", "answered", "ended"][number % 4])
    send_concern_news(made.parts["concern_id", "active"])
    with working(Task.PARTNER):
        links = list(PartnerLink.objects.order_by("pk").values_list("pk", flat=True))
    for link in links:
        send_partner_link(link)
    assert len(mail.outbox) >= len(shares) // 2
    sent = "\n".join(str(one.message()) + str(one.body) for one in mail.outbox)
    jobs = "\n".join(str(args) for args in ProcrastinateJob.objects.values_list("args", flat=True))
    assert canaries.found(sent) | canaries.found(jobs) == set()


@pytest.mark.nightly
def test_thousand_words_are_met_only_where_they_are_open(
    db: None, canaries: Canaries, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = make_world(canaries, notes=15)
    assert len(canaries.fields) >= 1_000
    clients, wrong, met = browsers(made), [], set()
    for name in sorted(ROUTES):
        for who in BY_NAME:
            for kind in KINDS:
                text = text_of(answered(clients[who], path_to(name, made, who, kind)))
                met |= canaries.found(text)
                wrong += [(name, who, one) for one in canaries.leaks(text, who)]
    assert wrong == []
    assert crawled(made, canaries, [(name, who) for name in lists() for who in BY_NAME]) == []
    assert canaries.found(caplog.text) == set()
    print(f"{len(canaries.fields)} words, {len(met)} met")  # noqa: T201 - the proof's figure
