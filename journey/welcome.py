"""What Bruno does on the steps of the truck: welcome, check rights, orient, print a sheet."""

import io
import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from journey.cast import Cast
from journey.coordinator import HALT, Season, identifier, send_form
from journey.ledger import Ledger, Untruth, check
from journey.pages import Browser, Form, Page

PARIS = ZoneInfo("Europe/Paris")
FOOD = "equipement-et-alimentation--alimentation"
PAPERS = "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
ONLINE = "numerique--acceder-a-des-services-en-ligne"
MOST_TAPS = 12
# Alone at 34, without income, lodged free: RSA, 651.69 € less the housing share of 78.20 €.
FULL = {
    "age": "34",
    "couple": "no",
    "children": "0",
    "pregnant": "no",
    "nationality": "french",
    "activity": "jobseeker",
    "disability": "none",
    "are_ended": "no",
    "incomes": ["none"],
    "housing": "hosted",
    "taxed_income": "0",
    "benefits": ["none"],
}
RSA = "573"
# Spaces, hyphens and the marks of writing direction: a reader of PDF may give them anywhere.
INVISIBLE = r"[\s\u00ad\u202a-\u202e\u2066-\u2069-]+"


@dataclass
class Welcomed:
    """One person welcomed: the page of the encounter, the code on their sheet, their check."""

    encounter: str
    code: str
    services: list[str] = field(default_factory=list)
    screening: str = ""


def announce_today(ledger: Ledger, cast: Cast, season: Season) -> None:
    """Announce one more visit, today, with Bruno on board."""
    browser = cast.coordinator
    with ledger.step("Aïcha ajoute un passage aujourd'hui même, avec Bruno à bord") as said:
        now = datetime.now(PARIS)
        if now.hour == 23 and now.minute > 55:  # noqa: PLR2004 - too near midnight for a visit
            time.sleep(300)
            now = datetime.now(PARIS)
        starts = now + timedelta(minutes=2)
        ends = min(now + timedelta(hours=4), now.replace(hour=23, minute=59))
        today = str(now.date())
        page = browser.get("/espace/tournees/ajouter/")
        form = page.form("name", "starts_on").choose("unit", "Camion du parcours")
        form.fill(name="Journée du parcours", starts_on=today, ends_on=today)
        tour = identifier(browser.send(page, form), r"/espace/tournees/([0-9a-f-]{36})/")
        page = browser.get(f"/espace/tournees/{tour}/passages/ajouter/")
        form = page.form("halt", "day").choose("halt", HALT)
        form.fill(day=today, starts=f"{starts:%H:%M}", ends=f"{ends:%H:%M}")
        page = browser.send(page, form).shows("rien n'est encore enregistré")
        page = browser.send(page, page.form("previewed"), button="nregistrer")
        visit = identifier(page, r"/espace/passages/([0-9a-f-]{36})/")
        page = browser.get(f"/espace/passages/{visit}/a-bord/")
        browser.send(page, page.form("members").choose("members", "Bruno Parcours"))
        send_form(browser, f"/espace/passages/{visit}/annoncer/", "nnoncer")
        season.visit_today = visit
        said.append(f"{starts:%H h %M} à {ends:%H h %M}, {HALT}")


def filled(page: Page, requests: list[str], **said: str) -> tuple[Form, int]:
    """Fill the form of an encounter; return it with the taps it took, the button included."""
    form = page.form("where", "submission")
    form.fill(requests=requests, **said)
    return form, len(requests) + len(said) + 1


def welcome(browser: Browser, requests: list[str], button: str = "", **said: str) -> Page:
    """Save one encounter where the page proposes it, and return what follows."""
    page = browser.get("/espace/accueil/nouvelle/")
    form, _taps = filled(page, requests, **said)
    return browser.send(page, form, button=button)


def welcomed(browser: Browser, page: Page) -> Welcomed:
    """Read the encounter's address and code from any of its pages."""
    found = identifier(page, r"/espace/accueil/([0-9a-f-]{36})/")
    text = browser.get(f"/espace/accueil/{found}/").text
    code = re.search(r"\b([0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5})\b", text)
    if not code:
        raise Untruth(f"la rencontre ne montre pas de code: {text[300:900]}")
    return Welcomed(found, code[1])


def answer(browser: Browser, page: Page, answers: dict[str, str | list[str]]) -> Page:
    """Answer the questions one page after the other; stop at the first without an answer."""
    for _ in range(60):
        code = re.search(r"/espace/droits/[0-9a-f-]{36}/([a-z0-9_]+)/(?:\?|$)", page.url)
        if not code or code[1] == "reponses" or code[1] not in answers:
            return page
        form = page.form("answer").fill(answer=answers[code[1]])
        page = browser.send(page, form)
    raise Untruth("le questionnaire ne finit pas")


def compute(browser: Browser, page: Page) -> Page:
    """Ask for the findings, and wait for the worker."""
    screening = identifier(page, r"/espace/droits/([0-9a-f-]{36})/")
    page = browser.get(f"/espace/droits/{screening}/reponses/")
    page = browser.send(page, page.form("Calculer"))
    for _ in range(20):
        if "Montants de" in page.text:
            return page
        time.sleep(1)
        page = browser.get(f"/espace/droits/{screening}/")
    raise Untruth(f"le calcul n'est pas venu: {page.text[300:900]}")


def orient(browser: Browser, person: Welcomed, most: int = 2) -> list[str]:
    """Put the first services proposed on the sheet; return their names."""
    page = browser.get(f"/espace/accueil/{person.encounter}/orienter/")
    form = page.form("service")
    offered = form.choices["service"][:most]
    check(offered, f"rien n'est proposé: {page.text[300:900]}")
    form.fill(service=[value for value, _label in offered])
    names = [label for _value, label in offered]
    browser.send(page, form).shows(*names)
    person.services += names
    return names


def sheet_text(browser: Browser, person: Welcomed) -> str:
    """Print the sheet, and read it back with another library."""
    pdf = browser.raw(f"/espace/droits/fiche/{person.encounter}.pdf").content
    reader = PdfReader(io.BytesIO(pdf))
    check(reader.trailer["/Root"].get("/MarkInfo", {}).get("/Marked"), "fiche non balisée")
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def says(text: str, *words: str) -> None:
    """Check that a printed text holds these words, whatever its line breaks and spaces."""
    flat = re.sub(INVISIBLE, "", text).casefold()
    for word in words:
        if re.sub(INVISIBLE, "", word).casefold() not in flat:
            raise Untruth(f"la fiche ne dit pas {word!r}: {text[:1500]}")


def leaves_early(ledger: Ledger, cast: Cast) -> Welcomed:
    """Welcome somebody who leaves after two questions: nothing is made up."""
    browser = cast.worker
    with ledger.step("Bruno accueille une personne, qui part après deux questions") as said:
        page = browser.get("/espace/accueil/nouvelle/").shows(HALT)
        form, taps = filled(page, [FOOD], audience="single_parent", age_band="26_39")
        check(taps <= MOST_TAPS, f"{taps} touches")
        page = browser.send(page, form, button="vérifier les droits")
        person = welcomed(browser, page)
        page = browser.send(page, page.form("Commencer"))
        page = answer(browser, page, {"age": "31", "couple": "no"})
        page = compute(browser, page).shows("pas assez de réponses")
        page.hides("droit probable")
        page = browser.get(f"/espace/accueil/{person.encounter}/")
        browser.send(page, page.form("Partie avant la fin"), button="Partie avant").shows(
            "partie avant la fin"
        )
        names = orient(browser, person, most=1)
        says(sheet_text(browser, person), person.code, *names)
        said.append(f"{taps} touches (au plus {MOST_TAPS}) ; aucun droit affirmé ; fiche imprimée")
    return person


def speaks_arabic(ledger: Ledger, cast: Cast, base: str) -> Welcomed:
    """Welcome somebody in Arabic: rights checked to the end, sheet and page in their language."""
    browser = cast.worker
    with ledger.step("Il accueille une personne qui parle arabe, et vérifie ses droits") as said:
        page = browser.get("/espace/accueil/nouvelle/")
        form, taps = filled(
            page, [PAPERS], audience="alone", age_band="26_39", is_first_time="yes",
            language="ar", needs_interpreter="yes",
        )  # fmt: skip
        check(taps <= MOST_TAPS, f"{taps} touches")
        page = browser.send(page, form, button="vérifier les droits")
        person = welcomed(browser, page)
        page = answer(browser, browser.send(page, page.form("Commencer")), FULL)
        page = compute(browser, page).shows("RSA", RSA, "openfisca-france")
        person.screening = identifier(page, r"/espace/droits/([0-9a-f-]{36})/")
        found = re.search(r"Montants de [^.]*\.", page.text)
        said.append(f"{taps} touches ; RSA {RSA} € ; {found[0] if found else ''}")
        said.append("orientée vers : " + " ; ".join(orient(browser, person)))
    with ledger.step("Sa fiche et sa page disent la même chose, en arabe aussi") as said:
        says(sheet_text(browser, person), person.code, RSA, *person.services)
        public = Browser(base)
        public.get(f"/fiche/{person.code}/").shows(RSA, *person.services).hides("Bruno", "31 ans")
        arabic = public.raw(f"/ar/fiche/{person.code}/").text
        check('dir="rtl"' in arabic and RSA in arabic, "la page arabe ne dit pas le RSA")
        check(not public.client.cookies, f"la page a posé {public.client.cookies}")
        said.append("fiche relue par un autre lecteur de PDF ; page en français et en arabe")
    return person


def resumed_by_code(ledger: Ledger, cast: Cast) -> Welcomed:
    """Welcome somebody whom the desk takes up again by the code of their sheet."""
    with ledger.step("Une troisième personne : Bruno enregistre, le formulaire part deux fois"):
        browser = cast.worker
        page = browser.get("/espace/accueil/nouvelle/")
        form, _taps = filled(page, [ONLINE], age_band="60_74", is_first_time="no")
        first, again = browser.send(page, form), browser.send(page, form)
        check(first.url == again.url, "un double envoi a fait deux rencontres")
        person = welcomed(browser, first)
    with ledger.step("Au guichet, Chloé la reprend avec son code, mal recopié") as said:
        desk = cast.desk
        typed = person.code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
        page = desk.get("/espace/accueil/")
        page = desk.send(page, page.form("code").fill(code=typed))
        check(person.encounter in page.url, f"le code ouvre {page.url}")
        said.append(f"« {typed} » ouvre la rencontre ; " + " ; ".join(orient(desk, person, most=1)))
        says(sheet_text(desk, person), person.code, *person.services)
    return person


def others(ledger: Ledger, cast: Cast) -> None:
    """Welcome four more people, quickly: what was not asked stays not asked."""
    with ledger.step("Quatre autres personnes, en deux touches chacune") as said:
        for _ in range(4):
            welcomed(cast.worker, welcome(cast.worker, [FOOD]))
        cast.worker.get(f"/espace/accueil/?jour={date.today()}").shows("7")  # noqa: DTZ011
        said.append("7 rencontres dans la journée")
