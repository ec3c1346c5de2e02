"""Imports communes, outlines or town halls from open files, for any département."""

from argparse import ArgumentParser
from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import ImportReport
from allervers.territory.gateways.extract import read_departements
from allervers.territory.gateways.territory_files import (
    Reading,
    read_communes_file,
    read_outlines_file,
    read_town_halls_file,
)
from allervers.ui.domain.refusal import Refusal

READERS = {
    "communes": read_communes_file,
    "outlines": read_outlines_file,
    "town_halls": read_town_halls_file,
}


class Command(BaseCommand):
    """`import_territory --communes FILE --outlines FILE --town-halls FILE`, any of them."""

    help = "Importe communes (JSON), contours (GeoJSON) et mairies (CSV) de fichiers ouverts."
    requires_system_checks = ()  # needs tables, not pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the three kinds of files and the restriction to some départements."""
        parser.add_argument("--communes", type=Path, nargs="+", default=[], metavar="JSON")
        parser.add_argument("--outlines", type=Path, nargs="+", default=[], metavar="GEOJSON")
        parser.add_argument("--town-halls", type=Path, nargs="+", default=[], metavar="CSV")
        parser.add_argument("--departements", nargs="+", default=[], metavar="CODE")

    def handle(self, *_args: object, **options: list[Path]) -> None:
        """Read every file first, then store all in one transaction, and report."""
        try:
            readings = [reader(path) for kind, reader in READERS.items() for path in options[kind]]
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        if not readings:
            raise CommandError("Donnez au moins un fichier : --communes, --outlines, --town-halls.")
        zones = tuple(str(each) for each in options["departements"])
        facts = [
            each
            for each in chain.from_iterable(reading.facts for reading in readings)
            if not zones or each.code.startswith(zones)
        ]
        self._tell(store_communes(facts=facts, departements=read_departements()), readings)

    def _tell(self, report: ImportReport, readings: list[Reading]) -> None:
        """Print the figures, then each refused row with its reason."""
        refused = [*chain.from_iterable(each.refused for each in readings), *report.refused]
        read = report.read + len(refused) - len(report.refused)
        self.stdout.write(
            f"{read} lues, {report.created} créées, {report.changed} modifiées,"
            f" {report.unchanged} inchangées, {len(refused)} refusées."
        )
        for row in refused:
            self.stdout.write(f"  refusée, {row.where} : {row.reason}")
