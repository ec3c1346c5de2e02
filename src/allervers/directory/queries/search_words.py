"""Reads the words of a search: what they stand for, how they should have been written."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from allervers.directory.domain.everyday_meaning import HEARD, is_everyday, meanings_of
from allervers.directory.domain.spelling import is_telling, sound_of, words_of

RESEMBLANCE: Final = 0.4  # share of groups of three letters; under it, a word is left alone
REPAIRED_FROM: Final = 4  # letters: shorter words resemble too many others

# For each word: whether it is known; else the word heard alike in most services; else the one
# that looks most alike. `%%` is pg_trgm's operator, its threshold set for the transaction.
LEXICON: Final = """
SELECT asked.word, asked.sound, known.word IS NOT NULL,
  (SELECT word FROM directory_lexiconword AS heard WHERE heard.sound = asked.sound
   ORDER BY similarity(heard.word, asked.word) DESC, services DESC, word LIMIT 1),
  CASE WHEN known.word IS NULL THEN
    (SELECT word FROM directory_lexiconword AS alike
     WHERE alike.word %% asked.word AND similarity(alike.word, asked.word) >= %s
     ORDER BY similarity(alike.word, asked.word) DESC, services DESC, word LIMIT 1) END
FROM unnest(%s::text[], %s::text[]) AS asked(word, sound)
LEFT JOIN directory_lexiconword AS known ON known.word = asked.word
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: these words together, or any of these thematiques."""

    words: tuple[str, ...]
    thematiques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; `corrected` is empty unless a word was repaired."""

    terms: tuple[Term, ...] = ()
    corrected: str = ""


def read_words(text: str) -> Reading:
    """Understand what was typed: at most one question to the database, none for known words."""
    typed = words_of(text)
    words = repaired(typed)
    meanings = meanings_of(words)
    terms = [Term(tuple(filter(is_telling, one.said)), one.thematiques) for one in meanings]
    spent = {place for one in meanings for place in one.places}
    left = dict.fromkeys(
        word for place, word in enumerate(words) if place not in spent and is_telling(word)
    )
    terms += [Term((word,)) for word in left]
    return Reading(tuple(terms), "" if words == typed else " ".join(words))


def repaired(words: list[str]) -> list[str]:
    """Return the words, those that the directory does not know replaced by the likeliest."""
    doubtful = {word for word in words if is_doubtful(word)}
    heard = {word: HEARD[sound_of(word)] for word in doubtful if sound_of(word) in HEARD}
    asked = sorted(word for word in doubtful if len(word) >= REPAIRED_FROM)
    known, better = likeliest(asked) if asked else (set(), {})
    found = {word: heard.get(word) or better.get(word) or word for word in doubtful - known}
    return [found.get(word, word) for word in words]


def is_doubtful(word: str) -> bool:
    """Whether a folded word may be misspelled: it is no everyday word, and says something."""
    return word.isalpha() and is_telling(word) and not is_everyday(word)


def likeliest(words: list[str]) -> tuple[set[str], dict[str, str]]:
    """Return the words that the directory knows; and for the others, the one they resemble."""
    with connection.cursor() as cursor:
        cursor.execute(LEXICON, [RESEMBLANCE, words, [sound_of(word) for word in words]])
        rows = cursor.fetchall()
    known = {row[0] for row in rows if row[2]}
    return known, {word: heard or alike for word, _s, _k, heard, alike in rows if heard or alike}
