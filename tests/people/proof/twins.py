"""Two databases that differ by one hidden thing, asked the same under the same clock and chance.

The second is a copy of the first, sessions included, in which one thing more is written. Nothing
is masked but the dates that a PDF file bears: the clock stands still, and whatever is drawn at
random (tokens against forged requests, nonces, addresses, message ids) is drawn from the question.
"""

import os
import random
import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from django.core import mail
from django.core.cache import cache
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.database import (
    connected_to,
    drop_database,
    end_own_sessions,
    make_database,
    owner_connection,
)
from tests.people.proof.asking import SENT, browsers
from tests.people.proof.canaries import contents_of
from tests.people.proof.conftest import make_world
from tests.people.proof.making import Made

DATES = re.compile(rb"D:\d{14}[^)]*|/ID\s*\[[^\]]*\]|<xmp:\w+Date>[^<]*|<xmpMM:\w+ID>[^<]*")
Letters = list[bytes]
Said = tuple[int, list[tuple[str, str]], bytes]


@dataclass(frozen=True)
class Question:
    """What is asked: who, which address, how; as named in the list of what differs."""

    who: str
    path: str
    method: str = "GET"

    @property
    def seed(self) -> int:
        """What chance is made of: the same in both databases."""
        return zlib.crc32(f"{self}".encode())


Answers = dict[Question, tuple[Said, Letters]]


@dataclass(frozen=True)
class Twins:
    """The first database and its copies, each by what was written in it."""

    made: Made
    clients: dict[str, Client]
    names: dict[str, str]
    at: datetime

    def ask(self, name: str, questions: list[Question]) -> Answers:
        """Ask everything of one database, undoing whatever it does."""
        cache.clear()
        with connected_to(self.names[name]):
            return {one: self._answer(one) for one in questions}

    def _answer(self, one: Question) -> tuple[Said, Letters]:
        client = self.clients[one.who]
        cookies = deepcopy(client.cookies)
        with still(self.at, one.seed), transaction.atomic():
            before = last_job()
            got = client.post(one.path, SENT) if one.method == "POST" else client.get(one.path)
            letters = posted(before)
            transaction.set_rollback(True)
        client.cookies = cookies
        return said(got), letters  # type: ignore[arg-type]

    def run(self, name: str, tasks: list[str]) -> dict[str, tuple[object, Letters]]:
        """Let the clock ask each task of one database; return what it said, and the letters."""
        found = {}
        with connected_to(self.names[name]):
            for task in tasks:
                with still(self.at, zlib.crc32(task.encode())), transaction.atomic():
                    before = last_job()
                    answer = app.tasks[task].func(timestamp=0)
                    found[task] = answer, posted(before)
                    transaction.set_rollback(True)
        return found


@contextmanager
def twins(hidden: dict[str, Callable[[Made], None]]) -> Iterator[Twins]:
    """Make the world in a database of its own, then a copy for each hidden thing; drop them all."""
    base = str(connections["default"].settings_dict["NAME"])
    end_own_sessions()  # a database in use is not copied
    names = {name: f"{base}_{name}" for name in ("first", *hidden)}
    with owner_connection() as owner, ExitStack() as stack:
        for name in names.values():
            stack.callback(drop_database, owner, name)
        make_database(owner, names["first"], base)
        with connected_to(names["first"]):
            made = make_world()
            clients = browsers(made)
        for name, hide in hidden.items():
            make_database(owner, names[name], names["first"])
            with connected_to(names[name]):
                hide(made)
        yield Twins(made, clients, names, timezone.now())


@contextmanager
def still(at: datetime, seed: int) -> Iterator[None]:
    """Stop Python's clock, and draw all chance from a seed; PostgreSQL's clock goes on."""
    drawn = random.Random(seed)  # noqa: S311 - chance that is the same twice
    random.seed(seed)
    with (
        patch.object(timezone, "now", lambda: at),
        patch.object(time, "time", at.timestamp),
        patch.object(os, "urandom", drawn.randbytes),
        patch.object(random, "_urandom", drawn.randbytes),
    ):
        yield


def last_job() -> int:
    """Return the number of the last job that waits."""
    return ProcrastinateJob.objects.order_by("-id").values_list("id", flat=True).first() or 0


def posted(before: int) -> Letters:
    """Do the jobs that an act left, and those that they leave; return every letter, in bytes."""
    while True:
        jobs = list(ProcrastinateJob.objects.filter(id__gt=before).order_by("id"))
        for job in jobs:
            before = job.id
            app.tasks[job.task_name].func(**job.args)
        if not jobs:
            break
    letters = [one.message().as_bytes() for one in mail.outbox]
    mail.outbox.clear()
    return letters


def said(got: HttpResponse) -> Said:
    """Return an answer: its status, its headers, its cookies, its body."""
    headers = [*got.items(), *((name, one.OutputString()) for name, one in got.cookies.items())]
    if got.streaming:
        return got.status_code, headers, b"".join(got.streaming_content)  # type: ignore[attr-defined]
    body = b"".join(
        name.encode() + (DATES.sub(b"", text) if text.startswith(b"%PDF") else text)
        for name, text in contents_of(got).items()
    )
    return got.status_code, headers, body
