"""What exists already comes in: a bus, a national list, free text. A person confirms."""

import re
from datetime import date, timedelta

from journey import samples
from journey.cast import Cast
from journey.coordinator import identifier
from journey.ledger import Ledger, check
from journey.pages import Browser, Page
from journey.resident import Browser as Resident

HALTS_OF_THE_BUS = 12
# Our own words, with what the field writes: a place twice a month, odd weeks, and a trap.
TEXT = (
    "1er lundi : Vouziers, place Carnot, 9h-12h. Semaines impaires : mardi à Monthois, "
    "mairie, de 14h à 17h. Un jeudi sur deux : Machault, mairie, 9h30-12h."
)


def figures_of(page: Page) -> list[str]:
    """Read the counts that the report gives."""
    found = re.findall(
        r"\d+ (?:lignes? lues?|lignes? laissées?|passages? réguliers? proposés?|lignes? refusées?)"
        r"|aucune ligne refusée",
        page.text,
    )
    return [" ; ".join(found)]


def upload(browser: Browser, name: str, content: bytes, **values: str) -> Page:
    """Send a file as the page asks for it."""
    page = browser.get("/espace/imports/ajouter/")
    form = page.form("text", "file").fill(**values)
    return browser.send(page, form, files={"file": (name, content)})


def confirm(browser: Browser, page: Page, tour: str, unit: str, agreed: str = "") -> Page:
    """Confirm at once whatever has no question, into a new tour."""
    first = date.today() + timedelta(days=1)  # noqa: DTZ011 - as her own calendar says
    form = page.form("unit_name", "starts_on").fill(
        name=tour,
        unit_name=unit,
        starts_on=str(first),
        ends_on=str(first + timedelta(days=90)),
        agreement_source=agreed,
    )
    return browser.send(page, form).shows("confirmé")


def take_in_the_bus(ledger: Ledger, cast: Cast, base: str) -> None:
    """Take in the real bus, see its wrong point, confirm, announce, find it as a resident."""
    browser = cast.coordinator
    name, content, origin = samples.bus()
    with ledger.step(f"Aïcha importe l'horaire d'un bus de Charente ({origin})") as said:
        page = upload(browser, name, content)
        page.shows(f"{HALTS_OF_THE_BUS} lignes lues", "aucune ligne refusée")
        said.extend(figures_of(page))
        address = page.url
    with ledger.step("Le point de Valence, placé près de Marseille, est signalé") as said:
        page.shows("Valence", "Attention")
        said.append(page.text[page.text.find("Attention") :][:150])
    with ledger.step("Le même fichier une seconde fois ne double rien"):
        again = upload(browser, name, content).shows("déjà été importé")
        check(again.url.split("?")[0] == address, "un second import a été créé")
    with ledger.step("Elle confirme tout, les communes ayant déjà donné leur accord") as said:
        page = confirm(browser, page, "Tournée du bus", "Bus du parcours", "convention inventée")
        said.append(re.search(r"\d+ passages? réguliers? confirmés?[^.]*\.", page.text)[0])  # type: ignore[index]
        tour = tour_of(browser, "Tournée du bus")
        page = browser.get(f"/espace/tournees/{tour}/annoncer/")
        page = browser.send(page, page.form("Annoncer"))
        said.append(re.search(r"\d+ passages? annoncés?", page.text)[0])  # type: ignore[index]
    with ledger.step("Un habitant de Tusson trouve le bus, un mardi de semaine impaire"):
        resident = Resident(base)
        resident.get("/communes/16390/").shows("Place de la poste", "mardi")
        visits = resident.raw("/api/v1/visits?commune=16390").json()
        days = [
            one["starts_at"][:10] for one in visits["visits" if "visits" in visits else "items"]
        ]
        odd = all(date.fromisoformat(day).isocalendar().week % 2 for day in days)
        check(days and odd, f"des passages tombent en semaine paire: {days}")


def tour_of(browser: Browser, name: str) -> str:
    """Find a tour by its name in the list."""
    page = browser.get("/espace/tournees/")
    for href, words in page.links:
        found = re.search(r"/espace/tournees/([0-9a-f-]{36})/", href)
        if found and name in words:
            return found[1]
    return identifier(page.shows(name), r"/espace/tournees/([0-9a-f-]{36})/")


def take_in_the_circuits(ledger: Ledger, cast: Cast) -> None:
    """Take in the circuits of the national list; confirm those of one département."""
    browser = cast.coordinator
    name, content, origin = samples.national_list()
    with ledger.step(f"Elle importe les circuits de la liste France services ({origin})") as said:
        page = upload(browser, name, content)
        said.extend(figures_of(page))
        check("passages réguliers proposés" in page.text, "aucun circuit n'est proposé")
    with ledger.step("Et confirme ceux des Ardennes qui n'ont pas de question") as said:
        page = upload(browser, name, content, departement="08")
        said.extend(figures_of(page))
        page = confirm(browser, page, "Circuits des Ardennes", "Bus de Vouziers du parcours")
        said.append(re.search(r"\d+ passages? réguliers? confirmés?[^.]*\.", page.text)[0])  # type: ignore[index]


def read_free_text(ledger: Ledger, cast: Cast) -> None:
    """Read three sentences: two are clear, "un jeudi sur deux" is asked, never guessed."""
    browser = cast.coordinator
    with ledger.step("Elle colle un texte : deux phrases claires, une question") as said:
        page = browser.get("/espace/imports/ajouter/")
        form = page.form("text", "file").fill(text=TEXT, departement="08")
        page = browser.send(page, form).shows("3 passages réguliers proposés")
        page.shows("1er lundi du mois", "semaines impaires", "À préciser")
        said.extend(figures_of(page))
        asked = next(href for href, words in page.links if "Machault" in words)
    with ledger.step("« Un jeudi sur deux » : lequel ? Elle choisit la semaine, puis confirme"):
        question = browser.get(asked)
        form = next(one for one in question.forms if any("réponses" in b[2] for b in one.buttons))
        name, choices = next((n, c) for n, c in form.choices.items() if c)
        form.fields[name] = [choices[0][0]]
        page = browser.send(question, form, button="réponses").shows("Réponses enregistrées")
        page = browser.get(page.link("Toutes les propositions"))
        confirm(browser, page, "Tournée du texte", "Bus du texte")
