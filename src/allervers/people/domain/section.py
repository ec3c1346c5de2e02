"""The parts of a file, each opened apart from the others."""

from enum import StrEnum
from typing import Final


class Section(StrEnum):
    """A part of what is known of a person ("rubrique").

    A share names the sections that it opens; the database holds each one closed by itself.
    """

    IDENTITY = "identity"
    CONTACT = "contact"
    SITUATION = "situation"
    CHILDREN = "children"
    HOUSING = "housing"
    RESOURCES = "resources"
    RIGHTS = "rights"
    HEALTH = "health"
    VIOLENCE = "violence"
    PROTECTION = "protection"


# What the law protects most: never announced to those who may not read it, always sealed.
SENSITIVE: Final = frozenset({Section.HEALTH, Section.VIOLENCE, Section.PROTECTION})
# What breaking the glass opens: danger and how to reach the person, nothing else.
DANGER: Final = frozenset({Section.IDENTITY, Section.CONTACT, Section.VIOLENCE, Section.PROTECTION})
