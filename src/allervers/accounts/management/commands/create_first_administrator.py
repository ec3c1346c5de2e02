"""Let the first person in: `allervers create_first_administrator EMAIL "Name of the host"`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from allervers.accounts.actions.invitations import invite
from allervers.accounts.actions.organisations import make_host
from allervers.accounts.domain.role import Role
from allervers.accounts.gateways.mail import link_to
from allervers.ui.domain.refusal import Refusal


class Command(BaseCommand):
    """Print the link with which a host's administrator chooses their password."""

    help = "Invite the first administrator of the platform, and print the link (valid 7 days)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whom, and the name of the organisation that hosts the platform."""
        parser.add_argument("email")
        parser.add_argument("organisation", help="the organisation that hosts the platform")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the hosting organisation if need be, then the invitation."""
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']!r} is not an e-mail address.") from error
        now = timezone.now()
        try:
            with transaction.atomic():
                host = make_host(name=options["organisation"], now=now)
                issued = invite(
                    None,
                    organisation_id=host.pk,
                    email=options["email"],
                    roles=[Role.ADMINISTRATOR.value],
                    now=now,
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Lien d’invitation (sept jours, un seul usage) :\n{link_to(issued.token)}"
        )
