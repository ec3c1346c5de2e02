"""Change the host's key: `allervers rotate_file_keys [--to NAME]`, then `--check FORMER`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allervers.people.actions.rotating_keys import BATCH, turn_all
from allervers.people.mapping.file_keys import host_keys
from allervers.people.mapping.sealed import SealError
from allervers.people.queries.host_keys import keys_in_use


class Command(BaseCommand):
    """Wrap again the keys of files; say whether a former key may be taken out of the settings."""

    help = "Put the keys of files under another key of ALLERVERS_FILE_KEYS; stop it when you like."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which key, or which former key to check."""
        parser.add_argument("--to", default="", help="name of a host's key; else the first one")
        parser.add_argument("--check", default="", metavar="NAME",
                            help="say whether this key may be retired; change nothing")  # fmt: skip
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Turn the keys, or check one."""
        try:
            if options["check"]:
                self.check_retired(options["check"])
            else:
                self.turn(options["to"], max(options["batch"], 1))
        except SealError as error:
            raise CommandError(str(error)) from error

    def check_retired(self, name: str) -> None:
        """Refuse to let a key go while something opens only with it."""
        count = keys_in_use()[name]
        if count:
            raise CommandError(
                f"La clé « {name} » ouvre encore {count} valeur(s) : gardez-la dans "
                "ALLERVERS_FILE_KEYS, et lancez rotate_file_keys."
            )
        self.stdout.write(
            f"Plus rien dans cette base ne dépend de la clé « {name} ». Gardez-la au coffre tant "
            "qu’une sauvegarde d’avant la rotation existe."
        )

    def turn(self, name: str, size: int) -> None:
        """Turn everything to one key, telling where it is."""
        keys = host_keys()
        to = name or next(iter(keys))
        if to not in keys:
            raise CommandError(f"La clé « {to} » n’est pas dans ALLERVERS_FILE_KEYS.")
        total = sum(count for key, count in keys_in_use().items() if key != to)
        done, problems = 0, list[str]()
        for turned in turn_all(to, size):
            done += turned.done
            problems += turned.problems
            self.stdout.write(f"{done}/{total}")
            self.stdout.flush()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} valeur(s) ne s’ouvrent pas : rien n’y a changé.")
        self.stdout.write(f"{done} valeur(s) sous la clé « {to} ».")
