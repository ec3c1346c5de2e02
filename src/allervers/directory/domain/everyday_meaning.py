"""Finds what everyday words stand for: see `everyday_words.py` for the words themselves."""

from dataclasses import dataclass
from typing import Final

from allervers.directory.domain.everyday_words import EVERYDAY
from allervers.directory.domain.spelling import sound_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words stand for: the likeliest thematique first; and the words that said it."""

    thematiques: tuple[str, ...]
    said: tuple[str, ...]  # places of the words in the question
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must all be said; those that end with * by their beginning."""

    parts: tuple[str, ...]
    thematiques: tuple[str, ...]


def read_lines(text: str) -> tuple[Pattern, ...]:
    """Return the patterns of a text written as `everyday_words.py` says."""
    blocks: list[tuple[list[str], list[str]]] = []
    for line in text.splitlines():
        if line.startswith("+"):
            blocks[-1][0].append(line.strip("+ "))
        elif line.startswith(" "):
            blocks[-1][1].append(line)
        elif line:
            blocks.append(([line], []))
    return tuple(
        Pattern(tuple(pattern.split()), tuple(thematiques))
        for thematiques, lines in blocks
        for pattern in " ".join(lines).split("|")
        if pattern.split()
    )


PATTERNS: Final = read_lines(EVERYDAY)
BEGINNING: Final = 2  # letters; a test checks that no stem is shorter
LONGEST_FIRST: Final = tuple(
    (one, frozenset(part[:BEGINNING] for part in one.parts))
    for one in sorted(PATTERNS, key=lambda each: -len(each.parts))
)
PARTS: Final = frozenset(part for pattern in PATTERNS for part in pattern.parts)
WHOLE: Final = frozenset(part for part in PARTS if not part.endswith("*"))
STEMS: Final = tuple(sorted(part.rstrip("*") for part in PARTS if part.endswith("*")))
# Whole words that a misspelled one may be repaired to, besides those of the directory.
VOCABULARY: Final = frozenset(part.rstrip("*") for part in PARTS)
HEARD: Final = {sound_of(word): word for word in sorted(VOCABULARY, reverse=True)}


def is_everyday(word: str) -> bool:
    """Whether a folded word is part of something that people say."""
    return word in WHOLE or word.startswith(STEMS)


def meanings_of(words: list[str]) -> list[Meaning]:
    """Return what folded words stand for; longer patterns first, each word used once.

    "ma fille a quitté l'école" is « quitt* ecole », not « ecole ».
    """
    found: list[Meaning] = []
    used: set[int] = set()
    said_first = {word[:BEGINNING] for word in words}
    for pattern, beginnings in LONGEST_FIRST:
        # Hundreds of patterns, a few words: most share no beginning with what was said.
        places = places_of(pattern.parts, words) if beginnings <= said_first else set()
        if places and (len(pattern.parts) == 1 or not used & places) and not places <= used:
            same = [each for each in found if each.thematiques == pattern.thematiques]
            if same and not places - same[0].places:
                continue
            said = tuple(words[at] for at in sorted(places))
            found.append(Meaning(pattern.thematiques, said, frozenset(places)))
            used |= places
    return found


def places_of(parts: tuple[str, ...], words: list[str]) -> set[int]:
    """Return where the words of a pattern are said, or nothing when one is missing."""
    places: set[int] = set()
    for part in parts:
        stem = part.rstrip("*")
        is_whole = stem == part
        at = next(
            (
                place
                for place, word in enumerate(words)
                if place not in places and (word == stem if is_whole else word.startswith(stem))
            ),
            None,
        )
        if at is None:
            return set()
        places.add(at)
    return places
