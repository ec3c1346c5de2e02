"""What exists to send people to: real files come in, twice, and are searched."""

import re
import time

from journey import samples
from journey.cast import Cast
from journey.ledger import Ledger, Untruth, check
from journey.pages import Browser, Page

COUNTS = re.compile(
    r"(\d+) (fiches? lues?|créées?|modifiées?|inchangées?|refusées?|prises? avec réserve|"
    r"disparues?)"
)


def send_file(browser: Browser, source: str, name: str, content: bytes) -> Page:
    """Send a file of the directory, and wait until the worker has taken it in."""
    page = browser.get("/espace/annuaire/imports/ajouter/")
    form = page.form("file", "source").fill(source=source, source_name=f"Source {source}")
    page = browser.send(page, form, files={"file": (name, content)})
    for _ in range(60):
        if "en attente" not in page.text and "en cours" not in page.text:
            return page
        time.sleep(0.5)
        page = browser.get(page.url)
    raise Untruth(f"l'import de {name} ne finit pas: {page.text[300:900]}")


def counts(page: Page) -> list[tuple[str, str]]:
    """Return the counts at the top of a report, with their words."""
    return COUNTS.findall(page.text.partition("Fiche par fiche")[0])


def figures(page: Page) -> str:
    """Read the counts of a report."""
    return ", ".join(" ".join(found) for found in counts(page))


def take_in(ledger: Ledger, cast: Cast) -> None:
    """Take in the directory's files; the second time nothing changes."""
    browser = cast.coordinator
    files = [("parcours", *samples.own_directory())]
    files += [("data-inclusion", *one) for one in samples.directory_files()]
    files.append(("france-services", *samples.national_list()))
    points = samples.france_services_points()
    if points:
        files.append(("france-services-2021", *points))
    for source, name, content, origin in files:
        with ledger.step(f"Aïcha importe {name} dans l'annuaire ({origin})") as said:
            report = send_file(browser, source, name, content)
            said.append(figures(report.shows("terminé")))
    with ledger.step("Le même fichier une seconde fois ne change rien") as said:
        source, name, content, _origin = files[0]
        report = send_file(browser, source, name, content)
        said.append(figures(report))
        made = {words[:4]: int(count) for count, words in counts(report)}
        check(made["inch"] and not made["créé"] + made["modi"], f"le second import a fait {made}")


def search(ledger: Ledger, base: str) -> None:
    """Search as people write; the API answers as data·inclusion does."""
    browser = Browser(base)
    with ledger.step("Une habitante cherche « plus rien a manjer » à Bagneux") as said:
        home = browser.get("/annuaire/")
        form = home.form("q", "commune").fill(q="plus rien a manjer", commune="92007")
        page = browser.send(home, form).shows("Colis alimentaire")
        check(not browser.client.cookies, "l'annuaire a posé un cookie")
        query = "thematiques=equipement-et-alimentation&code_commune=92007"
        answer = browser.raw(f"/api/v1/search/services?{query}").json()
        first = answer["items"][0]
        check(first["distance"] is not None, f"l'API ne dit pas la distance: {first}")
        said.append(f"premier : {first['service']['nom']}, à {first['distance']} km")
        said.append(f"l'API de data·inclusion : {answer['total']} services")
        page.hides("Traceback")
