"""A season computed: need, what is wrong first, a plan with its proof, the calendar."""

import re
import time
from datetime import date, timedelta
from pathlib import Path

from journey.cast import Cast
from journey.coordinator import HALT, OTHER_HALT, Season, identifier, send_form
from journey.ledger import Ledger, Untruth, check
from journey.pages import Browser, Page
from journey.server import manage

ROOT = "/espace/saisons/"
PATIENCE = 180  # seconds for a first plan: a small machine, code not compiled
# Public facts: Insee and Cnaf, 2021, as the demonstration's file says (Licence Ouverte).
FIGURES = 'code,nom,pop_mun,tp60_2021,caf_rsa_socle\n92007,Bagneux,40918,"20,0",1395\n'


def tell(ledger: Ledger, cast: Cast, season: Season) -> None:
    """Tell it, from the published figures to visits that residents find."""
    with ledger.step("L'hébergeur importe les chiffres publiés de Bagneux") as said:
        file = Path("var") / "communes.csv"
        file.write_text(FIGURES, encoding="utf-8")
        said.append(manage("import_areas", str(file), "--year", "2021").strip())
    prepared = prepare(ledger, cast.coordinator)
    plan = compute(ledger, cast.coordinator, prepared)
    publish(ledger, cast, plan, season)


def prepare(ledger: Ledger, browser: Browser) -> str:
    """Prepare a season of eight weeks; learn what is wrong with it before computing."""
    # From the same day as the tour: whatever today is, its first visit, cancelled, leaves a place.
    first = date.today() + timedelta(days=2)  # noqa: DTZ011 - as her own calendar says
    with ledger.step("Aïcha prépare une saison de huit semaines avec l'unité et les deux haltes"):
        page = browser.get(f"{ROOT}ajouter/")
        form = page.form("name", "starts_on").fill(
            name="Printemps du parcours",
            starts_on=str(first),
            ends_on=str(first + timedelta(days=55)),
        )
        form.choose("agreements", "donné")
        season = identifier(browser.send(page, form), rf"{ROOT}([0-9a-f-]{{36}})/")
        page = browser.get(f"{ROOT}{season}/unites/ajouter/")
        browser.send(page, page.form("unit").choose("unit", "Camion du parcours"))
        page = browser.get(f"{ROOT}{season}/haltes/ajouter/")
        form = page.form("halts", "weekdays")
        ours = [value for value, words in form.choices["halts"] if "(inventé)" in words]
        browser.send(page, form.fill(halts=ours))
        browser.get(f"{ROOT}{season}/haltes/").shows(HALT, OTHER_HALT)
    with ledger.step("Avant de calculer, la page dit ce qui manque : où dort le camion ?"):
        browser.get(f"{ROOT}{season}/calculer/").shows("À corriger d'abord", "dépôt")
        unit = browser.get("/espace/unites/").link("Camion du parcours")
        send_form(browser, f"{unit}modifier/", depot_latitude="48,80", depot_longitude="2,31")
        browser.get(f"{ROOT}{season}/calculer/").hides("À corriger d'abord")
    return season


def compute(ledger: Ledger, browser: Browser, season: str) -> str:
    """Ask for a plan, follow it, stop it once there is one; return the plan."""
    with ledger.step(
        "Elle lance le calcul, le suit, l'arrête : le meilleur plan est gardé"
    ) as said:
        page = browser.get(f"{ROOT}{season}/calculer/")
        page = browser.send(page, page.form("seconds").fill(seconds="20"))
        found = identifier(page, rf"{ROOT}calculs/([0-9a-f-]{{36}})/")
        page = until(browser, f"{ROOT}calculs/{found}/", "du meilleur plan", "Voir le projet")
        stop = [one for one in page.forms if "arreter" in one.action]
        if stop:
            browser.send(page, stop[0])
        page = until(browser, f"{ROOT}calculs/{found}/", "Voir le projet")
        proof = re.search(r"[Aa]u moins [\d,]+ % du meilleur plan", page.text)
        said.append(proof[0] if proof else "rien de prouvé")
        plan = identifier(page, rf"{ROOT}projets/([0-9a-f-]{{36}})/")
    with ledger.step(
        "Le projet se lit en liste et se télécharge ; il ne casse aucune règle"
    ) as said:
        page = browser.get(f"{ROOT}projets/{plan}/").shows("Communes servies")
        page.hides("pas respectée")
        browser.get(f"{ROOT}projets/{plan}/liste/").shows("Bagneux")
        visits = re.search(r"Passages (\d+)", page.text)
        said.append(f"{visits[1] if visits else '?'} passages prévus")
    return plan


def until(browser: Browser, address: str, *words: str) -> Page:
    """Follow a page until it shows one of these."""
    for _second in range(PATIENCE):
        page = browser.get(address)
        if any(word in page.text for word in words):
            return page
        if "Pourquoi le calcul n'a pas abouti" in page.text:
            break
        time.sleep(1)
    raise Untruth(f"{address} ne montre jamais {words}: {page.text[:800]}")


def publish(ledger: Ledger, cast: Cast, plan: str, season: Season) -> None:
    """Put the plan in the calendar: what the town agreed to is announced at once."""
    browser = cast.coordinator
    with ledger.step("Elle met le projet au calendrier : les habitants le voient") as said:
        before = announced(browser)
        page = browser.get(f"{ROOT}projets/{plan}/publier/").shows("Ce qui va se passer")
        page = browser.send(page, page.form("mode").fill(mode="announce"))
        page = browser.get(f"{ROOT}projets/{plan}/").shows("dans le calendrier")
        more = announced(browser) - before
        check(more > 0, "aucun passage de plus pour les habitants")
        said.append(f"{more} passages de plus dans l'API publique")
        season.visits += more


def announced(browser: Browser) -> int:
    """Count the visits that anybody can see in Bagneux."""
    found = browser.raw("/api/v1/visits?commune=92007&limit=500").json()
    return len(found["visits" if "visits" in found else "items"])
