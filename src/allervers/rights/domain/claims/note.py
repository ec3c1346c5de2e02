"""The short note of a claim: free, so what would say who the person is has no place in it."""

import re
from typing import Final

LONGEST: Final = 200
# A social security number: 13 digits, 15 with its key, however they are spaced; Corsica has a
# letter in sixth or seventh place (2A, 2B).
_GAP: Final = r"[\s.\-_/]*"
_DIGITS: Final = re.compile(rf"(?:\d{_GAP}){{13,}}")
_CORSICAN: Final = re.compile(rf"(?:\d{_GAP}){{5,6}}2?{_GAP}[ABab]{_GAP}(?:\d{_GAP}){{6,8}}")


def looks_like_nir(note: str) -> bool:
    """Whether something in a note may be a social security number (NIR)."""
    return bool(_DIGITS.search(note) or _CORSICAN.search(note))
