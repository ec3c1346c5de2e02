"""Spellings brought together: « Téléphone » and « telephone », curly quotes and straight."""

import re
import unicodedata


def folded(words: str) -> str:
    """Return lower case without accents nor double spaces; curly quotes made straight."""
    spread = unicodedata.normalize("NFKD", words.lower().replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def slug(words: str) -> str:
    """Return lower-case letters and figures joined by dashes."""
    return re.sub(r"[^0-9a-z]+", "-", folded(words)).strip("-")
