"""Cells as spreadsheets and exports leave them, made into the values that v1 expects.

Nothing is invented: what cannot be mended without a doubt is absent, and the caller says so.
"""

import json
import math
import re
from datetime import date
from typing import Final

import phonenumbers

ABSENT: Final = frozenset(
    ("", "nan", "null", "none", "n/a", "na", "#n/a", "#ref!", "#value!", "#name?", "-", "nd", "nc")
)
LONGEST: Final = 20_000  # characters of one cell; the schema asks far less
MOST_ITEMS: Final = 500  # values in one list
_SPACES: Final = re.compile(r"[^\S\n]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_FRENCH_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?$")
_SIRET_LENGTH: Final = 14
# An établissement's number within its company starts at 00001: five zeros are a lost end.
_LOST_END: Final = "00000"
_SEPARATORS: Final = re.compile(r"\s*[;|\n]\s*")
_COMMAS: Final = re.compile(r"\s*,\s*")
_NUMPY: Final = re.compile(r"(?<=['\"])\s+(?=['\"])")


def clean(value: str) -> str:
    """Return text that a database can hold: no control character, slashes not escaped."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\\/", "/"))[:LONGEST]


def is_absent(value: object) -> bool:
    """Whether a cell says nothing: empty, NaN, "NULL", "n/a", "#N/A"."""
    if value is None or value in ([], {}):
        return True
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, str) and value.strip().lower() in ABSENT


def text(value: object) -> str:
    """Return a cell as one line of text, empty when absent."""
    return " ".join(long_text(value).split())


def long_text(value: object) -> str:
    """Return a cell as text whose lines are kept, empty when absent."""
    if is_absent(value) or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value) if abs(value) < 10**15 else value
    words = clean(str(value))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in words.split("\n")).strip()


def number(value: object) -> float | None:
    """Return a finite number, with a point or a decimal comma; None when it is none."""
    if isinstance(value, bool) or is_absent(value):
        return None
    if not isinstance(value, (int, float, str)):
        return None
    try:
        read = float(str(value).replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) else None


def day(value: object) -> date | None:
    """Return a date written YYYY-MM-DD (a time may follow) or DD/MM/YYYY; None otherwise."""
    words = text(value)
    if found := _DAY.match(words):
        year, month, number_ = found.groups()
    elif found := _FRENCH_DAY.match(words):
        number_, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number_))
    except ValueError:
        return None


def listed(value: object) -> list[str]:
    """Return the values of a list: a real one, JSON, `{a,b}`, or joined by `;`, `|` or `,`."""
    if isinstance(value, (list, tuple, set)):
        return _distinct(text(one) for one in list(value)[:MOST_ITEMS])
    words = long_text(value)
    if words.startswith("["):
        return _json_list(words)
    words = words.removeprefix("{").removesuffix("}")
    separator = _SEPARATORS if _SEPARATORS.search(words) else _COMMAS
    return _distinct(text(one).strip("\"' ") for one in separator.split(words)[:MOST_ITEMS])


def _json_list(words: str) -> list[str]:
    try:
        loaded = json.loads(words)
    except (ValueError, RecursionError):
        # Python's own way of writing a list, which some exports leave; numpy's has no comma.
        split = _COMMAS if "," in words else _NUMPY
        return _distinct(one.strip("\"' ") for one in split.split(words.strip("[]"))[:MOST_ITEMS])
    return listed(loaded) if isinstance(loaded, list) else []


def _distinct(values: object) -> list[str]:
    return list(dict.fromkeys(one for one in values if one))  # type: ignore[attr-defined]


def phones(value: object) -> list[str]:
    """Return every telephone number of a cell, in E.164; "01 58 34 48 48 / 06…" gives two."""
    words = text(value)
    if re.fullmatch(r"[1-9]\d{8}", words):  # the spreadsheet took the leading zero
        words = f"0{words}"
    if re.fullmatch(r"33[1-9]\d{8}", words):
        words = f"+{words}"
    found = [
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for match in phonenumbers.PhoneNumberMatcher(
            words[:200], "FR", leniency=phonenumbers.Leniency.POSSIBLE
        )
    ]
    return _distinct(found) or ([words] if re.fullmatch(r"(3\d{3}|1\d{1,2}|115)", words) else [])


def url(value: object) -> str:
    """Return a web address; the missing scheme of "www.…" is put back."""
    words = text(value).replace(" ", "%20")
    if words and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", words):
        words = f"https://{words.lstrip('/')}"
    return words


def siret(value: object) -> str:
    """Return fourteen digits without spaces, or what was written when there are not fourteen."""
    return re.sub(r"[\s.\u00a0-]", "", text(value))


def is_rounded_siret(digits: str) -> bool:
    """Whether a spreadsheet lost the end of a SIRET: "36750100000000", "2,17604E+13"."""
    if re.match(r"^\d[,.]?\d*[eE]\+?\d+$", digits):
        return True
    return len(digits) == _SIRET_LENGTH and digits.isdigit() and digits.endswith(_LOST_END)


def is_siret(digits: str) -> bool:
    """Whether these are fourteen digits."""
    return len(digits) == _SIRET_LENGTH and digits.isascii() and digits.isdigit()


def code(value: object, length: int = 5) -> str:
    """Return a code without spaces nor decimals; the zero lost by a spreadsheet is put back.

    "1033", 1033 and 1033.0 give "01033": a code of four digits exists nowhere in France.
    """
    words = re.sub(r"\.0+$", "", "".join(text(value).split())).upper()
    if words.isascii() and words.isdigit() and len(words) == length - 1:
        return f"0{words}"
    return words


def kept(value: object, depth: int = 6) -> object:
    """Return a cell as the report keeps it: JSON that PostgreSQL can hold, cut when huge."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) > 10**300:
        return str(value)[:40]
    if isinstance(value, dict):
        return (
            {clean(str(k)): kept(v, depth - 1) for k, v in list(value.items())[:MOST_ITEMS]}
            if depth
            else "…"
        )
    if isinstance(value, (list, tuple)):
        return [kept(one, depth - 1) for one in value[:MOST_ITEMS]] if depth else "…"
    return value
