"""What a password must not be, beyond Django's own list of 20,000 (mostly English)."""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words that French people put in passwords of twelve characters or more, written by us.
WORDS: Final = (
    "allervers",
    "motdepasse",
    "azertyuiop",
    "azerty",
    "bonjour",
    "soleil",
    "doudou",
    "chouchou",
    "loulou",
    "marseille",
    "paris",
    "france",
    "departement",
    "caravane",
    "mairie",
    "bienvenue",
    "administrateur",
    "jetaime",
    "printemps",
    "automne",
    "hiver",
    "ete",
    "password",
    "qwerty",
)
LEFT_TO_GUESS: Final = 6


class FrenchCommonPasswordValidator:
    """Refuse a password that is little more than a common French word and a year.

    What is left once the words, digits and signs are taken away must be at least six letters.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError with what to do instead."""
        plain = unicodedata.normalize("NFKD", password).encode("ascii", "ignore").decode().lower()
        letters = re.sub(r"[^a-z]", "", plain)
        rest = letters
        for word in WORDS:
            rest = rest.replace(word, "")
        if letters != rest and len(rest) < LEFT_TO_GUESS:
            raise ValidationError(
                _(
                    "Ce mot de passe est trop facile à deviner : il tient surtout d’un mot "
                    "courant. Prenez plutôt quatre mots sans rapport entre eux."
                ),
                code="password_too_french",
            )

    def get_help_text(self) -> str:
        """Say it before the first try."""
        return _("Quatre mots sans rapport entre eux font un bon mot de passe.")
