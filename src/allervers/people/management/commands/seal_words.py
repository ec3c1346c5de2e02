"""Seal the short texts saved before they were: `allervers seal_words`, once after an update."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allervers.people.actions.sealing_words import seal_clear_words
from allervers.people.queries.words import MANY


class Command(BaseCommand):
    """Seal what is still in clear; stopped at any moment, it goes on from there."""

    help = "Seal the short texts of files that were saved in clear by an older release."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how many in one transaction."""
        parser.add_argument("--batch", type=int, default=MANY, help="texts in one transaction")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seal, telling where it is."""
        done, problems = 0, list[str]()
        for batch in seal_clear_words(max(options["batch"], 1)):
            done += batch.done
            problems += batch.problems
            self.stdout.write(f"{done}…")
            self.stdout.flush()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} texte(s) restent en clair : voyez pourquoi.")
        self.stdout.write(f"{done} texte(s) scellé(s) ; il n’en reste pas en clair.")
