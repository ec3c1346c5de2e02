"""Codes as spreadsheets leave them: numbers, lost leading zeros, spaces."""

import re
from typing import Final

INSEE: Final = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
POSTAL: Final = re.compile(r"[0-9]{5}")
TRAILING_ZERO: Final = re.compile(r"\.0+$")
FOUR_DIGITS: Final = 4


def insee_code(value: str | float | None) -> str:
    """Return a commune's five-character code, or "" when the value cannot be one.

    1033, "1033", "01033", "16 317" and 16317.0 are understood; "2a004" gives "2A004".
    """
    text = _tidy(value)
    return text if INSEE.fullmatch(text) else ""


def postal_code(value: str | float | None) -> str:
    """Return a five-digit postal code, or "" when the value cannot be one."""
    text = _tidy(value)
    return text if POSTAL.fullmatch(text) else ""


def departement_code(value: str | float | None) -> str:
    """Return a département's code ("1" gives "01"), or "" when the value cannot be one."""
    text = _squeeze(value)
    if text.isdecimal() and len(text) == 1:
        text = f"0{text}"
    return text if re.fullmatch(r"[0-9]{2}|2[AB]|9[78][0-9]", text) else ""


def _tidy(value: str | float | None) -> str:
    text = _squeeze(value)
    if text.isascii() and text.isdecimal() and len(text) == FOUR_DIGITS:
        text = f"0{text}"
    return text


def _squeeze(value: str | float | None) -> str:
    """Return the text without spaces nor a decimal part, in capitals."""
    if value is None:
        return ""
    return TRAILING_ZERO.sub("", "".join(str(value).split())).upper()
