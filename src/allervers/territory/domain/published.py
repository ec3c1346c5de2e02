"""Reads a figure as statistics publish it: decimal commas, spaces, and marks of what is hidden."""

from typing import Final

from allervers.territory.domain.areas import Unit

# Secret (s, c), not significant (ns), not available (nd, nc, na), without object (so), and blank.
MARKS: Final = frozenset(
    {"s", "ss", "c", "ns", "nd", "nc", "na", "n/a", "n.d.", "n.s.", "so", "secret", "null", "nan",
     "none", "-", "--", "***", "*", "..", "...", "…", "/"}
)  # fmt: skip
BLANK: Final = "vide"
MOST: Final = 1e9
WHOLE_RATE: Final = 100.0


class FigureError(ValueError):
    """The text is neither a figure nor a mark of what is hidden; it says why, in French."""


def published(
    text: str, unit: Unit, most_hidden: float | None = None
) -> tuple[float, float | None, str]:
    """Return (low, high, mark) of a cell; raises FigureError.

    What is hidden is anything: 0 to 100 for a rate, 0 to `most_hidden` for a count when the
    publisher's rule gives it, else 0 to None (nothing bounds it).
    """
    plain = text.strip().strip('"').lower()
    if not plain or plain in MARKS:
        most = WHOLE_RATE if unit is Unit.PERCENT else most_hidden
        return 0.0, most, plain or BLANK
    number = _number(plain.removesuffix("%"))
    if number is None:
        raise FigureError(f"« {text.strip()[:20]} » n'est ni un nombre ni une marque de secret")
    if not 0 <= number <= (WHOLE_RATE if unit is Unit.PERCENT else MOST):
        raise FigureError(f"« {text.strip()[:20]} » est hors de ce qui est possible")
    return number, number, ""


def _number(plain: str) -> float | None:
    spaceless = "".join(plain.split()).replace("\u202f", "").replace("\u00a0", "")
    try:
        number = float(spaceless.replace(",", "."))
    except ValueError:
        return None
    return number if number - number == 0 else None
