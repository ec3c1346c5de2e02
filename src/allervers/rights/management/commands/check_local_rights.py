"""Reads a folder of local rights and says, file by file, what is wrong."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.gateways.local.rights import SHIPPED, read_folder


class Command(BaseCommand):
    """`check_local_rights [FOLDER]`: exit 1 when a file cannot be read."""

    help = "Vérifie un dossier de droits locaux : un tableau, et chaque erreur avec sa ligne."
    requires_system_checks = ()  # needs neither tables nor pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder; without any, the one that is shipped."""
        parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)

    def handle(self, *_args: object, **options: Any) -> None:
        """Print one line for each right, then the mistakes."""
        found = read_folder(options["folder"])
        today = timezone.localdate()
        for right in found.rights:
            state = "à revoir" if right.is_review_due(today) else f"relu le {right.reviewed_on}"
            line = (right.slug, _place(right), state, right.label)
            self.stdout.write("{:<36} {:<18} {:<18} {}".format(*line))
        for problem in found.problems:
            self.stderr.write(str(problem))
        self.stdout.write(f"{len(found.rights)} droits lus, {len(found.problems)} erreurs.")
        if found.problems or not found.rights:
            raise CommandError("Corrigez ces fichiers ; le format : docs/reference/local-rights.md")


def _place(right: LocalRight) -> str:
    place = right.territory
    if not place.is_placed:
        return "lieu à préciser"
    if place.is_everywhere:
        return "France"
    if place.regions:
        return f"régions {' '.join(place.regions)}"[:18]
    if place.departements:
        return " ".join(place.departements)[:18]
    return f"{len(place.communes)} commune(s)"
