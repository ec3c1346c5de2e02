"""Builds the road network that trips are told by."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.seasons.gateways.travel import building
from allervers.seasons.gateways.travel.roads import RoadsError


class Command(BaseCommand):
    """`prepare_roads`: tiles of ALLERVERS_ROADS into ALLERVERS_ROADS_FOLDER; twice: built anew."""

    help = "Fabrique le réseau routier des trajets d'après l'extrait OpenStreetMap nommé."
    requires_system_checks = ()  # needs files only

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare an extract other than the setting's."""
        parser.add_argument("extract", type=Path, nargs="?", metavar="EXTRAIT.osm.pbf")

    def handle(self, *_args: object, **options: Any) -> None:
        """Build, telling each stage; the former network serves until the end."""
        extract: Path | None = options["extract"] or settings.ROADS
        if extract is None:
            raise CommandError(
                "Nommez un extrait d'OpenStreetMap (.osm.pbf), ici ou dans ALLERVERS_ROADS : "
                "docs/guides/trajets.md."
            )
        if not extract.is_file():
            raise CommandError(
                f"L'extrait {extract} n'existe pas, ou n'est pas un fichier : "
                "docs/guides/trajets.md dit où en prendre un."
            )
        began = timezone.now()
        folder: Path = settings.ROADS_FOLDER
        try:
            network = building.build(extract, folder, timezone.localdate(), self.stdout.write)
        except RoadsError as error:
            raise CommandError(str(error)) from error
        seconds = (timezone.now() - began).total_seconds()
        size = sum(file.stat().st_size for file in network.tiles.rglob("*.gph")) / 1e6
        self.stdout.write(
            f"{extract.name} : {size:.1f} Mo de tuiles en {seconds:.0f} s ({folder})."
        )
