"""How two spellings of one French place name are brought to the same key.

"Verteuil s/Charente", "VERTEUIL-SUR-CHARENTE" and "Verteuil sur Charente" have one key:
"verteuil sur charente". Keys are compared, never shown.
"""

import re
import unicodedata
from typing import Final

LIGATURES: Final = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)
# Abbreviations of the postal habit (norm NF Z10-011 writes ST and STE).
WORDS: Final = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "s": "sur",
    "ss": "sous",
    "lez": "les",
}
SLASHED: Final = (
    (re.compile(r"\bs\s*/\s*s\b\.?\s*"), " sous "),
    (re.compile(r"\bs\s*/\s*"), " sur "),
)
CEDEX: Final = re.compile(r"\bcedex(?:\s+\d{1,2})?\b")
ARTICLES: Final = frozenset({"l", "le", "la", "les", "los"})
BREAK: Final = re.compile(r"[^0-9a-z]+")


def search_key(name: str) -> str:
    """Return the key of a place name: lower case, no accent, no punctuation, words in full."""
    text = fold(name)
    for pattern, full in SLASHED:
        text = pattern.sub(full, text)
    text = CEDEX.sub(" ", text)
    return " ".join(WORDS.get(word, word) for word in BREAK.split(text) if word)


def fold(text: str) -> str:
    """Return the text in lower case, without accents nor ligatures."""
    spread = unicodedata.normalize("NFKD", text.translate(LIGATURES).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def same_place_name(one: str, other: str) -> bool:
    """Whether two spellings differ only by accents, hyphens, abbreviations or the article."""
    return bare_key(one) == bare_key(other)


def of_place(name: str) -> str:
    """Return the name after "de": "d'Issy", "du Mans", "des Lilas", "de Vanves"."""
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"d'{name}" if fold(name[:1]) in set("aeiouy") else f"de {name}"


def bare_key(name: str) -> str:
    """Return the key without its leading article: tables write "Aigle (L')" or "Aigle"."""
    words = search_key(name).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[-1] in ARTICLES:
        words = words[:-1]
    return " ".join(words)
