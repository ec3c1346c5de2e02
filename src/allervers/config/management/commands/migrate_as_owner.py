"""`allervers migrate_as_owner`: changes the tables as their owner, for the application's role."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from allervers.config.owner import close_journals, connected_as_owner, grant_rights


class Command(BaseCommand):
    """Run at each installation and upgrade, before the site starts."""

    help = "Grant the application's rights, then migrate, both as the role that owns the tables."

    def handle(self, *_args: object, **options: Any) -> None:
        """Grant first: what the migrations create is then usable at once."""
        with connected_as_owner() as role:
            grant_rights(role)
            call_command("migrate", interactive=False, verbosity=options["verbosity"])
            close_journals(role)
