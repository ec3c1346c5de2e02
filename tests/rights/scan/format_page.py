"""The tables of docs/reference/scan-format.md, made from the code.

`python -m tests.rights.scan.format_page` writes them again, with the product's environment.
"""

from collections.abc import Iterator
from pathlib import Path

from allervers.rights.domain.scan.columns import COLUMNS, ID, ScanColumn, Shape
from allervers.rights.gateways.scan.table import FOUND

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "scan-format.md"
BEGIN, END = "<!-- colonnes : début -->", "<!-- colonnes : fin -->"
SHAPES = {
    Shape.TEXT: "texte",
    Shape.FLAG: "oui ou non",
    Shape.DATE: "date",
    Shape.COMMUNE: "code Insee, 5 caractères",
}
# Columns that say only a part of their question.
PARTS = {"birth": "ou la date de naissance", "_births": "ou les dates de naissance",
         "_months": "pendant combien des 12 derniers mois"}  # fmt: skip


def held(column: ScanColumn) -> str:
    """Say what a column holds."""
    if column.shape is Shape.CHOICE:
        said = ", ".join(f"`{one}`" for one in column.choices)
    elif column.shape in (Shape.WHOLE, Shape.EUROS):
        unit = "entier" if column.shape is Shape.WHOLE else "euros"
        said = f"{unit}, {column.lowest:g} à {column.highest:.0f}"
    else:
        said = SHAPES[column.shape]
    return f"liste, un par enfant : {said}" if column.is_list else said


def meaning(column: ScanColumn) -> str:
    """Say what a column means, in the words of the questionnaire."""
    from allervers.rights.wording.questions import wording_of  # noqa: PLC0415 - after settings

    if column is ID:
        return "identifiant du foyer, jamais un nom ; obligatoire, unique"
    said = wording_of(column.code)
    tick = column.name.removeprefix(f"{column.code}_")
    if tick in said.choices:
        return f"{said.topic} : {said.choices[tick]}"
    part = next((one for end, one in PARTS.items() if column.name.endswith(end)), "")
    return f"{said.topic}, {part}" if part else str(said.topic)


def lines() -> Iterator[str]:
    """Give the lines of the table."""
    yield "| colonne | ce qu'elle contient | ce qu'elle dit |"
    yield "|---|---|---|"
    for column in COLUMNS:
        yield f"| `{column.name}` | {held(column)} | {meaning(column)} |"


def written() -> str:
    """Return the page with its table made again."""
    before, _begin, rest = PAGE.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return "\n".join([f"{before}{BEGIN}", *lines(), f"{END}{after}"])


def own_columns() -> list[str]:
    """Return the columns of the findings that belong to no right."""
    return [one for one in FOUND.names if not one.endswith(("_status", "_low", "_high"))]


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(written())
