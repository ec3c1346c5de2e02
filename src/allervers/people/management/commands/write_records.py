"""Write docs/reference/registre.md and aipd.md again: `allervers write_records`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from allervers.people.exchange.records import impact_markdown, register_markdown
from allervers.people.mapping.records import measures, register


class Command(BaseCommand):
    """Put the record of processing and the impact assessment in step with their sources."""

    help = "Write the record of processing and the impact assessment into the documentation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where the documentation is."""
        parser.add_argument("--to", type=Path, default=Path("docs/reference"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write both."""
        for name, text in (
            ("registre.md", register_markdown(register())),
            ("aipd.md", impact_markdown(measures())),
        ):
            (options["to"] / name).write_text(text, encoding="utf-8")
            self.stdout.write(str(options["to"] / name))
