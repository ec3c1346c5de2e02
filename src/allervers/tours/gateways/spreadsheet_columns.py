"""What the columns of a coordinator's table say, and one line of prose made of them.

"When" may be one column, a frequency beside a day, a column per weekday, and hours one column or
two. All of it is said to the reader: a frequency left aside would make every week of "1er et 3e".
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

HEADERS: Final = {
    "commune": ("commune", "ville", "communes", "nom commune", "lib com", "nom de la commune"),
    "code": ("code insee", "insee", "code commune", "insee com"),
    "postal_code": ("code postal", "cp"),
    "place": ("lieu", "halte", "arret", "emplacement", "place", "lieu de passage", "nom du lieu",
              "point d arret", "site", "nom"),
    "address": ("adresse", "rue", "adresse du lieu"),
    "frequency": ("frequence", "periodicite", "rythme", "recurrence", "semaine", "semaines"),
    "when": ("jour", "jours", "quand", "date", "dates", "passage", "passages", "jour de passage",
             "jours de passage", "permanence"),
    "hours": ("horaires", "horaire", "heures", "creneau", "creneaux", "heure"),
    "begins": ("heure debut", "heure de debut", "debut", "heure d arrivee", "heure arrivee",
               "arrivee"),
    "ends": ("heure fin", "heure de fin", "fin", "heure de depart", "heure depart", "depart"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    **{day: (day, f"{day}s") for day in
       ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")},
}  # fmt: skip
WEEKDAYS: Final = tuple(HEADERS)[-7:]
_SECONDS: Final = re.compile(r"\b(\d{1,2}:\d{2}):00\b")
_LONE_WEEK: Final = re.compile(r"^(?:\d|(?:im)?paires?\b|[A-D]$)", re.IGNORECASE)


def known_columns(headers: Iterable[str]) -> dict[str, str]:
    """Return, for each thing we look for, the header that says it."""
    keys = {folded(header): header for header in headers}
    found = {}
    for name, spellings in HEADERS.items():
        header = next((keys[spelling] for spelling in spellings if spelling in keys), None)
        if header is not None:
            found[name] = header
    return found


def says_enough(names: Mapping[str, str]) -> bool:
    """Whether the columns say where and when."""
    return "commune" in names and bool({"when", "frequency", "hours", *WEEKDAYS} & set(names))


def folded(words: str) -> str:
    """Return words in lower case, without accents or signs, with single spaces."""
    spread = unicodedata.normalize("NFKD", words.lower())
    letters = "".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join(letters.split())


def prose(said: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return what a row says of its times, as a person would say it."""
    how_often = said.get("frequency", "")
    if _LONE_WEEK.match(how_often) and folded(names["frequency"]).startswith("semaine"):
        how_often = f"semaine {how_often}"
    by_day = [f"{day} {said[day]}" for day in WEEKDAYS if said.get(day, "").strip(" -/")]
    if by_day:
        return " ; ".join(" ".join(filter(None, (how_often, one))) for one in by_day)
    return " ".join(filter(None, (how_often, _lines(said.get("when", ""), _hours(said)))))


def _hours(said: Mapping[str, str]) -> str:
    hours = said.get("hours", "")
    begins, ends = said.get("begins", ""), said.get("ends", "")
    if not hours and begins and ends:
        hours = f"{begins} - {ends}"
    return _SECONDS.sub(r"\1", hours)


def _lines(when: str, hours: str) -> str:
    """Join days and hours; several lines of each in one cell go by pairs."""
    days, times = when.splitlines(), hours.splitlines()
    if len(days) > 1 and len(days) == len(times):
        return " ; ".join(f"{day} {time}" for day, time in zip(days, times, strict=True))
    return " ".join(part for part in (when, hours) if part)
