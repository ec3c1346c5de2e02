"""Names as they are compared: no accents, no case, no particles, no order, no hyphens."""

import unicodedata
from typing import Final

# Left out of the comparison: said or not said, from one day to the next.
_SAID_OR_NOT: Final = """
    d de del della des di do dos du da e el al l la le les van von der den ter ben bin ibn bint
    ould ait y
"""
PARTICLES: Final = frozenset(_SAID_OR_NOT.split())
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
LONGEST: Final = 400


def name_key(*names: str) -> str:
    """Return names as one comparable text: `Jean-Noël d’ÉTÉ` gives « ete jean noel ».

    Particles stay when there is nothing else. Words come sorted, each once.
    """
    words = _words(" ".join(names))
    kept = [one for one in words if one not in PARTICLES] or words
    return " ".join(sorted(set(kept)))[:LONGEST].rstrip()


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES)).casefold()
    bare = (one for one in folded if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in bare).split()
