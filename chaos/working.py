"""Writers that open files and add notes, a sealer that chains their lines. All may be cut off."""

import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from django.db import DatabaseError, connection
from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation, User
from allervers.accounts.queries.viewers import viewer_of
from allervers.people.actions.approving import Proposal, approve, propose
from allervers.people.actions.creating import Begun, create_file
from allervers.people.actions.noting import Note, add_entry
from allervers.people.actions.opening import open_file
from allervers.people.actions.sealing import head_now, seal_reads
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.gateways.seal_anchors import write_anchor
from allervers.people.queries.acting import acting

WRITERS, FILES = 3, 4  # files of each: far below the limits of volume
T = TypeVar("T")


def insisting(act: Callable[[], T]) -> T:
    """Do something until it is acknowledged, whatever happens to the server."""
    while True:
        try:
            return act()
        except (DatabaseError, OSError):
            time.sleep(0.1)
            connection.close()


def prepare(folder: Path) -> None:
    """Make the people who write and their files; write down who they are."""
    home = Organisation.objects.create(kind="carrier", name="Porteur inventé", is_invented=True)
    administrator = member(home, "administratrice", Role.ADMINISTRATOR)
    dpo = member(home, "deleguee", Role.DPO)
    made: dict[str, list[str]] = {}
    for number in range(WRITERS):
        one = member(home, f"intervenante-{number}", Role.FIELD_WORKER)
        now = timezone.now()
        until = timezone.localdate() + timedelta(days=100)
        proposal = Proposal(Profession.SOCIAL_WORKER, "carte inventée", until)
        propose(administrator, member_id=one.member_id, proposal=proposal, now=now)
        approve(dpo, member_id=one.member_id, now=now)
        begun = Begun(last_contact_on=timezone.localdate())
        files = [create_file(viewer=one, begun=begun, now=now) for _ in range(FILES)]
        made[str(one.member_id)] = [str(opened.person.pk) for opened in files]
    (folder / "files.json").write_text(json.dumps(made))


def member(home: Organisation, name: str, role: Role) -> Viewer:
    """Make an invented member."""
    user = User.objects.create(email=f"{name}@exemple.invalid", name=name, is_invented=True)
    made = Member.objects.create(user=user, organisation=home, roles=[role.value])
    return viewer_of(made)


def write(folder: Path, member_id: str) -> None:
    """Add notes and open files until told to stop; write down what was acknowledged."""
    files = json.loads((folder / "files.json").read_text())[member_id]
    found = Member.objects.select_related("user", "organisation")
    viewer = viewer_of(insisting(lambda: found.get(pk=member_id)))
    chance = random.Random(member_id)  # noqa: S311 - which file comes next, not a secret
    with (folder / f"told-{member_id}").open("w", buffering=1) as told:
        while not (folder / "stop").exists():
            one, mark = chance.choice(files), uuid4()
            note = Note(mark, Section.SITUATION, "note", timezone.localdate(), f"essai {mark}")
            told.write(f"tried {mark}\n")
            insisting(
                lambda file=one, said=note: add_entry(  # type: ignore[misc]
                    viewer=viewer, person_id=file, note=said, now=timezone.now()
                ),
            )
            told.write(f"noted {mark}\n")
            mark = uuid4()
            insisting(lambda file=one, why=str(mark): read(viewer, file, why))  # type: ignore[misc]
            told.write(f"read {mark}\n")


def read(viewer: Viewer, file: str, why: str) -> None:
    """Open a file, as a page does; the words of the site mark the line."""
    with acting(viewer):
        open_file(viewer, file, words=why)  # type: ignore[arg-type]


def seal(folder: Path) -> None:
    """Seal and write the head outside, until told to stop; then once more, to the end."""
    while True:
        is_last = (folder / "stop").exists()
        insisting(lambda: seal_reads(now=timezone.now()))
        write_anchor(insisting(lambda: head_now(now=timezone.now())), folder)
        if is_last:
            return
        time.sleep(0.2)
