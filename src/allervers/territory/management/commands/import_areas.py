"""Imports published figures by commune, Iris or square, and where Iris and QPV are."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from allervers.territory.actions.areas import store_areas
from allervers.territory.domain.areas import AreaFacts
from allervers.territory.gateways.area_files.outlines import read_outlines
from allervers.territory.gateways.area_files.reading import AreaFile, read_figures
from allervers.ui.domain.refusal import Refusal

SHOWN: Final = 10


class Command(BaseCommand):
    """`import_areas FILES`: figures (CSV) and outlines (GeoJSON); twice changes nothing."""

    help = "Importe les chiffres publiés par commune, Iris ou carreau, et les contours d'Iris."
    requires_system_checks = ()  # needs tables, not pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and what they do not say themselves."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FICHIER")
        parser.add_argument("--year", type=int, metavar="ANNÉE", help="si le fichier ne le dit pas")
        parser.add_argument("--source", default="", help="producteur, base, licence")
        parser.add_argument("--departements", nargs="+", default=[], metavar="CODE")
        parser.add_argument(
            "--aside", type=Path, metavar="CSV", help="où écrire les lignes écartées"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        """Read and store each file in a transaction of its own, telling how far it is."""
        aside: list[tuple[str, int, str, str]] = []
        for path in options["files"]:
            try:
                file = self._opened(path, options)
                report = store_areas(
                    facts=_within(file.areas, tuple(options["departements"])), tell=self._tell
                )
            except Refusal as refusal:
                raise CommandError(str(refusal)) from None
            self.stdout.write(
                f"{path.name} ({file.name}) : {report.read} lues, {report.created} créées,"
                f" {report.changed} modifiées, {report.unchanged} inchangées,"
                f" {len(file.aside) + len(report.refused)} écartées."
            )
            here = [(path.name, one.line, one.reason, one.text) for one in file.aside]
            here += [(path.name, 0, one.reason, one.where) for one in report.refused]
            self._show(here)
            aside += here
        if options["aside"]:
            _write(options["aside"], aside)

    def _opened(self, path: Path, options: dict[str, Any]) -> AreaFile:
        is_drawn = path.suffix.lower() in (".geojson", ".json")
        read = read_outlines if is_drawn else read_figures
        return read(path, year=options["year"], source=options["source"])

    def _tell(self, read: int) -> None:
        self.stderr.write(f"  {read} lignes lues…")

    def _show(self, rows: list[tuple[str, int, str, str]]) -> None:
        for _name, line, reason, text in rows[:SHOWN]:
            self.stdout.write(f"  écartée, ligne {line or '?'} ({text[:40]}) : {reason}")
        if len(rows) > SHOWN:
            self.stdout.write(f"  et {len(rows) - SHOWN} autres : « --aside » les écrit toutes.")


def _within(areas: Iterator[AreaFacts], departements: tuple[str, ...]) -> Iterator[AreaFacts]:
    """Keep the areas of some départements; all when none is named."""
    for one in areas:
        if not departements or (one.commune or "").startswith(departements):
            yield one


def _write(path: Path, rows: list[tuple[str, int, str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["fichier", "ligne", "raison", "texte"])
        writer.writerows(rows)
