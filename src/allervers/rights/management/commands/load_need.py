"""Loads the expected need of communes, for the page that coordinators read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.rights.actions.expected_need import replace_need
from allervers.rights.gateways.need_file import read_need
from allervers.ui.domain.refusal import Refusal


class Command(BaseCommand):
    """`load_need FILE.csv`: replaces the départements of the file; twice changes nothing."""

    help = "Charge le besoin des communes écrit par « allervers scan --territory »."
    requires_system_checks = ()  # needs tables, not pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, metavar="FICHIER.csv")

    def handle(self, *_args: object, **options: Any) -> None:
        """Load, then say what became of the lines."""
        try:
            rows = read_need(options["file"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        found = replace_need(rows=rows, now=timezone.now())
        if found.unknown:
            codes = ", ".join(found.unknown[:10])
            self.stderr.write(f"{len(found.unknown)} codes sans commune ici, ignorés : {codes}")
        if not found.kept:
            raise CommandError("Aucune commune connue : lancez d'abord load_territory.")
        done = "remplacé" if found.has_changed else "déjà là, rien n'a changé"
        places = ", ".join(found.departements)
        self.stdout.write(f"Besoin de {found.kept} communes ({places}) : {done}.")
