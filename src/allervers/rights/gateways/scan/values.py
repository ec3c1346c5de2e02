"""One column of a file made of plain values: which are known, which cannot be read, and why.

Texts are read as French files write them: « 1 234,50 », « 31/12/1990 », « oui », « 3|7 ».
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from allervers.rights.domain.population import Array
from allervers.rights.domain.scan.columns import ScanColumn, Shape
from allervers.rights.domain.scan.sheet import DTYPES

Column = Any  # an Arrow array; pyarrow publishes no types
YES: Final = ("oui", "true", "1", "vrai", "yes", "o")
NO: Final = ("non", "false", "0", "faux", "no", "n")
FRENCH_DATE: Final = r"^(\d{2})/(\d{2})/(\d{4})$"
ISO_DATE: Final = r"^\d{4}-\d{2}-\d{2}$"
NUMBER: Final = r"^-?\d{1,15}(\.\d*)?$"
INSEE: Final = r"^[0-9][0-9AB][0-9]{3}$"
WHAT: Final[Mapping[Shape, str]] = {
    Shape.CHOICE: "n'est pas un des choix",
    Shape.FLAG: "n'est ni oui ni non",
    Shape.WHOLE: "n'est pas un nombre",
    Shape.EUROS: "n'est pas un montant",
    Shape.DATE: "n'est pas une date (AAAA-MM-JJ ou JJ/MM/AAAA)",
    Shape.COMMUNE: "n'est pas un code Insee de 5 caractères (un zéro perdu au début ?)",
    Shape.TEXT: "n'est pas un texte",
}


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """`values` (0 where not known), whether each is `known`, whether each is `bad`."""

    values: Array
    known: Array
    bad: Array


def values_of(array: Column, column: ScanColumn) -> Values:
    """Read an Arrow array; nulls, empty texts and NaN are not known."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_null(array.type):
        array = array.cast(pa.string())
    if is_text(array):
        array = _trimmed(array)
    given = _mask(pc.is_valid(array))
    read = READERS[column.shape](array, column)
    known = _mask(pc.is_valid(read))
    values = _filled(read, column.shape)
    if column.shape in (Shape.WHOLE, Shape.EUROS):
        is_nan = np.isnan(values)
        given, known = given & ~(is_nan & known), known & ~is_nan
        values = np.where(is_nan, 0.0, values)
    return Values(values, known, given & ~known)


def is_text(array: Column) -> bool:
    """Whether an Arrow array holds texts."""
    found: bool = pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
    return found


def _trimmed(array: Column) -> Column:
    text = pc.utf8_trim_whitespace(array)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, text.type), text)


def _mask(array: Column) -> Array:
    found: Array = array.to_numpy(zero_copy_only=False)
    return found


def _filled(array: Column, shape: Shape) -> Array:
    """Return NumPy's values of an Arrow array, 0 or an empty text where there is none."""
    if shape is Shape.DATE:
        array = array.cast(pa.int32())
    empty = "" if shape in (Shape.TEXT, Shape.COMMUNE) else 0
    values = array.fill_null(empty).to_numpy(zero_copy_only=False)
    found: Array = values.astype(DTYPES.get(shape, np.float64))
    return found


def _number(array: Column, _column: ScanColumn) -> Column:
    if not is_text(array):
        return _cast(array, pa.float64())
    text = pc.replace_substring_regex(array, "[ \u00a0\u202f€]", "")
    text = pc.replace_substring(text, ",", ".")
    is_number = pc.match_substring_regex(text, NUMBER)
    return pc.if_else(is_number, text, pa.scalar(None, text.type)).cast(pa.float64())


def _cast(array: Column, kind: Column) -> Column:
    """Return the array cast, or nothing at all when its type has no such meaning."""
    try:
        return array.cast(kind, safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.nulls(len(array), kind)


def _whole(array: Column, column: ScanColumn) -> Column:
    number = _number(array, column)
    return pc.if_else(pc.equal(number, pc.floor(number)), number, pa.scalar(None, pa.float64()))


def _flag(array: Column, _column: ScanColumn) -> Column:
    text = pc.utf8_lower(_cast(array, pa.string()))
    yes = pc.is_in(text, value_set=pa.array(YES))
    no = pc.is_in(text, value_set=pa.array(NO))
    return pc.if_else(yes, 1.0, pc.if_else(no, 0.0, pa.scalar(None, pa.float64())))


def _choice(array: Column, column: ScanColumn) -> Column:
    text = pc.utf8_lower(_cast(array, pa.string()))
    return pc.index_in(text, value_set=pa.array(column.choices))


def _commune(array: Column, _column: ScanColumn) -> Column:
    text = pc.utf8_upper(_cast(array, pa.string()))
    fits = pc.match_substring_regex(text, INSEE)
    return pc.if_else(fits, text, pa.scalar(None, pa.string()))


def _text(array: Column, _column: ScanColumn) -> Column:
    return _cast(array, pa.string())


def _date(array: Column, _column: ScanColumn) -> Column:
    if not is_text(array):
        return _cast(array, pa.date32())
    text = pc.replace_substring_regex(array.cast(pa.string()), FRENCH_DATE, r"\3-\2-\1")
    fits = pc.match_substring_regex(text, ISO_DATE)
    text = pc.if_else(fits, text, pa.scalar(None, pa.string()))
    try:
        return text.cast(pa.date32())
    except pa.ArrowInvalid:  # a 31 February: one by one, which is slow and rare
        return pa.array([_day(one) for one in text.to_pylist()], pa.date32())


def _day(text: str | None) -> Any:
    try:
        return None if text is None else np.datetime64(text, "D").astype(object)
    except ValueError:
        return None


READERS: Final[Mapping[Shape, Callable[[Column, ScanColumn], Column]]] = {
    Shape.TEXT: _text,
    Shape.CHOICE: _choice,
    Shape.FLAG: _flag,
    Shape.WHOLE: _whole,
    Shape.EUROS: _number,
    Shape.DATE: _date,
    Shape.COMMUNE: _commune,
}
