"""Imports a file of the directory from the host's side, without a member."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.directory.actions.taking_in import keep_file, take_in
from allervers.directory.gateways.directory_file import open_file
from allervers.ui.domain.refusal import Refusal


class Command(BaseCommand):
    """`import_directory FILE --source CODE [--complete] [--accept-many-gone]`."""

    help = (
        "Importe un fichier de l'annuaire (data·inclusion, médiation numérique, France services)."
    )
    requires_system_checks = ()  # needs tables, not pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, whose it is, and whether it is the whole list."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, metavar="CODE")
        parser.add_argument("--name", default="", metavar="NOM")
        parser.add_argument("--complete", action="store_true")
        parser.add_argument("--accept-many-gone", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Take the file in at once, then print the report's figures."""
        now = timezone.now()
        try:
            taken = keep_file(
                file_name=options["file"].name,
                content=options["file"].read_bytes(),
                source=options["source"],
                source_name=options["name"],
                is_complete=options["complete"],
                accepts_many_gone=options["accept_many_gone"],
                now=now,
            )
        except OSError as error:
            raise CommandError(f"{options['file']} : {error.strerror}.") from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        done = take_in(import_id=taken.id, opener=open_file, now=now)
        if done.state == "refused":
            raise CommandError(done.refusal)
        self.stdout.write(
            f"{done.read} lues, {done.created} créées, {done.changed} modifiées,"
            f" {done.unchanged} inchangées, {done.refused} refusées, {done.warned} avec réserve,"
            f" {done.gone} disparues."
        )
