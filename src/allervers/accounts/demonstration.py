"""The invented characters of the demonstration, and the keys to enter as them.

Communes bear their real names and codes, so that the map means something; every person is
invented, and so is every organisation whose name says so. Addresses end in `.invalid`, a domain
that can never receive mail (RFC 2606).
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from allervers.accounts.domain.role import Role
from allervers.accounts.models import ROLE_NAMES, Member, Organisation, User

Kind = Organisation.Kind


@dataclass(frozen=True, slots=True)
class Character:
    """One invented person: their organisation is named by its key below."""

    key: str
    name: str
    organisation: str
    roles: tuple[Role, ...]
    profession: str
    languages: tuple[str, ...] = ("fr",)
    skills: tuple[str, ...] = ()
    has_card: bool = False

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.key.replace('_', '-')}@exemple.invalid"

    @property
    def password(self) -> str:
        """The public password of the demonstration."""
        return f"demonstration-{self.key.replace('_', '-')}"


# key: (kind, name, commune code). The invented ones say so in their name.
ORGANISATIONS: Final = {
    "caravane": (Kind.CARRIER, "Caravane de l’accès aux droits (inventée)", ""),
    "bus": (Kind.CARRIER, "Bus des services de Charente (porteur inventé)", ""),
    "host": (Kind.HOST, "Hébergeur de la démonstration (inventé)", ""),
    "caf": (Kind.PARTNER, "Caisse d’allocations (inventée)", ""),
    "cpam": (Kind.PARTNER, "Assurance maladie (inventée)", ""),
    "mission_locale": (Kind.PARTNER, "Mission locale (inventée)", ""),
    "droit": (Kind.PARTNER, "Point d’accès au droit (inventé)", ""),
    "commune_92040": (Kind.COMMUNE, "Ville d’Issy-les-Moulineaux (agents inventés)", "92040"),
    "commune_92036": (Kind.COMMUNE, "Ville de Gennevilliers (agents inventés)", "92036"),
    "commune_92050": (Kind.COMMUNE, "Ville de Nanterre (agents inventés)", "92050"),
    "commune_92007": (Kind.COMMUNE, "Ville de Bagneux (agents inventés)", "92007"),
    "commune_92078": (Kind.COMMUNE, "Ville de Villeneuve-la-Garenne (agents inventés)", "92078"),
    "commune_94028": (Kind.COMMUNE, "Ville de Créteil (agents inventés)", "94028"),
    "commune_94081": (Kind.COMMUNE, "Ville de Vitry-sur-Seine (agents inventés)", "94081"),
    "commune_94017": (Kind.COMMUNE, "Ville de Champigny-sur-Marne (agents inventés)", "94017"),
}

CHARACTERS: Final = (
    Character(
        "aicha",
        "Aïcha Exemple",
        "caravane",
        (Role.COORDINATOR,),
        "coordinatrice des tournées",
        ("fr", "ar"),
        has_card=True,
    ),
    Character(
        "bruno",
        "Bruno Exemple",
        "caravane",
        (Role.FIELD_WORKER,),
        "conseiller social",
        ("fr", "pt"),
        ("aide au logement",),
        has_card=True,
    ),
    Character(
        "chloe",
        "Chloé Exemple",
        "caravane",
        (Role.RECEPTIONIST,),
        "agente d’accueil",
        ("fr", "en"),
        has_card=True,
    ),
    Character(
        "denis",
        "Denis Exemple",
        "mission_locale",
        (Role.PARTNER,),
        "conseiller en insertion des jeunes",
        ("fr",),
        ("emploi", "formation"),
        has_card=True,
    ),
    Character(
        "karim",
        "Karim Exemple",
        "mission_locale",
        (Role.DPO,),
        "délégué à la protection des données",
    ),
    Character(
        "elodie",
        "Élodie Exemple",
        "caravane",
        (Role.ADMINISTRATOR,),
        "responsable administrative",
        has_card=True,
    ),
    Character(
        "farid",
        "Farid Exemple",
        "caravane",
        (Role.DPO,),
        "délégué à la protection des données",
        has_card=True,
    ),
    Character(
        "gaelle",
        "Gaëlle Exemple",
        "commune_92040",
        (Role.PARTNER,),
        "chargée de l’espace public",
        has_card=True,
    ),
    Character(
        "hugo",
        "Hugo Exemple",
        "bus",
        (Role.COORDINATOR, Role.ADMINISTRATOR),
        "coordinateur du bus",
        has_card=True,
    ),
    Character(
        "jeanne",
        "Jeanne Exemple",
        "host",
        (Role.ADMINISTRATOR,),
        "administratrice de la plateforme",
        has_card=True,
    ),
    Character(
        "nadia",
        "Nadia Exemple",
        "caf",
        (Role.PARTNER,),
        "conseillère en prestations",
        ("fr", "ar"),
        ("prestations familiales",),
    ),
    Character(
        "omar",
        "Omar Exemple",
        "cpam",
        (Role.PARTNER,),
        "conseiller en accès aux soins",
        ("fr", "ar", "tr"),
        ("carte Vitale", "complémentaire santé"),
    ),
    Character(
        "paula",
        "Paula Exemple",
        "droit",
        (Role.PARTNER,),
        "juriste",
        ("fr", "es", "pt"),
        ("droit des étrangers", "droit de la famille"),
    ),
    Character(
        "rachid",
        "Rachid Exemple",
        "caravane",
        (Role.FIELD_WORKER,),
        "médiateur numérique",
        ("fr", "ar"),
        ("démarches en ligne",),
    ),
    *(
        Character(key, f"Agent de {code} (inventé)", key, (Role.PARTNER,), "agent municipal")
        for key, (kind, _name, code) in ORGANISATIONS.items()
        if kind == Kind.COMMUNE and key != "commune_92040"
    ),
)


@transaction.atomic
def load_accounts() -> dict[str, Member]:
    """Make the characters, or bring them back to what is written above. Return them by key.

    Their passwords open the door in demonstration mode only; elsewhere they have none.
    """
    organisations = {
        key: Organisation.objects.update_or_create(
            kind=kind,
            name=name,
            defaults={"commune_code": code, "is_invented": True, "is_active": True},
        )[0]
        for key, (kind, name, code) in ORGANISATIONS.items()
    }
    return {one.key: load(one, organisations[one.organisation]) for one in CHARACTERS}


def load(character: Character, organisation: Organisation) -> Member:
    """Make one character's user and place."""
    user, _made = User.objects.update_or_create(
        email=character.email,
        defaults={"name": character.name, "is_invented": True, "is_active": True},
    )
    if not settings.DEMONSTRATION:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    elif not user.check_password(character.password):
        user.set_password(character.password)
        user.save(update_fields=["password"])
    return Member.objects.update_or_create(
        user=user,
        organisation=organisation,
        defaults={
            "roles": [role.value for role in character.roles],
            "profession": character.profession,
            "languages": list(character.languages),
            "skills": list(character.skills),
            "is_active": True,
        },
    )[0]


@dataclass(frozen=True, slots=True)
class Card:
    """What the sign-in page and the command line show of a character."""

    name: str
    role: str
    organisation: str
    email: str
    password: str


def cards() -> list[Card]:
    """Return the cards of the main characters; none outside the demonstration."""
    if not settings.DEMONSTRATION:
        return []
    names = dict(ROLE_NAMES)
    return [
        Card(
            name=one.name,
            role=", ".join(str(names[role.value]) for role in one.roles),
            organisation=ORGANISATIONS[one.organisation][1],
            email=one.email,
            password=one.password,
        )
        for one in CHARACTERS
        if one.has_card
    ]
