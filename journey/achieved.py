"""What became of the people, and what the day achieved: for the team, and in the open."""

import re

from journey.cast import Cast
from journey.coordinator import Season
from journey.ledger import Ledger, check
from journey.pages import Browser
from journey.welcome import Welcomed

SMALLEST_SHOWN = 5
TRIES = 25  # more wrong codes than anybody types by mistake


def hears(ledger: Ledger, cast: Cast, people: list[Welcomed]) -> None:
    """Record what came of the referrals: opened from the code, days later."""
    with ledger.step("Des nouvelles arrivent : y est allé, droit ouvert, refusé") as said:
        for person, outcome in zip(people, ("y est allé", "droit ouvert", "refusé"), strict=True):
            page = cast.desk.get("/espace/accueil/")
            page = cast.desk.send(page, page.form("code").fill(code=person.code))
            form = next(one for one in page.forms if "/suite/" in one.action)
            page = cast.desk.send(page, form, button=outcome).shows(outcome)
        said.append("trois suites, chacune depuis le code de la fiche")


def reads_the_results(ledger: Ledger, cast: Cast, season: Season, base: str) -> None:
    """Read what the day achieved; small groups are hidden; anyone reads the open data."""
    browser = cast.coordinator
    with ledger.step(
        "Aïcha lit ce que la journée a donné ; les petits groupes sont cachés"
    ) as said:
        page = browser.get(f"/espace/bilan/passages/{season.visit_today}/")
        page.shows("Personnes rencontrées 7", "caché")
        table = browser.raw(browser.get("/espace/bilan/").link(".csv")).text
        check("=" not in {row[:1] for row in table.splitlines()}, "une formule dans le tableau")
        said.append(f"tableau : {len(table.splitlines())} lignes, sans formule")
    with ledger.step(
        "Les données ouvertes disent le mois, sans rien qui désigne quelqu'un"
    ) as said:
        answer = Browser(base).raw("/api/v1/results").json()
        text = str(answer)
        check("Bruno" not in text and "exemple.invalid" not in text, "un nom est publié")
        check(not re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", text), "un code est publié")
        check(answer["threshold"] == SMALLEST_SHOWN, f"seuil : {answer['threshold']}")
        check(not answer["months"], "le mois en cours est publié : on suivrait chacun jour à jour")
        said.append("le mois en cours attend d'être fini pour être publié ; seuil de 5")


def codes_are_not_guessed(ledger: Ledger, base: str) -> None:
    """Try wrong codes until the site stops answering."""
    with ledger.step("Qui essaie des codes au hasard est arrêté") as said:
        stranger = Browser(base)
        seen = [
            stranger.client.get(f"/fiche/AAAAA-{number:05d}/").status_code
            for number in range(TRIES)
        ]
        check(set(seen) == {404, 429}, f"réponses : {seen}")
        said.append(f"{seen.index(429)} codes faux, puis « trop d'essais » (429)")


def erases(ledger: Ledger, base: str, person: Welcomed) -> None:
    """The person erases their sheet by themselves."""
    with ledger.step("Une personne efface sa fiche elle-même") as said:
        browser = Browser(base)
        page = browser.get(f"/fiche/{person.code}/effacer/")
        browser.send(page, page.form("Effacer"))
        browser.get(f"/fiche/{person.code}/", status=410)
        said.append("la page répond 410 : elle n'existe plus")
