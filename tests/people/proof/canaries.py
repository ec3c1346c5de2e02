"""Distinct words drawn at random for every field of the world, and who may meet each."""

import io
import re
import secrets
import string
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpResponse
from pypdf import PdfReader

from tests.people.proof.oracle import holds, is_followed, opened
from tests.people.proof.viewers import BY_NAME, EVERYTHING, Who

LENGTH: Final = 12
WORD: Final = re.compile(rf"zq[a-z]{{{LENGTH}}}")
ZIP: Final = b"PK\x03\x04"


@dataclass
class Canaries:
    """A word for each field, and the field of each word."""

    fields: dict[str, str] = field(default_factory=dict)  # word → name of the field

    def __call__(self, name: str) -> str:
        """Draw the word of a field."""
        word = "zq" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(LENGTH))
        self.fields[word] = name
        return word

    def found(self, text: str) -> set[str]:
        """Return the fields whose words are in a text."""
        return {self.fields[word] for word in WORD.findall(text) if word in self.fields}

    def leaks(self, text: str, who: str) -> set[str]:
        """Return the fields met by somebody who may not meet them."""
        return {name for name in self.found(text) if not may_meet(BY_NAME.get(who), name)}


def may_meet(who: Who | None, name: str) -> bool:
    """Whether somebody (None: a stranger) may meet the word of a field: `section … kind`."""
    first, *rest = name.split()
    kind = rest[-1]
    if who is None or first == "hidden":
        return False  # nobody reads alone where somebody hides
    sections = opened(who, kind) if first != "concern" else frozenset[str]()
    if first in EVERYTHING:
        return first in sections
    if first == "entry":
        return rest[0] in sections
    return bool(sections) and is_followed(who) if first == "consent" else _by_act(who, name)


def _by_act(who: Who, name: str) -> bool:
    """Whether somebody takes part in what the field tells of."""
    first, *rest = name.split()
    sections = opened(who, rest[-1]) if first != "concern" else frozenset[str]()
    if first == "request":  # in the person's words
        return is_followed(who) and "situation" in sections
    if first == "share":  # what is asked: its two ends, and whom follows the file
        return (
            who.tie == "referent"
            or (who.name == rest[1] and holds(who))
            or (is_followed(who) and bool(sections))
        )
    if first == "glass":  # the reason: whom it was told to, and whom wrote it
        is_dpo = str(who.role) == "dpo" and who.home == "carrier"
        return who.tie == "referent" or who.name == rest[1] or is_dpo
    return first == "concern" and who.tie == "referent"


def text_of(got: HttpResponse) -> str:
    """Return all that an answer says: headers, body, the pages of a PDF."""
    return "\n".join(_parts(got))


def _parts(got: HttpResponse) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in got.items())
    for name, content in contents_of(got).items():
        yield name
        if content.startswith(b"%PDF"):
            for page in PdfReader(io.BytesIO(content)).pages:
                yield page.extract_text()
        else:
            yield content.decode()


def contents_of(got: HttpResponse) -> dict[str, bytes]:
    """Return the body of an answer; of a package (ZIP, spreadsheet), each file in it by name."""
    if not got.content.startswith(ZIP):
        return {"": got.content}
    with zipfile.ZipFile(io.BytesIO(got.content)) as whole:
        return {one.filename: whole.read(one) for one in whole.infolist()}
