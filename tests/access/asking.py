"""Asking for a page as each character, and naming what comes back."""

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.objects import MAKERS
from tests.access.world import World
from tests.cast import sign_in

STRANGER = "stranger"
STATUSES = {
    200: "open",
    404: "missing",
    403: "refused",
    405: "post-only",
    410: "over",
    409: "conflict",
}


def path_to(name: str, arguments: list[str], world: World) -> str:
    """Make the objects that an address names, and return the address."""
    found = {}
    for argument in arguments:
        for key in (f"{name}/{argument}", f"{name.split(':', maxsplit=1)[0]}:{argument}", argument):
            if key in MAKERS:
                found[argument] = MAKERS[key](world)
                break
        else:
            raise KeyError(f"{name} takes {argument!r}: say which object in tests/access/objects/")
    return reverse(name, kwargs=found)


def outcome(client: Client, path: str) -> str:
    """Ask for a page, and say in one word what happened."""
    answer = client.get(path)
    where = answer.get("Location", "")
    if where.startswith("/compte/connexion/"):
        return "sign-in"
    if where.startswith("/compte/sans-organisation/"):
        return "no-organisation"
    if where:
        return "led-elsewhere"
    return STATUSES.get(answer.status_code, str(answer.status_code))


def browsers(world: World) -> dict[str, Client]:
    """Open one browser for a stranger and one for each character, signed in."""
    members = world.cast.by_name().items()
    return {STRANGER: Client(), **{who: sign_in(Client(), member) for who, member in members}}


def outcomes(
    name: str, arguments: list[str], world: World, clients: dict[str, Client]
) -> dict[str, str]:
    """Ask for one address in each browser; forget afterwards the objects made for it."""
    with transaction.atomic():
        path = path_to(name, arguments, world)
        found = {who: outcome(client, path) for who, client in clients.items()}
        transaction.set_rollback(True)
    return found
