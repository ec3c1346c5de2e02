"""How the characters come in: an invitation, a password, a code of the moment."""

import base64
import hashlib
import hmac
import re
import struct
import time

from journey.ledger import Untruth, check
from journey.pages import Browser, Page

PASSWORD = "quatre-mots-pour-le-parcours"  # noqa: S105 - of an invented person, on a throwaway base


def code_of_the_moment(secret: str, at: float | None = None) -> str:
    """Compute a TOTP code (RFC 6238: SHA-1, 30 s, 6 digits) as a phone's application does."""
    counter = int((at if at is not None else time.time()) // 30)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def accept(base: str, link: str, name: str) -> Browser:
    """Follow an invitation: choose a password, record a second factor, arrive in the workspace."""
    browser = Browser(base)
    page = browser.get(link).shows("Bienvenue")
    form = page.form("name", "password1")
    page = browser.send(page, form.fill(name=name, password1=PASSWORD, password2=PASSWORD))
    page = browser.get("/compte/second-facteur/application/")
    secret = secret_of(page)
    form = page.form("code").fill(code=code_of_the_moment(secret))
    browser.send(page, form)
    browser.get("/espace/").shows(name.split(maxsplit=1)[0])
    return browser


def secret_of(page: Page) -> str:
    """Read the key that the page gives to the phone."""
    found = re.search(r"\b([A-Z2-7]{32})\b", page.text)
    if not found:
        raise Untruth(f"{page.url} ne montre pas la clé du second facteur: {page.text[:500]}")
    return found[1]


def invite(administrator: Browser, organisation: str, email: str, roles: list[str]) -> str:
    """Have an administrator invite somebody; return the link shown once."""
    address = (
        f"/compte/organisations/{organisation}/inviter/" if organisation else "/compte/inviter/"
    )
    page = administrator.get(address)
    form = page.form("email", "roles").fill(email=email, roles=roles)
    page = administrator.send(page, form)
    return invitation_link(page.text)


def invitation_link(text: str) -> str:
    """Find the invitation's address in a page or in what a command printed."""
    found = re.search(r"https?://\S+/compte/invitation/[\w-]+/", text)
    if not found:
        raise Untruth(f"pas de lien d'invitation dans: {text[:600]}")
    return found[0]


def add_organisation(host: Browser, kind: str, name: str, code: str = "") -> str:
    """Have the host add an organisation; return its identifier."""
    page = host.get("/compte/organisations/ajouter/")
    form = page.form("name", "kind").fill(name=name, kind=kind, commune_code=code)
    page = host.send(page, form)
    check(page.status == 200, f"l'organisation {name} n'est pas enregistrée")  # noqa: PLR2004
    listed = host.client.get("/compte/organisations/", params={"q": name})
    found = re.search(r"/compte/organisations/([0-9a-f-]{36})/inviter/", listed.text)
    if not found:
        found = re.search(r"/compte/organisations/([0-9a-f-]{36})/", listed.text)
    if not found:
        raise Untruth(f"{name} n'est pas dans la liste des organisations")
    return found[1]
