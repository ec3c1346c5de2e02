"""Asking an address as somebody, and naming what comes back in one word."""

from collections.abc import Mapping
from functools import cache
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.addresses import addresses
from tests.cast import sign_in
from tests.people.proof.making import Made
from tests.people.proof.routes import CONFLICT, MISSING, OPEN, REFUSED, ROUTES, WHY, Cell
from tests.people.proof.viewers import BY_NAME, STRANGER

STATUSES = {200: OPEN, 302: OPEN, 422: OPEN, 403: REFUSED, 404: MISSING, 409: CONFLICT}
ASKED_WHY = b"Dites pourquoi vous ouvrez ce dossier"
SIGN_IN, NOWHERE = "sign-in", "no-organisation"
REQUESTS = {
    "people:rights_answer": "open", "people:rights_extend": "open",
    "people:rights_release": "ready",
}  # fmt: skip
SENT = {
    "reason": "une raison inventée, assez longue", "outcome": "une suite inventée",
    "choice": "mask", "remettre": "1",
}  # fmt: skip
ASKED_SHARES = {"people:share_accept", "people:share_refuse"}
MEMBERS = {
    "people:share_with": "accepted", "people:stop_lift": "stopped",
    "people:professional_propose": "new", "people:professional_approve": "unapproved",
    "people:professional_refuse": "unapproved",
}  # fmt: skip


@cache
def named() -> Mapping[str, list[str]]:
    """Return the addresses that name something of a file, with their arguments."""
    found = {name: given for name, given in addresses().items() if given}
    of_people = {name: given for name, given in found.items() if name.startswith("people:")}
    of_files = {name: given for name, given in found.items() if "person_id" in given}
    return of_people | of_files


@cache
def lists() -> list[str]:
    """Return the addresses of people that name nothing."""
    found = addresses().items()
    return sorted(name for name, given in found if name.startswith("people:") and not given)


def path_to(name: str, made: Made, who: str, kind: str, *, exists: bool = True) -> str:
    """Return the address, for what this relation would ask in a file of this kind."""
    arguments = named()[name]
    values = {one: _value(name, one, made, who, kind) if exists else uuid4() for one in arguments}
    return reverse(name, kwargs=values)


def _value(name: str, argument: str, made: Made, who: str, kind: str) -> object:
    if argument == "person_id":
        return made.files[kind].pk
    if argument == "member_id":
        return made.members[MEMBERS[name]].pk
    if argument == "convention_id":
        return made.parts[argument, "partner"]
    if argument == "request_id":
        return made.parts[f"request_id {REQUESTS.get(name, 'redacting')}", kind]
    if argument == "share_id":
        return made.parts[f"share_id {_share_named(name, who)}", kind]
    return made.parts[argument, kind]


def _share_named(name: str, who: str) -> str:
    """Return whose share is asked for: one's own, else somebody's."""
    if name == "people:share_link":
        return "link"
    if who in BY_NAME and BY_NAME[who].tie.startswith("share:") and name != "people:share_revoke":
        return who
    return "asked" if name in ASKED_SHARES else "accepted"


def browsers(made: Made) -> dict[str, Client]:
    """Sign everybody in."""
    found = {name: sign_in(Client(), made.members[name]) for name in BY_NAME}
    return found | {STRANGER: Client()}


def expected(name: str, who: str, kind: str, method: str) -> str:
    """Return what the rules say."""
    if who == STRANGER:
        return SIGN_IN
    if not BY_NAME[who].is_active:
        return NOWHERE
    return ROUTES[name](Cell(BY_NAME[who], kind, method))


def answered(client: Client, path: str, method: str = "GET", **more: str) -> HttpResponse:
    """Ask, and undo whatever it did."""
    with transaction.atomic():
        got = client.post(path, {**SENT, **more}) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    found: HttpResponse = got  # type: ignore[assignment]
    return found


def outcome(got: HttpResponse) -> str:
    """Name an answer."""
    where = got.get("Location", "")
    if where.startswith("/compte/connexion/"):
        return SIGN_IN
    if where.startswith("/compte/sans-organisation/"):
        return NOWHERE
    if got.status_code == 200 and ASKED_WHY in got.content:
        return WHY
    return STATUSES.get(got.status_code, str(got.status_code))
