"""Short texts sealed: those saved in clear before 0019, and those of a former key of the host.

Each batch is one transaction; what is sealed is opened and compared before it replaces the other.
Killed at any point, some texts are sealed and the others as they were, all read by the site.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.sealed import SealError
from allervers.people.mapping.sealed_words import key_of_words, opened_words, sealed_words
from allervers.people.models import FileKey
from allervers.people.queries.acting import Task, working
from allervers.people.queries.words import MANY, Word, put_word, words_of

Sealer = Callable[[Word], str]  # "": nothing to do


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one batch did: texts sealed; why others were not; where it ended, "" for the end."""

    done: int
    problems: tuple[str, ...] = ()
    last: str = ""


def seal_clear_words(size: int = MANY) -> Iterator[Sealed]:
    """Seal every text still in clear, batch after batch. Idempotent, resumable."""
    yield from _each(_sealed, size, sealed=False)


def turn_words(to: str, size: int = MANY) -> Iterator[Sealed]:
    """Put under the host's key `to` every text that another of them sealed."""

    def again(word: Word) -> str:
        if key_of_words(word.said) == to:
            return ""
        return _checked(word, opened_words(word.said, word.place, None), None, to)

    yield from _each(again, size, sealed=True)


def _sealed(word: Word) -> str:
    key = unwrapped(FileKey.objects.get(pk=word.file)) if word.file else None
    return _checked(word, word.said, key)


def _checked(word: Word, said: str, key: bytes | None, to: str = "") -> str:
    found: Final = sealed_words(said, word.place, key, to)
    if opened_words(found, word.place, key) != said:
        raise SealError("What was sealed does not open to the same text: nothing was changed.")
    return found


def _each(sealer: Sealer, size: int, *, sealed: bool) -> Iterator[Sealed]:
    beyond = ""
    while True:
        batch = _batch(sealer, beyond, size, sealed=sealed)
        yield batch
        beyond = batch.last
        if not beyond:
            return


def _batch(sealer: Sealer, beyond: str, size: int, *, sealed: bool) -> Sealed:
    done, problems = 0, list[str]()
    with transaction.atomic(), working(Task.KEYS):
        words = words_of(sealed=sealed, beyond=beyond, most=size)
        for word in words:
            try:
                again = sealer(word)
            except (SealError, FileKey.DoesNotExist) as error:
                problems.append(f"{word.spot}: {error}")
            else:
                done += bool(again) and put_word(word, again)
    return Sealed(done, tuple(problems), words[-1].spot if len(words) == size else "")
