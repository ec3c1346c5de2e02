"""The cast: invented people whom every access test is about.

    def test_x(client: Client, cast: Cast) -> None:
        sign_in(client, cast.aicha)

| who | where | role |
|---|---|---|
| Aïcha | carrier, département inventé | coordinator |
| Bruno | the same | field worker |
| Chloé | the same | receptionist |
| Denis | mission locale inventée (partner) | partner |
| Élodie | the carrier | administrator |
| Farid | the carrier | DPO |
| Gaëlle | commune inventée (92040) | partner: answers agreements |
| Hugo | ANOTHER carrier | coordinator and administrator |
| Inès | the carrier | coordinator, deactivated |
| Jeanne | host | administrator of the platform |
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.session_keys import ORGANISATION, PROVED
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.hashers import Argon2
from allervers.accounts.models import Member, Organisation, User
from allervers.accounts.queries.viewers import viewer_of

PASSWORD = "quatre-mots-sans-rapport"
Kind = Organisation.Kind
_hash: list[str] = []
HASHED_BY: Final = (Argon2.time_cost, Argon2.memory_cost, Argon2.parallelism)  # in production


@dataclass(frozen=True, slots=True)
class Cast:
    """The characters, each a Member."""

    aicha: Member
    bruno: Member
    chloe: Member
    denis: Member
    elodie: Member
    farid: Member
    gaelle: Member
    hugo: Member
    ines: Member
    jeanne: Member

    def by_name(self) -> dict[str, Member]:
        """Return them by their name in this file."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def carrier(self) -> Organisation:
        """Aïcha's organisation."""
        return self.aicha.organisation

    @property
    def other_carrier(self) -> Organisation:
        """Hugo's organisation."""
        return self.hugo.organisation

    @property
    def commune(self) -> Organisation:
        """Gaëlle's organisation, of Insee code 92040."""
        return self.gaelle.organisation

    @property
    def partner(self) -> Organisation:
        """Denis's organisation."""
        return self.denis.organisation


def make_organisation(kind: str = Kind.CARRIER, name: str = "", code: str = "") -> Organisation:
    """Make an invented organisation."""
    given = name or f"Organisation inventée {Organisation.objects.count() + 1}"
    if kind == Kind.COMMUNE:
        code = code or "92040"
    return Organisation.objects.create(kind=kind, name=given, commune_code=code, is_invented=True)


def invented(name: str) -> User:
    """Return an invented user, not stored yet, whose password is PASSWORD."""
    if not _hash:
        probe = User()
        probe.set_password(PASSWORD)
        _hash.append(probe.password)
    plain = name.lower().translate(str.maketrans("éèëïç ", "eeeic-"))
    return User(email=f"{plain}@exemple.invalid", name=name, password=_hash[0], is_invented=True)


def make_user(name: str, *, factor: bool = True) -> User:
    """Make an invented user, with a second factor or not yet."""
    user = invented(name)
    user.save()
    if factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def make_member(
    name: str, organisation: Organisation, *roles: Role, active: bool = True, factor: bool = True
) -> Member:
    """Make an invented member, their user included."""
    return Member.objects.create(
        user=make_user(name, factor=factor),
        organisation=organisation,
        roles=[role.value for role in roles],
        is_active=active,
    )


def make_members(
    said: dict[str, tuple[Organisation, list[Role]]], *, inactive: str = ""
) -> Iterator[Member]:
    """Make invented members with their second factors, in three questions: hundreds of tests do.

    `said` gives the organisation and the roles under each name.
    """
    users = User.objects.bulk_create([invented(name) for name in said])
    secrets = [{"secret": encrypt(generate_totp_secret())} for _ in users]
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data=data)
        for user, data in zip(users, secrets, strict=True)
    )
    yield from Member.objects.bulk_create(
        Member(
            user=user,
            organisation=organisation,
            roles=[role.value for role in roles],
            is_active=user.name != inactive,
        )
        for user, (organisation, roles) in zip(users, said.values(), strict=True)
    )


def make_cast() -> Cast:
    """Make everybody."""
    carrier, other, commune, partner, host = Organisation.objects.bulk_create(
        Organisation(kind=kind, name=name, commune_code=code, is_invented=True)
        for kind, name, code in (
            (Kind.CARRIER, "Département inventé", ""),
            (Kind.CARRIER, "Autre département inventé", ""),
            (Kind.COMMUNE, "Commune inventée", "92040"),
            (Kind.PARTNER, "Mission locale inventée", ""),
            (Kind.HOST, "Hébergeur inventé", ""),
        )
    )
    said = {
        "Aïcha": (carrier, [Role.COORDINATOR]),
        "Bruno": (carrier, [Role.FIELD_WORKER]),
        "Chloé": (carrier, [Role.RECEPTIONIST]),
        "Denis": (partner, [Role.PARTNER]),
        "Élodie": (carrier, [Role.ADMINISTRATOR]),
        "Farid": (carrier, [Role.DPO]),
        "Gaëlle": (commune, [Role.PARTNER]),
        "Hugo": (other, [Role.COORDINATOR, Role.ADMINISTRATOR]),
        "Inès": (carrier, [Role.COORDINATOR]),
        "Jeanne": (host, [Role.ADMINISTRATOR]),
    }
    return Cast(*make_members(said, inactive="Inès"))


def viewer(member: Member) -> Viewer:
    """Return the viewer that actions and queries are given for this member."""
    return viewer_of(member)


def sign_in(client: Client, who: Member | User) -> Client:
    """Sign in as somebody, second factor included. A Member acts for their organisation."""
    user = who.user if isinstance(who, Member) else who
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    if Authenticator.objects.filter(user=user).exists():
        session[PROVED] = user.pk
    if isinstance(who, Member):
        session[ORGANISATION] = str(who.organisation_id)
    session.save()
    return client


def pytest_configure() -> None:
    """Hash at once: what a hash costs in production is looked at in tests/accounts/."""
    Argon2.time_cost, Argon2.memory_cost = 1, 8


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the whole cast."""
    return make_cast()


@pytest.fixture
def aicha_client(client: Client, cast: Cast) -> Client:
    """Return a browser in which Aïcha, the coordinator, is signed in."""
    return sign_in(client, cast.aicha)


@pytest.fixture(autouse=True)
def _fresh_rate_limits() -> None:
    """Let no test be slowed by the tries of another."""
    cache.clear()
