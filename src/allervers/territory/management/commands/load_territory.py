"""Loads the communes of France that come with the product."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from allervers.territory.actions.communes import store_communes
from allervers.territory.gateways.extract import read_communes, read_departements


class Command(BaseCommand):
    """`load_territory [--departements 92 94]`: all of France unless restricted."""

    help = "Charge les communes de France livrées avec le logiciel ; deux fois ne change rien."
    requires_system_checks = ()  # needs tables, not pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the restriction to some départements."""
        parser.add_argument("--departements", nargs="+", default=[], metavar="CODE")

    def handle(self, *_args: object, **options: list[str]) -> None:
        """Load, then say what became of the rows."""
        wanted = set(options["departements"])
        departements = read_departements()
        if unknown := wanted - departements.keys():
            raise CommandError(f"Départements inconnus : {', '.join(sorted(unknown))}.")
        report = store_communes(
            facts=(each for each in read_communes() if not wanted or each.departement in wanted),
            departements=departements,
        )
        self.stdout.write(
            f"Communes : {report.read} lues, {report.created} créées,"
            f" {report.changed} modifiées, {report.unchanged} inchangées."
        )
