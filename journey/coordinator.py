"""What the coordinator does: plan, ask the town, announce, cancel. Through her pages only."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from journey.cast import Cast
from journey.ledger import Ledger, Untruth, check
from journey.pages import Browser, Page

BAGNEUX = "92007"
HALT, OTHER_HALT = "Parvis du marché (inventé)", "Square du parcours (inventé)"
TOWN_HALL = "town_hall"


@dataclass
class Season:
    """What was planned, for the steps that follow."""

    tour: str
    halt_slug: str
    visits: int
    first_visit: str
    visit_today: str = ""


def identifier(page: Page, pattern: str) -> str:
    """Find an identifier in the page's own address or links."""
    for address in (page.url, *(href for href, _words in page.links)):
        found = re.search(pattern, address)
        if found:
            return found[1]
    raise Untruth(f"{page.url} ne mène pas à {pattern}")


def send_form(browser: Browser, address: str, button: str = "", **values: str | list[str]) -> Page:
    """Open a page, fill its form, send it."""
    page = browser.get(address)
    form = page.form(*values) if values else page.form(button)
    return browser.send(page, form.fill(**values), button=button)


def add_halt(browser: Browser, place: str) -> str:
    """Add a halt in Bagneux, at the town hall's position; return its slug."""
    chosen = browser.get("/espace/haltes/ajouter/?q=bagneu")  # with a typo, on purpose
    page = browser.get(chosen.link(f"commune={BAGNEUX}"))
    form = page.form("name", "point").fill(
        name=place, address="1 place Inventée", point=TOWN_HALL, is_step_free="yes"
    )
    page = browser.send(page, form).shows(place)
    return identifier(page, r"/espace/haltes/([\w-]+)/modifier/")


def plan(ledger: Ledger, cast: Cast) -> Season:
    """Add a unit, two halts, a tour and a series; see the conflict of a second one."""
    browser = cast.coordinator
    first = date.today() + timedelta(days=2)  # noqa: DTZ011 - as her own calendar says
    last = first + timedelta(days=120)
    with ledger.step("Aïcha ajoute une unité et deux haltes à Bagneux (« bagneu » suffit)"):
        send_form(
            browser, "/espace/unites/ajouter/", name="Camion du parcours (inventé)", kind="truck"
        ).shows("Camion du parcours")
        slug = add_halt(browser, HALT)
        add_halt(browser, OTHER_HALT)
    with ledger.step("Elle prépare une tournée : les mardis des semaines impaires") as figures:
        page = browser.get("/espace/tournees/ajouter/")
        form = page.form("name", "starts_on").choose("unit", "Camion du parcours")
        form.fill(name="Saison du parcours", starts_on=str(first), ends_on=str(last))
        tour = identifier(browser.send(page, form), r"/espace/tournees/([0-9a-f-]{36})/")
        page = preview(browser, tour, HALT, "09:00", "12:30").shows("semaines impaires")
        figures.append(page.text[page.text.find("Les mardis") :][:90])
        page = browser.send(page, page.form("previewed"), button="nregistrer")
        page.hides("rien n'est encore enregistré")
        visits = len(set(re.findall(r"/espace/passages/([0-9a-f-]{36})/", links(page))))
        visits = visits or count_of(page)
        check(visits, "la série n'a donné aucun passage")
        figures.append(f"passages en brouillon sur la page : {visits}")
    with ledger.step("Une seconde série au même moment ailleurs est refusée avant d'enregistrer"):
        preview(browser, tour, OTHER_HALT, "10:00", "12:00").shows("déjà à")
    return Season(tour, slug, visits, "")


def links(page: Page) -> str:
    """All addresses of a page, in one text."""
    return " ".join(href for href, _words in page.links)


def count_of(page: Page) -> int:
    """Read "n passages" in a page."""
    found = re.search(r"(\d+)\s+passages?", page.text)
    return int(found[1]) if found else 0


def preview(browser: Browser, tour: str, place: str, starts: str, ends: str) -> Page:
    """Ask what a series would do, without saving it."""
    page = browser.get(f"/espace/tournees/{tour}/series/ajouter/")
    form = page.form("halt", "pattern").choose("halt", place)
    form.fill(pattern="odd", weekdays=["1"], starts=starts, ends=ends)
    return browser.send(page, form, button="aperçu").shows("rien n'est encore enregistré")


def obtain_an_agreement(ledger: Ledger, cast: Cast, season: Season) -> None:
    """Without the town's agreement nothing is announced; the town gives it; then it is."""
    browser = cast.coordinator
    with ledger.step("Sans l'accord de la commune, rien ne s'annonce"):
        page = browser.get(f"/espace/tournees/{season.tour}/annoncer/")
        page.shows("Aucun passage ne peut être annoncé", "la commune n'a pas encore donné")
    with ledger.step("Aïcha demande l'accord ; Gaëlle, pour la commune, le donne") as figures:
        ends = date.today() + timedelta(days=200)  # noqa: DTZ011
        address = f"/espace/haltes/{season.halt_slug}/demander-accord/"
        send_form(browser, address, valid_from=str(date.today()), valid_until=str(ends))  # noqa: DTZ011
        desk = cast.town.get("/espace/").shows(HALT)
        agreement = identifier(desk, r"/espace/accords/([0-9a-f-]{36})/repondre/")
        page = cast.town.get(f"/espace/accords/{agreement}/repondre/")
        cast.town.send(page, page.form("answer", "valid_from").fill(answer="given"))
        browser.get("/espace/accords/").shows("donné")
        figures.append("demandé, répondu par un membre de la commune, visible par la coordinatrice")


def announce(ledger: Ledger, cast: Cast, season: Season) -> Season:
    """Announce the season, with a partner on board who confirms."""
    browser = cast.coordinator
    with ledger.step("Elle annonce la saison") as figures:
        page = browser.get(f"/espace/tournees/{season.tour}/annoncer/")
        form = page.form("Annoncer")
        page = browser.send(page, form).shows("annoncé")
        published = re.search(r"(\d+)\s+passages? annoncés?", page.text)
        if not published:
            raise Untruth(f"l'annonce ne dit pas combien: {page.text[:600]}")
        season.visits = int(published[1])
        figures.append(published[0])
        api = cast.coordinator.raw(f"/api/v1/visits?commune={BAGNEUX}").json()
        ids = [one["id"] for one in api["visits" if "visits" in api else "items"]]
        check(len(ids) == season.visits, f"l'API montre {len(ids)} passages, non {season.visits}")
        season.first_visit = ids[0]
    with ledger.step("La Mission locale inventée monte à bord et confirme"):
        page = browser.get(f"/espace/passages/{season.first_visit}/a-bord/")
        form = page.form("partners").choose("partners", "Mission locale du parcours")
        name = next(one for one in form.names if one.startswith("offers_"))
        for one in [n for n in form.names if n.startswith("offers_")]:
            name = one
        form.fill(**{name: "emploi et formation des jeunes"})
        browser.send(page, form)
        page = cast.partner.get("/espace/").shows(HALT)
        page = cast.partner.follow(page, "Nous serons là")
        cast.partner.send(page, page.forms[-1])
        cast.partner.get("/espace/").shows("confirmé")
    return season


def cancels_for_a_heat_wave(ledger: Ledger, cast: Cast, season: Season) -> None:
    """Cancel the first visit for a heat wave, and put a notice across the site."""
    with ledger.step("Canicule : elle annule le premier passage et affiche un message partout"):
        browser = cast.coordinator
        page = browser.get(f"/espace/passages/{season.first_visit}/annuler/").shows(
            "Mission locale"
        )
        form = page.form("reason").fill(
            reason="heat_wave", reason_text="Restez au frais, la permanence reste joignable."
        )
        browser.send(page, form).shows("annulé")
        start = date.today()  # noqa: DTZ011
        page = browser.get("/espace/messages/ajouter/")
        form = page.form("title", "text", "starts_at").fill(
            level="danger",
            title="Vigilance canicule",
            text="Buvez de l'eau, appelez le 15 en cas de malaise.",
            starts_at=f"{start}T00:00",
            ends_at=f"{start + timedelta(days=3)}T20:00",
        )
        browser.send(page, form)
