"""`allervers prepare_database`: grants the application's role its rights, as the owner."""

from django.core.management.base import BaseCommand

from allervers.config.owner import close_journals, connected_as_owner, grant_rights


class Command(BaseCommand):
    """Run once on a new database, and after a restore."""

    help = "Grant the role of DATABASE_URL its rights on rows (run as the role that owns them)."

    def handle(self, *_args: object, **_options: object) -> None:
        """Grant, and say to whom."""
        with connected_as_owner() as role:
            grant_rights(role)
            close_journals(role)
        self.stdout.write(f"{role}: rights granted")
