"""Heads of the chain written outside of the database: a file of lines, and the DPOs' mailboxes.

A line is `2026-11-22T08:00:00+00:00 1234 <64 hexadecimal digits>`. The file is only ever added to;
a host who wants more makes its folder append-only, or elsewhere (docs/reference/settings.md).
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from allervers.accounts.gateways.mail import send_plain
from allervers.accounts.models import Member
from allervers.people.domain.sealing import Anchor

FILE: Final = "people-seals.txt"


class AnchorError(ValueError):
    """A line of a file of anchors that cannot be read."""


def written(anchor: Anchor) -> str:
    """Return an anchor as a line."""
    return f"{anchor.at.isoformat(timespec='seconds')} {anchor.position} {anchor.digest.hex()}"


def write_anchor(anchor: Anchor, folder: Path) -> None:
    """Add a line at the end of the file, safe on disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(handle, "a") as stream:
        stream.write(written(anchor) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def read_anchors(file: Path) -> list[Anchor]:
    """Read a file of anchors. Raises AnchorError naming the line."""
    return [_read(text, number) for number, text in enumerate(file.read_text().splitlines(), 1)]


def kept_anchors() -> list[Anchor]:
    """Read those that were written in the host's folder; none without one."""
    folder = seal_folder()
    file = folder / FILE if folder else None
    return read_anchors(file) if file is not None and file.exists() else []


def _read(text: str, number: int) -> Anchor:
    try:
        at, position, digest = text.split()
        return Anchor(datetime.fromisoformat(at), int(position), bytes.fromhex(digest))
    except ValueError as error:
        raise AnchorError(f"Line {number} is not an anchor: {text[:80]!r}") from error


def mail_anchor(anchor: Anchor) -> int:
    """Send the head to every DPO: position and digest, nothing of anybody. Return how many."""
    to = (
        Member.objects.filter(
            roles__contains=["dpo"], is_active=True, user__is_active=True,
            organisation__is_active=True,
        )
        .values_list("user__email", flat=True)
        .distinct()
        .order_by("user__email")
    )  # fmt: skip
    line = written(anchor)
    for email in to:
        subject = _("Sceau du journal des lectures")
        send_plain(email, subject, "people/watching/mail/seal.txt", {"line": line})
    return len(to)


def seal_folder() -> Path | None:
    """Return the folder that the host chose, if any."""
    folder: Path | None = settings.SEAL_FOLDER
    return folder
