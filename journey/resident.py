"""What a resident sees: no account, no cookie, no JavaScript."""

import io
from datetime import UTC, datetime

import icalendar
import recurring_ical_events
from pypdf import PdfReader

from journey.coordinator import BAGNEUX, HALT, Season
from journey.ledger import Ledger, check
from journey.pages import Browser

BAGNEUX_TOWN_HALL = (48.798, 2.312)  # within a kilometre


def without_cookie(browser: Browser) -> None:
    """A public page leaves nothing behind."""
    check(not browser.client.cookies, f"une page publique a posé {browser.client.cookies}")


def finds(ledger: Ledger, base: str, season: Season) -> None:
    """Find the visit by commune, with a typo, by postal code and by position."""
    browser = Browser(base)
    with ledger.step("Une habitante trouve le passage par commune, code postal, position") as said:
        home = browser.get("/").shows("près de chez moi")
        field = home.forms[0].names[0]
        page = browser.send(home, home.forms[0].fill(**{field: "Bagneux"}))
        page.shows("Plusieurs communes", "Hauts-de-Seine", "Allier")
        browser.get(page.link("92007")).shows(HALT)
        for words in ("92220", "BAGNEUX (92)"):
            browser.send(home, home.forms[0].fill(**{field: words})).shows(HALT)
        browser.send(home, home.forms[0].fill(**{field: "bagneu"})).shows("Bagneux")
        lat, lon = BAGNEUX_TOWN_HALL
        page = browser.get(f"/passages/?lat={lat}&lon={lon}").shows(HALT)
        near = browser.raw(f"/api/v1/visits?lat={lat}&lon={lon}&radius_km=5").json()
        check(season.first_visit in str(near), "l'API par position ne rend pas le passage")
        page = browser.get(f"/passages/{season.first_visit}/")
        page.shows("Mission locale du parcours").hides("Aïcha", "aicha@")
        without_cookie(browser)
        said.append("4 recherches par nom ou code, 1 par position, 0 cookie, 0 nom d'agent")
    with ledger.step("La même page en anglais et en arabe (de droite à gauche)"):
        check('lang="en"' in browser.raw("/en/").text, "la page anglaise ne se dit pas anglaise")
        check('dir="rtl"' in browser.raw("/ar/").text, "la page arabe n'est pas de droite à gauche")


def calendar_of(base: str, address: str) -> icalendar.Calendar:
    """Fetch and parse a calendar with a library that is not ours."""
    response = Browser(base).raw(address)
    check("text/calendar" in response.headers["content-type"], f"{address} n'est pas un agenda")
    return icalendar.Calendar.from_ical(response.content)


def events(calendar: icalendar.Calendar) -> dict[str, icalendar.Event]:
    """The events by their UID."""
    return {str(one["UID"]): one for one in calendar.walk("VEVENT")}


def subscribes(ledger: Ledger, base: str, season: Season) -> dict[str, icalendar.Event]:
    """Subscribe to the halt's calendar; parse it with independent libraries."""
    with ledger.step("Elle s'abonne à l'agenda de la halte, lu par une autre bibliothèque") as said:
        calendar = calendar_of(base, f"/haltes/{season.halt_slug}/calendrier.ics")
        found = events(calendar)
        check(len(found) == season.visits, f"{len(found)} événements, non {season.visits}")
        now = datetime.now(UTC)
        ahead = recurring_ical_events.of(calendar).between(now, now.replace(year=now.year + 1))
        check(len(ahead) == season.visits, f"l'autre lecteur en voit {len(ahead)}")
        check(all(str(e["STATUS"]) == "CONFIRMED" for e in found.values()), "un statut est faux")
        said.append(f"{len(found)} événements, UID distincts, tous confirmés")
    return found


def sees_the_cancellation(
    ledger: Ledger, base: str, season: Season, before: dict[str, icalendar.Event]
) -> None:
    """See the cancellation on every page, feed and answer of the API, at once."""
    browser = Browser(base)
    with ledger.step("Elle voit l'annulation partout, tout de suite") as said:
        home = browser.get("/").shows("Vigilance canicule")
        stays = any(season.first_visit in href for href, _words in home.links)
        check(not stays, "l'accueil propose encore le passage annulé")
        pages = (
            f"/passages/?lat={BAGNEUX_TOWN_HALL[0]}&lon={BAGNEUX_TOWN_HALL[1]}",
            f"/communes/{BAGNEUX}/",
            f"/haltes/{season.halt_slug}/",
            f"/passages/{season.first_visit}/",
        )
        for address in pages:
            browser.get(address).shows("Annulé", "canicule", "Vigilance canicule")
        after = events(calendar_of(base, f"/haltes/{season.halt_slug}/calendrier.ics"))
        check(after.keys() == before.keys(), "des UID ont changé")
        gone = [uid for uid, one in after.items() if str(one["STATUS"]) == "CANCELLED"]
        check(len(gone) == 1 and season.first_visit in gone[0], f"agenda : {gone}")
        grew = int(after[gone[0]]["SEQUENCE"]) > int(before[gone[0]]["SEQUENCE"])
        check(grew, "SEQUENCE n'a pas augmenté : les agendas abonnés ignoreraient l'annulation")
        api = browser.raw(f"/api/v1/visits/{season.first_visit}").json()
        check(api["status"] == "cancelled" and api["reason"] == "heat_wave", f"API : {api}")
        points = browser.raw(f"/api/v1/visits.geojson?commune={BAGNEUX}").json()
        status = {f["properties"]["id"]: f["properties"]["status"] for f in points["features"]}
        check(status.get(season.first_visit) == "cancelled", f"GeoJSON : {status}")
        said.append(
            f"{len(pages) + 1} pages, agenda (même UID, SEQUENCE plus grande), API, GeoJSON"
        )


def prints_the_poster(ledger: Ledger, base: str, season: Season) -> None:
    """Print the poster; read its text back."""
    with ledger.step("Elle imprime l'affiche A4, relue par un autre lecteur de PDF") as said:
        pdf = Browser(base).raw(f"/haltes/{season.halt_slug}/affiche.pdf").content
        reader = PdfReader(io.BytesIO(pdf))
        text = " ".join(page.extract_text() for page in reader.pages)
        check(len(reader.pages) == 1, f"l'affiche fait {len(reader.pages)} pages")
        for words in ("Bagneux", "Parvis du marché", "mardi"):
            check(
                words.casefold() in text.casefold(), f"l'affiche ne dit pas {words!r}: {text[:400]}"
            )
        root = reader.trailer["/Root"]
        check(root.get("/MarkInfo", {}).get("/Marked"), "l'affiche n'est pas balisée")
        width, height = (float(n) / 72 * 25.4 for n in reader.pages[0].mediabox[2:])
        check(abs(width - 210) < 1 and abs(height - 297) < 1, f"format {width:.0f} × {height:.0f}")
        said.append(f"{len(pdf) // 1024} Ko, une page A4, balisée, langue {root.get('/Lang')}")
