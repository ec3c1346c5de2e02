"""The record of processing (GDPR 30) and the impact assessment (35), as Markdown and CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from allervers.people.domain.impact import Measure
from allervers.people.domain.register import Column, Register
from allervers.people.exchange.spreadsheet import ods

CSV_TYPE: Final = "text/csv; charset=utf-8"
HEADINGS: Final = (
    "traitement", "table", "colonne", "ce que c’est", "but", "fondement", "personnes",
    "lecteurs", "conservation", "scellée au repos", "donnée de professionnel",
)  # fmt: skip
MADE: Final = "<!-- Produit par `python -m allervers write_records` : ne pas corriger ici. -->"


def register_csv(register: Register) -> str:
    """Return one line a column, for a spreadsheet."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(HEADINGS)
    sheet.writerows(_row(one) for one in register.columns)
    return "\ufeff" + out.getvalue()


def register_ods(register: Register) -> bytes:
    """Return the same as an OpenDocument spreadsheet."""
    return ods("Registre", [HEADINGS, *map(_row, register.columns)])


def _row(one: Column) -> Sequence[str]:
    why = one.processing
    return (
        why.name, one.table, one.name, one.what, why.purpose, why.ground, why.people,
        one.readers, one.retention, _yes(is_so=one.is_sealed), _yes(is_so=one.of_staff),
    )  # fmt: skip


def _yes(*, is_so: bool) -> str:
    return "oui" if is_so else "non"


def register_markdown(register: Register) -> str:
    """Return docs/reference/registre.md."""
    return "\n".join(_register_lines(register)) + "\n"


def _register_lines(register: Register) -> Iterator[str]:
    yield MADE
    yield "# Registre des traitements"
    yield ""
    yield (
        "La part du registre (RGPD, art. 30) que le logiciel connaît : quelles données, pourquoi, "
        "qui les lit, combien de temps. Le responsable du traitement y ajoute son nom, son DPO et "
        "ses sous-traitants. La source est `src/allervers/people/data_register.yml` ; un test la "
        "compare aux tables : une colonne non inscrite arrête la construction."
    )
    for one in register.processings:
        yield f"\n## {one.name}\n"
        yield f"- But : {one.purpose}"
        yield f"- Fondement : {one.ground}"
        yield f"- Personnes : {one.people}"
        yield f"- Lecteurs : {one.readers}"
        yield f"- Conservation : {one.retention}\n"
        yield "| donnée | ce que c'est | lecteurs | conservation | scellée |"
        yield "|---|---|---|---|---|"
        for column in register.of(one):
            yield _line(
                f"`{column.table}.{column.name}`", column.what,
                "" if column.readers == one.readers else column.readers,
                "" if column.retention == one.retention else column.retention,
                "oui" if column.is_sealed else "",
            )  # fmt: skip
    yield "\n## Sans donnée de personne\n"
    yield "| table | pourquoi |"
    yield "|---|---|"
    for table, why in register.without_people.items():
        yield _line(f"`{table}`", why)


def impact_markdown(measures: Sequence[Measure]) -> str:
    """Return docs/reference/aipd.md."""
    lead = (
        "La part de l'analyse d'impact (RGPD, art. 35) que le logiciel prouve : chaque mesure, et "
        "les tests qui deviennent rouges si elle manque. La source est "
        "`src/allervers/people/dpia.yml` ; un test vérifie que chaque preuve existe et tourne à "
        "chaque construction. Le responsable du traitement y ajoute ses propres mesures."
    )
    rows = [
        _line(one.risk, one.what, one.law, "<br>".join(f"`{test}`" for test in one.tests))
        for one in measures
    ]
    title = "# Analyse d'impact : les mesures et leurs preuves"
    heads = ["| risque | mesure | texte | preuves |", "|---|---|---|---|"]
    lines = [MADE, title, "", lead, "", *heads, *rows]
    return "\n".join(lines) + "\n"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
