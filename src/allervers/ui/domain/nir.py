"""The number of social security (NIR), told apart from other numbers in what people type.

Kept only by those whom the décret n° 2019-341 names, for what it names: never in a text of ours.
How it is made (INSEE; Code de la sécurité sociale, R115-1): sex, year, month, département,
commune, rank, that is 13 characters, then a key of two digits: 97 less the remainder of the 13 by
97, Corsica counted 19 (2A) or 18 (2B). Months 20 to 42 and 50 to 99 stand for births whose date is
not known.
"""

import re
import unicodedata
from typing import Final

# What people put between groups, and what hides between letters.
GAP: Final = r"[ \t\n\r./_\-\\,;|·•‐‒–—]{0,3}"
INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
CHARACTERS: Final = (
    r"(?P<sex>[123478])", r"(?P<year>\d\d)", r"(?P<month>\d\d)", r"(?P<area>\d\d|2[AB])",
    r"(?P<commune>\d{3})", r"(?P<rank>\d{3})",
)  # fmt: skip
# Written in its own groups, wherever it stands, with its key or not.
GROUPED: Final = re.compile(
    r"(?<![\d+])" + GAP.join(CHARACTERS) + rf"(?:{GAP}(?P<key>\d\d))?(?!\d)", re.IGNORECASE
)
# Cut in any other way: then all by itself, 13 or 15 characters.
RUN: Final = re.compile(
    r"(?<![\d+])(?<!\d[ .\-])[123478](?:[ .\-]?\d){5}(?:[ .\-]?[\dAB])(?:[ .\-]?\d){6}"
    r"(?:(?:[ .\-]?\d){2})?(?![ .\-]?\d)",
    re.IGNORECASE,
)
WHOLE: Final = re.compile("".join(CHARACTERS) + r"(?P<key>\d\d)?", re.IGNORECASE)
ALONE: Final = r"(?<!\d)(?<!\d[ .\-])"  # no part of a longer number cut in pieces
# What is no NIR though its digits could be one: lists of postcodes or codes of communes, a SIRET
# and what follows it, a position in France.
CODE: Final = r"(?:\d{5}|2[AB]\d{3})"
OTHER: Final = re.compile(
    rf"(?<![\dA-Z]){CODE}(?:[ ]?[,;\n\r]+[ ]?{CODE}){{2,}}(?!\d)"
    rf"|(?<![\dA-Z]){CODE}(?:[ ]{CODE}){{3,}}(?!\d)"
    rf"|{ALONE}\d{{14}}(?!\d)"
    rf"|{ALONE}(?:4[1-9]|5[01])\.\d{{3,}}[ ,;]+-?\d\.\d{{3,}}(?![ .\-]?\d)"
    rf"|{ALONE}\d\.\d{{3,}}[ ,;]+(?:4[1-9]|5[01])\.\d{{3,}}(?![ .\-]?\d)",
    re.IGNORECASE,
)
FEWEST_DIGITS: Final = 12  # Corsica's letter is the thirteenth
MODULUS: Final = 97
CORSICA: Final = {"2A": "19", "2B": "18"}
LAST_COMMUNE: Final = 990


def find_nir(text: str) -> bool:
    """Say whether a text holds something that can be a NIR, however it is cut."""
    if sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return False
    plain = OTHER.sub("#", _plain(text))
    if any(_may_be(found) for found in GROUPED.finditer(plain)):
        return True
    runs = (WHOLE.fullmatch(_bare(found.group())) for found in RUN.finditer(plain))
    return any(_may_be(found) for found in runs if found)


def key_of(thirteen: str) -> int:
    """Return the key of 13 characters written without gaps, 1 to 97."""
    area = thirteen[5:7].upper()
    return MODULUS - int(thirteen[:5] + CORSICA.get(area, area) + thirteen[7:]) % MODULUS


def _plain(text: str) -> str:
    """Write every digit 0 to 9 and every space as one, and drop what cannot be seen."""
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in folded)


def _bare(run: str) -> str:
    return re.sub(r"[ .\-]", "", run)


def _may_be(found: re.Match[str]) -> bool:
    """Whether each part is in its range, and the key right when there is one."""
    month, key = int(found["month"]), found["key"]
    is_dated = 1 <= month <= 12 or 20 <= month <= 42 or month >= 50  # noqa: PLR2004 - R115-1
    is_placed = found["area"] != "00" and 1 <= int(found["commune"]) <= LAST_COMMUNE
    if not is_dated or not is_placed or found["rank"] == "000":
        return False
    parts = ("sex", "year", "month", "area", "commune", "rank")
    # Thirteen characters, then two digits apart that are no key: an age, a day. Still a NIR.
    is_apart = key is not None and not _touches(found)
    return key is None or is_apart or int(key) == key_of("".join(found[one] for one in parts))


def _touches(found: re.Match[str]) -> bool:
    return found.start("key") == found.end("rank")
