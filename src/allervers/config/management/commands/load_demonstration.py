"""Loads the demonstration: communes, invented characters, tours, directory, encounters, seasons."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from allervers.accounts.demonstration import ORGANISATIONS, cards
from allervers.accounts.models import Organisation
from allervers.directory.demonstration import load_directory
from allervers.people.demonstration import load_people
from allervers.rights.demonstration.load import NEED, load_encounters
from allervers.seasons.demonstration.load import load_rates, load_seasons
from allervers.territory.demonstration import load_figures, load_sectors
from allervers.tours.demonstration.load import load


class Command(BaseCommand):
    """`load_demonstration`: twice changes nothing."""

    help = "Charge la démonstration : communes réelles, personnages et saison inventés."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load, then print the sign-in cards; never in production, where they open a door."""
        if settings.MODE == "production":
            raise CommandError("Les comptes de démonstration ont des mots de passe publics.")
        call_command("load_territory", stdout=self.stdout)
        self.stdout.write(load(timezone.localdate()))
        name = ORGANISATIONS["caravane"][1]
        load_figures()
        load_sectors(Organisation.objects.values_list("id", flat=True).get(name=name))
        now = timezone.now()
        self.stdout.write(f"Annuaire : {load_directory(now)} fiches inventées de plus.")
        self.stdout.write(load_encounters(now))
        self.stdout.write(load_people(now))
        call_command("load_need", NEED, stdout=self.stdout)
        load_rates()
        self.stdout.write(load_seasons(now))
        for card in cards():
            self.stdout.write(f"  {card.name}, {card.role} : {card.email} / {card.password}")
