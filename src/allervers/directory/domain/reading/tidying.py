"""Brings each cell to the type that v1 expects, and says what could not be brought."""

import re
from datetime import date
from typing import Final

from allervers.directory.domain.reading import cells
from allervers.directory.domain.reading.fields import (
    CHOICES,
    CODES,
    LINKS,
    LISTS,
    LONG,
    LONGEST,
    NEEDED,
    NUMBERS,
    ONE_LINE,
)
from allervers.directory.domain.reading.record import Fields, Notebook

_INSEE: Final = re.compile(r"(?:\d{2}|2[AB])\d{3}")
_POSTAL: Final = re.compile(r"\d{5}")
_MAIL: Final = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,]+")
_SHOWN: Final = 60
_MAIL_CELL: Final = 1_000  # characters looked at: the search of an "@" is quadratic
_MOST_WEEKS: Final = 10_000
_FIRST_DAY: Final = date(2000, 1, 1)


def tidy(fields: Fields, names: tuple[str, ...], today: date, book: Notebook) -> Fields:
    """Return the fields of v1 that the row gives, tidied; absent ones are left out."""
    done: Fields = {}
    for name in names:
        value = fields.get(name)
        if cells.is_absent(value):
            continue
        read = _one(name, value, today, book)
        if read in (None, "", []):
            continue
        if fits(name, read, book):
            done[name] = read
    return done


def _one(name: str, value: object, today: date, book: Notebook) -> object:
    """Read one cell by the kind of its field."""
    for names, reader in _READERS:
        if name in names:
            return reader(name, value, book)
    if name == "date_maj":
        return _day(value, today, book)
    return cells.text(value)


def _line(name: str, value: object, book: Notebook) -> str:
    return cells.text(value)


def _long(name: str, value: object, book: Notebook) -> str:
    return cells.long_text(value)


def _link(name: str, value: object, book: Notebook) -> str:
    return cells.url(value)


def _code(name: str, value: object, book: Notebook) -> str:
    """Return a code; a lost zero is put back and said, anything else is set aside."""
    said, code = cells.text(value), cells.code(value)
    pattern = _POSTAL if name == "code_postal" else _INSEE
    if not pattern.fullmatch(code):
        book.reserve(name, f"« {said[:_SHOWN]} » n'est pas un code de cinq caractères : écarté.")
        return ""
    if len("".join(said.split())) == len(code) - 1:
        book.reserve(name, f"Le zéro perdu au début de « {said} » est remis : {code}.")
    return code


def _list(name: str, value: object, book: Notebook) -> list[str]:
    """Return the values that the list of v1 holds, in order; say which ones it does not."""
    said = cells.listed(value)
    known = {one.value for one in LISTS[name]}
    unknown = [one for one in said if one not in known]
    if unknown:
        shown = ", ".join(one[:_SHOWN] for one in unknown[:5])
        book.reserve(
            name,
            f"Valeurs inconnues, écartées : {shown}.",
            "La liste de data·inclusion v1 ne les contient pas.",
        )
    return sorted({one for one in said if one in known})


def _choice(name: str, value: object, book: Notebook) -> str:
    said = cells.text(value)
    if said not in {one.value for one in CHOICES[name]}:
        book.reserve(
            name,
            f"« {said[:_SHOWN]} » est inconnu : écarté.",
            "La liste de data·inclusion v1 ne le contient pas.",
        )
        return ""
    return said


def _number(name: str, value: object, book: Notebook) -> float | None:
    read = cells.number(value)
    if read is None:
        said = cells.text(value)[:_SHOWN]
        book.reserve(name, f"« {said} » n'est pas un nombre : écarté.")
    return read


def _weeks(name: str, value: object, book: Notebook) -> int | None:
    read = cells.number(value)
    if read is None or not 1 <= read < _MOST_WEEKS:
        book.reserve(name, "Le nombre de semaines n'est pas un entier positif : écarté.")
        return None
    return int(read)


def _phone(name: str, value: object, book: Notebook) -> str:
    """Return one number; the others are said, never kept in a report's sentence."""
    found = cells.phones(value)
    if not found:
        book.reserve(name, "Ce numéro de téléphone n'est pas compris : écarté.")
        return ""
    if len(found) > 1:
        book.reserve(name, "Plusieurs numéros de téléphone : le premier est gardé.")
    return found[0]


def _mail(name: str, value: object, book: Notebook) -> str:
    found = _MAIL.findall(cells.text(value)[:_MAIL_CELL].removeprefix("mailto:"))
    if not found:
        book.reserve(name, "Ce courriel n'a pas la forme d'une adresse : écarté.")
        return ""
    if len(found) > 1:
        book.reserve(name, "Plusieurs courriels : le premier est gardé.")
    return str(found[0])


def _siret(name: str, value: object, book: Notebook) -> str:
    digits = cells.siret(value)
    if cells.is_rounded_siret(digits):
        book.reserve(
            name,
            "Ce SIRET est arrondi : écarté.",
            "Un tableur en a perdu les derniers chiffres.",
            "Mettez la colonne au format texte avant d'exporter.",
        )
        return ""
    if not cells.is_siret(digits):
        book.reserve(name, f"« {digits[:_SHOWN]} » n'a pas les 14 chiffres d'un SIRET : écarté.")
        return ""
    return digits


def _zone(name: str, value: object, book: Notebook) -> list[str]:
    """Return codes of communes, départements, EPCI, countries, or "france"."""
    said = [one.lower() if one.lower() == "france" else one.upper() for one in cells.listed(value)]
    good = [one for one in said if one == "france" or re.fullmatch(r"\w{2,3}|\w{5}|\d{9}", one)]
    if len(good) < len(said):
        book.reserve(name, "Des codes de la zone d'éligibilité ne sont pas des codes : écartés.")
    return sorted(set(good))


def _day(value: object, today: date, book: Notebook) -> str:
    """Return a day as ISO 8601; the schema refuses one of the future or of last century."""
    read, said = cells.day(value), cells.text(value)[:_SHOWN]
    if read is None:
        book.refuse("date_maj", f"« {said} » n'est pas une date.", "", "Écrivez-la 2026-11-21.")
        return ""
    if read > today:
        book.refuse(
            "date_maj",
            f"La date de mise à jour, {read:%d/%m/%Y}, est dans le futur.",
            "Le schéma de data·inclusion ne l'admet pas.",
            "Corrigez la date.",
        )
        return ""
    if read < _FIRST_DAY:
        book.refuse("date_maj", f"La date de mise à jour, {read:%d/%m/%Y}, est trop ancienne.")
        return ""
    return read.isoformat()


def fits(name: str, value: object, book: Notebook) -> bool:
    """Whether the value is short enough for us; say it when it is not."""
    longest = LONGEST.get(name)
    if longest is None or not isinstance(value, str) or len(value) <= longest:
        return True
    what = f"Plus de {longest} caractères"
    if name in NEEDED:
        book.refuse(name, f"{what}.", "", "Raccourcissez-le.")
    else:
        book.reserve(name, f"{what} : écarté.")
    return False


_READERS: Final = (
    (ONE_LINE, _line),
    (LONG, _long),
    (LINKS, _link),
    (CODES, _code),
    (frozenset(LISTS), _list),
    (frozenset(CHOICES), _choice),
    (NUMBERS, _number),
    (frozenset(("nombre_semaines",)), _weeks),
    (frozenset(("telephone",)), _phone),
    (frozenset(("courriel",)), _mail),
    (frozenset(("siret",)), _siret),
    (frozenset(("zone_eligibilite",)), _zone),
)
