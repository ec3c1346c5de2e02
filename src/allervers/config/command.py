"""The command line: `allervers COMMAND`, the same as Django's manage.py."""

import os
import sys
from importlib import import_module
from typing import Final

# Commands that need neither settings nor a database: each module has `main(arguments) -> int`.
ALONE: Final = {
    "bilan": "allervers.rights.commands.bilan",
    "plan": "planner.command.plan",
    "plan-check": "planner.command.check",
    "plan-shortlist": "planner.command.shortlist",
    "prepare_rights": "allervers.rights.commands.prepare_rights",
    "rights_service": "allervers.rights.service.serving",
    "scan": "allervers.rights.commands.scan",
}


def main() -> None:
    """Run one command."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in ALONE:
        sys.exit(import_module(ALONE[name]).main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after settings

    execute_from_command_line(sys.argv)
