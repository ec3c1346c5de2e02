"""A person's file: who may open it, what is shared, who read it."""

import re
from datetime import datetime, timedelta

from journey.cast import Cast
from journey.coordinator import identifier
from journey.ledger import Ledger, check
from journey.pages import Browser
from journey.people import accept, invitation_link
from journey.server import manage
from journey.welcome import PARIS

ROOT = "/espace/personnes/"
ROOFLESS = "Dort dans sa voiture depuis lundi."
HEALTH = "Suit un traitement."


def approves(ledger: Ledger, cast: Cast) -> None:
    """Two people let somebody open files: one proposes a profession, another approves it."""
    with ledger.step("Sans métier approuvé, aucun dossier ne s'ouvre"):
        cast.worker.get(ROOT).hides("Ouvrir un dossier")
    with ledger.step("L'administratrice propose deux métiers ; elle ne peut pas les approuver"):
        for name, profession in (("Bruno", "social_worker"), ("Chloé", "insertion_adviser")):
            page = cast.coordinator.get(line_of(cast.coordinator, name, "proposer"))
            form = page.form("profession").fill(
                profession=profession,
                proof="Diplôme inventé",
                valid_until=(datetime.now(PARIS).date() + timedelta(days=300)).isoformat(),
            )
            cast.coordinator.send(page, form)
        cast.worker.get(ROOT).hides("Ouvrir un dossier")
    with ledger.step("Celle qui a invité tout le monde ne peut pas les approuver"):
        page = cast.host.get(line_of(cast.host, "Bruno", "approuver"))
        cast.host.send(page, page.forms[-1], status=403)
    with ledger.step("Un second administrateur, nommé par la ligne de commande, le peut") as said:
        printed = manage("create_first_administrator", "karim@exemple.invalid", "Hébergeur inventé")
        second = accept(cast.base, invitation_link(printed), "Karim Parcours")
        for name in ("Bruno", "Chloé"):
            page = second.get(line_of(second, name, "approuver"))
            second.send(page, page.forms[-1])
        cast.worker.get(ROOT).shows("Ouvrir un dossier")
        said.append("deux métiers approuvés")


def line_of(browser: Browser, name: str, act: str) -> str:
    """Return the address of an act about one member, in the list of professions."""
    page = browser.get(f"{ROOT}metiers/")
    found = [href for href, words in page.links if act in href and name in words]
    return found[0] if found else page.link(act)


def opens(ledger: Ledger, cast: Cast) -> str:
    """Open a file under a pseudonym, note two things in two sections."""
    browser = cast.worker
    with ledger.step("Il ouvre un dossier sous un pseudonyme, note deux choses") as said:
        page = browser.get(f"{ROOT}nouveau/")
        page = browser.send(page, page.form("last_contact_on"))
        file = identifier_in(page.url)
        for section, text in (("housing", ROOFLESS), ("health", HEALTH)):
            page = browser.get(f"{ROOT}{file}/fil/ajouter/")
            browser.send(page, page.form("section", "text").fill(section=section, text=text))
        page = browser.get(f"{ROOT}{file}/").shows(ROOFLESS, HEALTH)
        said.append(re.search(r"[A-ZÉÈ]\w+-\w+ \d+", page.text)[0])  # type: ignore[index]
    with ledger.step("Un numéro de sécurité sociale est refusé, et dit pourquoi"):
        page = browser.get(f"{ROOT}{file}/fil/ajouter/")
        form = page.form("section", "text").fill(section="housing", text="1 84 12 76 451 089 46")
        browser.send(page, form, status=422).shows("numéro de sécurité sociale")
    with ledger.step("Personne d'autre ne sait que ce dossier existe"):
        for other in (cast.desk, cast.coordinator, cast.partner, cast.town):
            other.get(f"{ROOT}{file}/", status=404)
    return file


def shares(ledger: Ledger, cast: Cast, file: str) -> None:
    """Share one section with a colleague; take it back; read who read."""
    with ledger.step("Il partage le logement avec une collègue : fondement, but, durée") as said:
        share = proposes(cast, file)
        said.append("proposé")
    with ledger.step("Elle accepte : elle lit le logement, pas la santé"):
        page = cast.desk.get(f"{ROOT}partages/{share}/").hides(ROOFLESS)
        page = cast.desk.get(f"{ROOT}partages/{share}/accepter/")
        cast.desk.send(page, page.forms[-1])
        cast.desk.get(f"{ROOT}{file}/").shows(ROOFLESS).hides(HEALTH)
    with ledger.step("Le référent voit qui a lu le dossier, et pourquoi"):
        cast.worker.get(f"{ROOT}{file}/lectures/").shows("Chloé Parcours")
    with ledger.step("Il révoque : à la page suivante, elle ne lit plus rien"):
        page = cast.worker.get(f"{ROOT}partages/{share}/revoquer/")
        cast.worker.send(page, page.form("reason").fill(reason="Essai terminé"))
        cast.desk.get(f"{ROOT}{file}/", status=404)


def proposes(cast: Cast, file: str) -> str:
    """Go through the dialogue of a share; return its id."""
    browser = cast.worker
    page = browser.get(f"{ROOT}{file}/partager/")
    page = browser.get(page.link("Chloé"))
    chosen = ("ground", "consentement")
    form = next(one for one in page.forms if chosen in {(n, v) for n, v, _w in one.buttons})
    form.fields["ground"] = ["consentement"]
    page = browser.send(page, form)
    form = page.form("sections", "purpose").fill(
        sections=["identity", "housing"], informed="told", informed_whom="la personne",
    )  # fmt: skip
    form.choose("purpose", "suivi").fill(consent="new", consent_means="de vive voix")
    form.fields["attested"] = [value for value, _words in form.choices.get("attested", [])]
    page = browser.send(page, form)
    form = page.form("Proposer ce partage")
    form.fields["step"] = ["confirm"]
    page = browser.send(page, form)
    return identifier(page, r"partages/([0-9a-f-]{36})/")


def seals(ledger: Ledger) -> None:
    """Seal the journal, verify it."""
    with ledger.step("Le journal des lectures est scellé, et se vérifie") as said:
        printed = manage("verify_reads")
        check("0" not in printed[:1], "le journal ne se vérifie pas")
        said.append(printed.strip().splitlines()[-1])


def identifier_in(address: str) -> str:
    """Return the id of a file from its address."""
    found = re.search(r"personnes/([0-9a-f-]{36})/", address)
    check(found is not None, f"{address} n'est pas un dossier")
    return found[1] if found else ""


def tell(ledger: Ledger, cast: Cast) -> None:
    """Tell the whole of it."""
    approves(ledger, cast)
    file = opens(ledger, cast)
    shares(ledger, cast, file)
    seals(ledger)
