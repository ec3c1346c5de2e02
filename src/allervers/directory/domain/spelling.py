"""How French words are taken apart, and how they are heard.

Everything is compared folded: lower case, without accents, ligatures undone.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 300  # characters of a question; what follows is ignored
MOST_WORDS: Final = 20
LONGEST_WORD: Final = 40
SHORTEST: Final = 2
WORD: Final = re.compile(r"[0-9a-z]+")
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ß": "ss"})
# PostgreSQL's list has "le", "la", "des" but not "les"; and "à", "même" outlive `unaccent`.
FRENCH: Final = {
    **{ord(letter): plain for letter, plain in zip("àâäáãåçéèêëíìîïñóòôöõúùûüýÿ",
       "aaaaaaceeeeiiiinooooouuuuyy", strict=True)},
    **{ord(mark): " " for mark in "«»–—…•·\u00a0\u202f€°"},
    **LIGATURES,
}  # fmt: skip
STOP: Final = (
    "a ai aide aider ainsi alors as au aucun aucune aussi autre aux avait avec avez avoir avons"
    " beaucoup besoin bien bonjour c ca car ce cela ces cet cette ceux chaque cherche chercher"
    " chez ci comme comment d dans de des deja depuis dessous dessus deux doit donc dont du elle"
    " elles en encore est et etais etait etant ete etes etre eu eux faire fait faut il ils j je"
    " jusqu l la le les leur leurs lui m ma mais me meme memes merci mes moi moins mon n ne ni"
    " nos notre nous on ont or ou par pas peu peut peux plus pour pourquoi pouvoir pouvez pres"
    " qu quand que quel quelle quelles quels quelqu qui quoi rien s sa sans se sera ses si soit"
    " son sont sous suis sur svp t ta te tes toi ton tous tout toute toutes tres trop trouver tu"
    " fils fille filles garcon mari femme mere pere maman papa aller venir"
    " un une va vais veut veux voila voir vos votre vous voudrais vraiment y"
)
STOP_WORDS: Final = frozenset(STOP.split())
# Text-message spelling, word for word.
SHORT_FOR: Final = {
    "g": "j ai", "jai": "j ai", "jsuis": "je suis", "chui": "je suis", "chuis": "je suis",
    "jss": "je suis", "jveu": "je veux", "jveux": "je veux", "jcherche": "je cherche",
    "jconnais": "je connais", "jpeux": "je peux", "jpeu": "je peux", "jdors": "je dors",
    "jme": "je me", "jarrive": "j arrive", "plu": "plus", "pr": "pour", "ds": "dans",
    "ac": "avec", "pb": "probleme", "pbs": "problemes", "rdv": "rendez vous", "tt": "tout",
    "bcp": "beaucoup", "tel": "telephone", "qd": "quand", "pk": "pourquoi", "koi": "quoi",
    "ki": "qui", "ke": "que", "c": "c est", "cest": "c est", "qq": "quelque", "qqn": "quelqu un",
    "ya": "il y a", "mtn": "maintenant", "pdt": "pendant", "tjs": "toujours", "tjrs": "toujours",
    "ns": "nous", "vs": "vous", "dc": "donc", "mm": "meme", "slt": "salut", "bjr": "bonjour",
    "kelk": "quelque", "1": "un", "pas2": "pas de", "appart": "appartement", "pole emploi": "",
}  # fmt: skip
SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"psych", "psik"), (r"(ss|sc(?=[ei])|c(?=[eiy])|t(?=ion))", "s"),
        (r"(qu|q|ck|c(?!h)|k)", "k"),
        (r"g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"z", "s"), (r"(?<!c)h", ""), (r"y", "i"),
        (r"eau|au|ot$|os$", "o"), (r"(er|ez|et|ai|ei|ee|es|e)s?$", ""),
        (r"ai|ei|est$", "e"), (r"oeu|eu", "e"), (r"(ain|ein|im|in)(?![aeiou])", "1"),
        (r"(an|am|en|em)(?![aeiounm])", "2"), (r"(on|om)(?![aeiounm])", "3"),
        (r"[dtsxp]+$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def fold(text: str) -> str:
    """Return the text in lower case, without accents nor ligatures."""
    plain = text.casefold().translate(FRENCH)
    if plain.isascii():  # nearly always: ten times cheaper than what follows
        return plain
    spread = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the folded words of a question, text-message spelling written out; 20 at most."""
    found: list[str] = []
    for word in WORD.findall(fold(text[:LONGEST])):
        found += SHORT_FOR.get(word, word).split()
    return [word[:LONGEST_WORD] for word in found][:MOST_WORDS]


def is_telling(word: str) -> bool:
    """Whether a folded word says something of what is looked for."""
    return len(word) >= SHORTEST and word not in STOP_WORDS


def sound_of(word: str) -> str:
    """Return a key that French spellings heard alike share: "manjé" and "manger"."""
    heard = word
    for pattern, sound in SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard or word
