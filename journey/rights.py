"""What the rights engine says beyond a list: why, how claims go, by the API, of a caseload."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from journey.cast import Cast
from journey.coordinator import identifier
from journey.ledger import Ledger, Untruth, check
from journey.pages import Browser, Page
from journey.welcome import FULL, RSA, Welcomed, sheet_text

INCOMES = ("wages", "unemployment", "retirement", "invalidity", "support", "capital")
BENEFITS = (
    "rsa", "ppa", "aide_logement", "aah", "mva", "aspa", "asi", "ass", "af", "cf", "asf",
    "paje_base", "aeeh",
)  # fmt: skip
TRIES = 8  # of one request, when the service is busy or its calculator still loads
PATIENCE = 90  # seconds that the service may take to follow the law of the month, the first time


def service_answers(ledger: Ledger) -> None:
    """Wait until the service of the rights is ready."""
    with ledger.step("Le service des droits a suivi la loi du mois") as said:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = httpx.get(f"{os.environ['ALLERVERS_RIGHTS_URL']}/health", timeout=5)
            except httpx.TransportError:
                time.sleep(0.5)
                continue
            if answer.status_code == httpx.codes.OK:
                said.append(str(answer.json().get("rules", answer.text)))
                return
            time.sleep(0.5)
        raise Untruth("le service des droits n'est pas prêt")


def explains(ledger: Ledger, cast: Cast, person: Welcomed) -> None:
    """Ask why the RSA, and what would change it."""
    with ledger.step("Il demande pourquoi le RSA, et ce qui le changerait") as said:
        browser = cast.worker
        page = browser.get(f"/espace/droits/{person.screening}/pourquoi/rsa/")
        page.shows("RSA", RSA, "Ce qui le changerait")
        said.append(between(page, "Ce qui le changerait", 160))
        rules = browser.get("/espace/droits/regles/").shows("RSA", "complémentaire")
        browser.get("/espace/droits/locaux/").shows("Améthyste")
        said.append(f"règles : {len(rules.links)} liens")


def between(page: Page, words: str, length: int) -> str:
    """Return what the page says after some words."""
    return page.text.split(words, 1)[1][:length].strip()


def claims(ledger: Ledger, cast: Cast, base: str, person: Welcomed) -> None:
    """Follow the RSA of a person until it is open; the person, the team and the results see it."""
    browser = cast.worker
    with ledger.step("La démarche du RSA : commencée, envoyée, ouverte avec un rappel") as said:
        page = browser.get(f"/espace/droits/{person.screening}/")
        form = next(one for one in page.forms if ("right", "rsa") in pairs(one.buttons))
        form.fields["right"] = ["rsa"]
        browser.send(page, form)
        found = identifier(browser.get("/espace/droits/demarches/"), r"demarches/([0-9a-f-]{36})/")
        for state, typed in (("sent", {}), ("opened", {"amount": "573,49", "arrears": "1146,98"})):
            page = browser.get(f"/espace/droits/demarches/{found}/vers/{state}/")
            browser.send(page, page.form("on", "version").fill(**typed))
        browser.get(f"/espace/droits/demarches/{found}/").shows("573,49", "1 146,98")
        said.append("573,49 € par mois et 1 146,98 € de rappel, notés à l'ouverture")
    with ledger.step("La personne lit sur sa page que son droit est ouvert"):
        Browser(base).get(f"/fiche/{person.code}/").shows("RSA", "ouvert")
        check("RSA" in sheet_text(browser, person), "la fiche ne dit plus le RSA")


def pairs(buttons: list[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """Return the names and values of a form's buttons."""
    return {(name, value) for name, value, _words in buttons}


def answers_the_api(ledger: Ledger, base: str) -> None:
    """Ask the open API the same things, in our words and in OpenFisca's."""
    with ledger.step("L'API dit le même RSA, et borne ce qui n'a pas été demandé") as said:
        whole = {**FULL, "age": 34, "children": 0}
        found = posted(base, "screenings", {"answers": whole})
        rsa = next(one for one in found["findings"] if one["right"] == "rsa")
        check(str(rsa["amount"]).startswith(RSA), f"RSA par l'API : {rsa}")
        part = posted(base, "screenings", {"answers": {"age": 34, "couple": "no"}})
        open_rsa = next(one for one in part["findings"] if one["right"] == "rsa")
        check(open_rsa["status"] == "not_asked", f"affirmé sans réponse : {open_rsa}")
        check(float(open_rsa["high"]) >= float(RSA), f"hors des bornes : {open_rsa}")
        said.append(f"à deux réponses : RSA entre {open_rsa['low']} et {open_rsa['high']} €")
    with ledger.step("Une situation au format d'OpenFisca reçoit la réponse de son API") as said:
        situation = {
            "individus": {"a": {"date_naissance": {"ETERNITY": "1990-01-15"}}},
            "familles": {"f": {"parents": ["a"], "af": {"2026-11": None}}},
            "foyers_fiscaux": {"t": {"declarants": ["a"]}},
            "menages": {"m": {"personne_de_reference": ["a"]}},
        }
        answer = posted(base, "calculate", situation)
        check(answer["familles"]["f"]["af"] == {"2026-11": 0.0}, f"réponse : {answer}")
        said.append("un null demandé, un nombre rendu, le reste intact")


def posted(base: str, what: str, content: object) -> dict[str, object] | dict:  # type: ignore[type-arg]
    """Send JSON to the rights' API, again when it says so; return what it answers."""
    for _time in range(TRIES):
        answer = httpx.post(f"{base}/api/v1/rights/{what}", json=content, timeout=60)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(float(answer.headers["Retry-After"]))
    check(answer.status_code == httpx.codes.OK, f"{what} : {answer.status_code} {answer.text}")
    return dict(answer.json())


def scans(ledger: Ledger) -> None:
    """Scan a caseload of three rows, one of them impossible: none is lost."""
    with ledger.step("Un fichier de foyers est balayé : deux constats, une ligne refusée") as said:
        with tempfile.TemporaryDirectory() as folder:
            file, out = Path(folder) / "foyers.csv", Path(folder) / "constats.csv"
            rows = [
                {**plain(FULL), "id": "a"},
                {**plain(FULL), "id": "b", "age": "67", "activity": "retired"},
                {**plain(FULL), "id": "c", "age": "-4"},
            ]
            with file.open("w", newline="") as stream:
                table = csv.DictWriter(stream, sorted({key for row in rows for key in row}))
                table.writeheader()
                table.writerows(rows)
            scan(str(file), "-o", str(out), "--workers", "1")
            with out.open(newline="", encoding="utf-8-sig") as stream:
                found = {row["id"]: row for row in csv.DictReader(stream)}
            check(set(found) == {"a", "b"}, f"constats : {sorted(found)}")
            check(found["a"]["rsa_low"].startswith(RSA), f"RSA du balayage : {found['a']}")
            refused = next(Path(folder).glob("constats.refused.*"))
            check(
                "hors limites" in refused.read_text("utf-8-sig"),
                "la ligne refusée ne dit pas pourquoi",
            )
        said.append(f"le même RSA qu'à l'écran : {found['a']['rsa_low']} €")


def plain(answers: dict[str, str | list[str]]) -> dict[str, str]:
    """Write answers as a caseload does: nothing received, no income, each said."""
    texts = {key: value for key, value in answers.items() if isinstance(value, str)}
    received = [f"received_{one}{end}" for one in BENEFITS for end in ("", "_months")]
    steady = {"steady": "oui"}
    others = ("incomes_self_employed", "incomes_other", "benefits_other")
    return {
        **texts,
        **steady,
        **dict.fromkeys((*INCOMES, *received), "0"),
        **dict.fromkeys(others, "non"),
    }


def scan(*arguments: str) -> None:
    """Run the command as an agent would."""
    command = [sys.executable, "-m", "allervers", "scan", *arguments]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    check(done.returncode == 0, f"allervers scan : {done.stdout}{done.stderr}")
