"""Sealed words of every table, for the task of keys: them, and nothing else of their rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from allervers.people.mapping.sealed import Place, SealError
from allervers.people.mapping.sealed_words import key_of_words, opened_words

FIND: Final = "SELECT spot, place, words, line, file, said FROM people_words(%s, %s, %s)"
PUT: Final = "SELECT people_seal_words(%s, %s, %s, %s, %s)"
MANY: Final = 1000


@dataclass(frozen=True, slots=True)
class Word:
    """One text: `spot` orders it among all, `file` whose key seals it (None: the host's)."""

    spot: str
    place: Place
    file: UUID | None
    said: str


def words_of(*, sealed: bool, beyond: str = "", most: int = MANY) -> list[Word]:
    """Return the next texts that the host's key sealed, or the next in clear, under `working`."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [sealed, beyond, most])
        return [
            Word(spot, Place(table, column, row), file, said)
            for spot, table, column, row, file, said in cursor.fetchall()
        ]


def put_word(word: Word, sealed: str) -> bool:
    """Put a sealed text in the place of what was read; false when it changed meanwhile."""
    at = word.place
    with connection.cursor() as cursor:
        cursor.execute(PUT, [at.table, at.column, at.row, word.said, sealed])
        done: bool = cursor.fetchone()[0]
    return done


def keys_of_words() -> Counter[str]:
    """Count the texts that each key of the host sealed."""
    return Counter(key_of_words(one.said) for one in _all_sealed())


def problems_of_words() -> list[str]:
    """Try one text of each key of the host, among the first ones; say those that do not open.

    Not all: it is asked before each start, and a journal has many. `keys_of_words` counts them all.
    """
    tried: dict[str, Word] = {}
    for one in words_of(sealed=True):
        tried.setdefault(key_of_words(one.said), one)
    return [said for one in tried.values() if (said := _problem(one))]


def _problem(word: Word) -> str:
    try:
        opened_words(word.said, word.place, None)
    except SealError as error:
        return str(error)
    return ""


def _all_sealed() -> Iterator[Word]:
    beyond = ""
    while found := words_of(sealed=True, beyond=beyond):
        yield from found
        beyond = found[-1].spot
