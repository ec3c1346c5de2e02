"""Rows of a JSON file, one at a time: the text is held, never all its objects at once.

Accepted shapes: a list; `{"structures": […], "services": […]}`; a page of answers
`{"items": […]}`; a GeoJSON `{"features": […]}`; the usual wrappings of open-data sites (rows
under "fields").
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Final

from allervers.directory.gateways.decoding import refusal
from allervers.ui.domain.refusal import Refusal

Row = dict[str, object]

LISTS: Final = ("structures", "services", "items", "features", "data", "records", "results", "rows")
MAX_NUMBER_DIGITS: Final = 30
_SPACE: Final = re.compile(r"\s*")


def json_rows(text: str) -> Iterator[Row]:
    """Yield the rows of a JSON text; refuse a broken one where it breaks, or one of no rows."""
    scanner = _Scanner(text)
    start = scanner.skip(0)
    first = text[start : start + 1]
    if first == "[":
        yield from scanner.items(start)
    elif first == "{":
        yield from scanner.members(start)
    else:
        raise _broken(text, start)
    if scanner.skip(scanner.end) != len(text):
        raise _broken(text, scanner.end)


class _Scanner:
    """Walks a text value by value; `end` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_object,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_constant,
        )

    def skip(self, position: int) -> int:
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def value(self, position: int) -> object:
        """Read one value, and stand after it."""
        try:
            read, self.end = self._decoder.raw_decode(self.text, position)
        except json.JSONDecodeError as error:
            is_cut = error.msg.startswith("Unterminated string")
            raise _broken(self.text, len(self.text) if is_cut else error.pos) from error
        except RecursionError as error:
            raise refusal(
                "depth",
                "Le JSON contient trop de niveaux imbriqués.",
                "Un annuaire n'en a que trois ou quatre.",
                "Exportez une simple liste de lignes.",
            ) from error
        return read

    def items(self, position: int) -> Iterator[Row]:
        """Yield the objects of the list that begins here."""
        at = self.skip(position + 1)
        if self.text[at : at + 1] == "]":
            self.end = at + 1
            return
        while True:
            yield _row(self.value(at))
            at = self.skip(self.end)
            mark = self.text[at : at + 1]
            if mark == "]":
                self.end = at + 1
                return
            if mark != ",":
                raise _broken(self.text, at)
            at = self.skip(at + 1)

    def members(self, position: int) -> Iterator[Row]:
        """Yield the rows of each known list of the object that begins here."""
        at = self.skip(position + 1)
        seen: set[str] = set()
        while self.text[at : at + 1] not in {"}", ""}:
            name, at = self._name(at, seen)
            if name.lower() in LISTS and self.text[at : at + 1] == "[":
                yield from self.items(at)
            else:
                self.value(at)
            at = self._after(self.end)
        if self.text[at : at + 1] != "}":
            raise _broken(self.text, at)
        self.end = at + 1
        if not {name.lower() for name in seen} & set(LISTS):
            raise refusal(
                "shape",
                "Ce JSON n'a pas de liste de structures ni de services.",
                'On attend [{…}, {…}] ou {"structures": […], "services": […]}.',
                "Exportez le fichier de nouveau.",
            )

    def _name(self, position: int, seen: set[str]) -> tuple[str, int]:
        """Read a name and its colon; return it with where its value begins."""
        name = self.value(position)
        at = self.skip(self.end)
        if not isinstance(name, str) or self.text[at : at + 1] != ":":
            raise _broken(self.text, at)
        if name in seen:
            raise _twice(name)
        seen.add(name)
        return name, self.skip(at + 1)

    def _after(self, position: int) -> int:
        """Return where the next name begins, or the closing brace stands."""
        at = self.skip(position)
        mark = self.text[at : at + 1]
        if mark == ",":
            at = self.skip(at + 1)
            if self.text[at : at + 1] != '"':
                raise _broken(self.text, at)
        elif mark != "}":
            raise _broken(self.text, at)
        return at


def _row(value: object) -> Row:
    """Return one object; the properties and the point of a GeoJSON feature are brought together."""
    if not isinstance(value, dict):
        raise refusal(
            "shape",
            "Ce JSON n'est pas une liste de lignes.",
            "On attend [{…}, {…}], et l'une des lignes est un simple texte ou une liste.",
            "Exportez le fichier de nouveau.",
        )
    wrapped = value.get("properties" if value.get("type") == "Feature" else "fields")
    return _with_point(wrapped, value.get("geometry")) if isinstance(wrapped, dict) else value


def _with_point(row: Row, geometry: object) -> Row:
    """Return a wrapped row; its point stands for coordinates that its columns do not give."""
    has_own = not {"latitude", "lat"}.isdisjoint(str(name).lower() for name in row)
    if has_own or not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return row
    point = geometry.get("coordinates")
    if not isinstance(point, list) or len(point) < 2:  # noqa: PLR2004 - longitude, latitude
        return row
    return {**row, "longitude": point[0], "latitude": point[1]}


def _broken(text: str, position: int) -> Refusal:
    line = text.count("\n", 0, position) + 1
    if position >= len(text.rstrip()):
        what, why = "Le JSON s'arrête avant sa fin.", "Le téléchargement a sans doute été coupé."
    else:
        what = f"Le JSON est abîmé, ligne {line}."
        why = "Une virgule, une accolade ou un guillemet manque."
    return refusal("json", what, why, "Exportez le fichier de nouveau.")


def _object(pairs: list[tuple[str, object]]) -> Row:
    done = dict(pairs)
    if len(done) < len(pairs):
        names = [name for name, _ in pairs]
        raise _twice(next(name for name in names if names.count(name) > 1))
    return done


def _twice(name: str) -> Refusal:
    return refusal(
        "key_twice",
        f"La clé « {name[:40]!r} » est donnée deux fois dans le même objet.".replace("'", ""),
        "On ne peut pas savoir laquelle est la bonne.",
        "Gardez-en une, puis envoyez le fichier de nouveau.",
    )


def _number(digits: str) -> int | float:
    if len(digits) > MAX_NUMBER_DIGITS or not math.isfinite(float(digits)):
        raise refusal(
            "number",
            f"Un nombre est trop grand : {digits[:20]}…",
            "Ni un code ni une position n'est si longue.",
            "Corrigez ce nombre.",
        )
    return float(digits) if set(digits) & set(".eE") else int(digits)


def _constant(name: str) -> float:
    """Read NaN and Infinity, which Python and pandas write: an absent value, said by the reader."""
    return math.nan
