"""Converts a folder of aides-jeunes into local rights of ours, for an operator who chooses to."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.rights.gateways.aides_jeunes import LICENCE, Converted, convert_folder


class Command(BaseCommand):
    """`import_aides_jeunes FOLDER --to FOLDER [--replace]`: a file already there is kept."""

    help = "Convertit des fichiers d'aides-jeunes (AGPL-3.0) en droits locaux ; rien n'est publié."
    requires_system_checks = ()  # needs neither tables nor pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where they are read and written."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--to", type=Path, required=True, metavar="DOSSIER")
        parser.add_argument("--replace", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Convert each file, and say what became of it."""
        folder, to = options["folder"], options["to"]
        if not folder.is_dir():
            raise CommandError(f"{folder} n'est pas un dossier. Donnez celui des fichiers .yml.")
        to.mkdir(parents=True, exist_ok=True)
        found = list(convert_folder(folder, timezone.localdate()))
        for one in found:
            self.stdout.write(f"{one.name} : {self._keep(one, to, replace=options['replace'])}")
        kept = [one for one in found if one.data is not None]
        self.stdout.write(
            f"{len(kept)} fichiers convertis, {len(found) - len(kept)} refusés, "
            f"{sum(one.understood for one in kept)} conditions comprises, "
            f"{sum(one.free for one in kept)} gardées en mots, à vérifier."
        )
        self.stdout.write(
            f"Données sous licence {LICENCE} : elle est écrite dans chaque fichier et s'impose à "
            f"qui les publie. Relisez-les, puis donnez ce dossier à ALLERVERS_LOCAL_RIGHTS."
        )

    def _keep(self, one: Converted, to: Path, *, replace: bool) -> str:
        if one.data is None:
            return f"refusé. {one.refused}"
        path = to / f"{one.data['identifiant']}.yaml"
        said = [f"{one.understood} conditions comprises, {one.free} en mots", *one.notes]
        if path.exists() and not replace and path.read_text(encoding="utf-8") != one.text:
            return f"gardé tel qu'il est dans {to}, avec --replace il serait remplacé"
        path.write_text(one.text, encoding="utf-8")
        return ". ".join(said)
