"""A partner come by a link: states of the share × proofs × kinds of file × pages."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from allervers.people.actions.partner_links import give_link
from allervers.people.domain.section import Section
from allervers.people.mapping.partner_link import hash_of, token_of
from allervers.people.models import Consent, PartnerLink, Person, Share
from allervers.people.queries.acting import Task, working
from tests.people.sharing.world import MAILBOX, make_consent, make_share
from tests.people.world import PeopleWorld, acting_as, note

NAMED: Final = ("identity", "situation", "violence")  # read by a doctor, whom the law binds
STATES: Final = (
    "asked", "accepted", "refused", "done", "revoked", "over", "withdrawn", "closed", "expired",
)  # fmt: skip
PROOFS: Final = ("right", "none", "of another link")
KINDS: Final = ("active", "restricted", "intermediate")
PAGES: Final = ("door", "read", "show")
WORDS: Final = {
    "identity": "Nour", "situation": "mot de la situation", "violence": "mot des violences",
    "health": "mot de la santé", "housing": "mot du logement",
}  # fmt: skip
LIVE: Final = ("asked", "accepted", "over", "withdrawn")
Cell = tuple[str, str, str, str]  # state, proof, kind, page


def expected(state: str, proof: str, kind: str, page: str) -> set[str]:
    """Return what the page may say of the file."""
    if (state, proof, page) != ("accepted", "right", "show") or kind == "intermediate":
        return set()
    return {"identity"} if kind == "restricted" else set(NAMED)


def shared(world: PeopleWorld, state: str) -> Share:
    """Make the share, in a state that its partner or its sender left it in."""
    bruno, today = world.cast.bruno, timezone.localdate()
    days: dict[str, Any] = {"starts_on": today - timedelta(9), "ends_on": today - timedelta(1)}
    given = make_consent(world.nour, bruno)
    answer = state if state in {"asked", "refused", "done", "revoked"} else "accepted"
    made = make_share(
        world.nour, bruno, None, sections=[Section(one) for one in NAMED],
        recipient_profession="doctor", consent=given, state=answer, reason="raison",
        **(days if state == "over" else {}),
    )  # fmt: skip
    if state == "withdrawn":
        with acting_as(bruno):
            Consent.objects.filter(pk=given.pk).update(withdrawn_at=timezone.now())
    return made


def linked(world: PeopleWorld, share: Share, state: str) -> PartnerLink:
    """Give the link, its mailbox proved."""
    now = timezone.now()
    with acting_as(world.cast.bruno):
        link = give_link(share, MAILBOX, now + timedelta(0))
    known = {"proof_hash": hash_of(f"preuve {link.pk}"), "proof_ends_at": now + timedelta(hours=1)}
    ended = {"closed": {"closed_at": now}, "expired": {"expires_at": now - timedelta(hours=1)}}
    with working(Task.PARTNER):
        PartnerLink.objects.filter(pk=link.pk).update(**known, **ended.get(state, {}))
    return link


def kept(world: PeopleWorld, kind: str) -> None:
    """Limit the use of the file, or archive it."""
    changes: dict[str, dict[str, Any]] = {
        "restricted": {"restricted_at": timezone.now()},
        "intermediate": {"state": kind, "state_reason": "litige inventé"},
    }
    who = world.cast.farid if kind == "intermediate" else world.cast.bruno
    with acting_as(who):
        Person.objects.filter(pk=world.nour.pk).update(**changes.get(kind, {}))


def said(link: PartnerLink, other: PartnerLink, proof: str, page: str) -> str:
    """Ask a page, without an account nor a cookie."""
    path = f"/partage/{token_of(link.pk)}/" + ("" if page == "door" else "lire/")
    given = {"right": f"preuve {link.pk}", "of another link": f"preuve {other.pk}"}
    client = Client()
    got = client.post(path, {"proof": given.get(proof, "")}) if page == "show" else client.get(path)
    assert got.status_code in {200, 302, 422}
    assert not got.cookies
    return got.content.decode()


def wrong(world: PeopleWorld, cells: list[Cell]) -> list[object]:
    """Ask each cell; return those that say another thing of the file than they may."""
    found: list[object] = []
    for state, kind in sorted({(one[0], one[2]) for one in cells}):
        with transaction.atomic():
            link = linked(world, shared(world, state), state)
            other = linked(world, shared(world, "accepted"), "accepted")
            kept(world, kind)
            for cell in (one for one in cells if (one[0], one[2]) == (state, kind)):
                text = said(link, other, cell[1], cell[3])
                met = {name for name, word in WORDS.items() if word in text}
                found += [(cell, met)] if met != expected(*cell) else []
            transaction.set_rollback(True)
    return found


def cells() -> Iterator[Cell]:
    """Yield every cell."""
    yield from product(STATES, PROOFS, KINDS, PAGES)


@pytest.fixture
def world(people_world: PeopleWorld) -> PeopleWorld:
    """Write a word in each section of Nour."""
    for section in (Section.SITUATION, Section.VIOLENCE, Section.HEALTH, Section.HOUSING):
        note(people_world.nour, people_world.cast.bruno, section, WORDS[section.value])
    return people_world


def test_partner_reads_what_is_shared_and_nothing_else(world: PeopleWorld) -> None:
    drawn = [one for one in cells() if one[3] == "show" and one[2] == "active"]
    assert wrong(world, drawn) == []


def test_partner_of_a_limited_or_archived_file(world: PeopleWorld) -> None:
    drawn = [("accepted", "right", kind, "show") for kind in ("restricted", "intermediate")]
    assert wrong(world, drawn) == []


@pytest.mark.nightly
def test_every_cell_of_links(world: PeopleWorld) -> None:
    assert wrong(world, list(cells())) == []
    print(f"{len(list(cells()))} cells of links")  # noqa: T201 - the proof's figure


def test_link_that_does_not_exist_answers_as_one_that_closed(world: PeopleWorld) -> None:
    closed = token_of(linked(world, shared(world, "accepted"), "closed").pk)
    unknown = token_of(uuid4())
    for path, data in (
        ("", None),
        ("", {}),
        ("lire/", {"code": "000000"}),
        ("lire/", {"proof": "x"}),
    ):
        answers = []
        for token in (closed, unknown):
            url, client = f"/partage/{token}/{path}", Client()
            got = client.get(url) if data is None else client.post(url, data)
            answers.append((got.status_code, got.content.replace(token.encode(), b"")))
        assert answers[0][0] == answers[1][0]
        assert len(answers[0][1]) == len(answers[1][1])
