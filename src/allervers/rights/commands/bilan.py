"""`allervers bilan`: the rights of one household on the command line; no database, no settings.

Reads our answers ({code: value}, or {"answers": {…}}), or an OpenFisca situation. Prints French, or
the JSON of the API. Status 0; 2 when the file or the month cannot be used, with a sentence.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import orjson

from allervers.rights.commands.local_folder import speak_french
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import WrongAnswersError, checked
from allervers.rights.domain.engine import Engine, EngineError
from allervers.rights.domain.screening import Screened, screen
from allervers.rights.domain.situation import SituationError, completed
from allervers.rights.exchange.openfisca_json import PERSONS, read_situation
from allervers.ui.domain.refusal import Refusal

if TYPE_CHECKING:
    from allervers.rights.commands.bilan_local import Local

FRANCE: Final = ZoneInfo("Europe/Paris")
LARGEST: Final = 1_000_000  # bytes
WRONG: Final = 2
YEAR: Final = 12  # months: the rules are trusted no further, before or after


def main(arguments: Sequence[str]) -> int:
    """Say the rights of a household; return the status of the process."""
    parser = argparse.ArgumentParser(
        prog="allervers bilan", description="Les droits d'un foyer, d'après ses réponses."
    )
    parser.add_argument("situation", type=Path, metavar="SITUATION.json")
    parser.add_argument("--month", metavar="AAAA-MM", help="le mois calculé (celui-ci)")
    parser.add_argument("--json", action="store_true", help="écrit du JSON")
    parser.add_argument(
        "--local", type=Path, metavar="DOSSIER", help="vos droits locaux, avec ceux qui sont livrés"
    )
    asked = parser.parse_args(arguments)
    try:
        body = body_of(asked.situation)
        today = datetime.now(FRANCE).date()
        month = month_of(asked.month, today)
        written = answer(body, month, today, is_json=asked.json, folder=asked.local)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return WRONG
    sys.stdout.write(written)
    return 0


def body_of(path: Path) -> bytes:
    """Return the content of the file; raises Refusal."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("bilan_large", f"« {path} » dépasse {LARGEST // 1000} Ko.")
        return path.read_bytes()
    except OSError as error:
        what = f"« {path} » ne peut pas être lu : {error.strerror}."
        raise Refusal("bilan_file", what) from error


def month_of(text: str | None, today: date) -> date:
    """Return the first day of the month asked; raises Refusal when no rules are known for it."""
    now = today.replace(day=1)
    if text is None:
        return now
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        what = f"« {text[:20]} » n'est pas un mois."
        raise Refusal("bilan_month", what, todo="Écrivez --month 2026-11.") from error
    ago = (now.year - found.year) * YEAR + now.month - found.month
    if abs(ago) > YEAR:
        what = f"Nous n'avons pas de règles sûres pour {text}."
        raise Refusal("bilan_month", what, todo="Un an avant ou après ce mois-ci, au plus.")
    return found


def answer(
    body: bytes, month: date, today: date, *, is_json: bool, folder: Path | None = None
) -> str:
    """Return what is printed; raises Refusal. `folder`: local rights besides the shipped ones."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        what = f"Ce n'est pas du JSON (ni NaN ni Infinity n'en sont) : {error}."
        raise Refusal("bilan_json", what) from error
    if isinstance(found, dict) and PERSONS in found:
        return calculated(body, today.year, is_json=is_json)
    # Here: the engine is loaded only once the answers are known to be good.
    answers = answers_of(found)
    from allervers.rights.commands.bilan_local import local_of  # noqa: PLC0415 - speaks French

    local = local_of(answers, month, folder)
    from allervers.rights.gateways.scan.engine import own_engine  # noqa: PLC0415 - the rules

    rules = own_engine()
    national = screened_by(rules, answers, month)
    if is_json:
        return json_of(national, local, rules.rules, month, today)
    from allervers.rights.commands.bilan_saying import table_of  # noqa: PLC0415 - speaks French

    return table_of(national, local, rules.rules, answers, month)


def answers_of(found: Any) -> Answers:
    """Return the answers of a file; raises Refusal."""
    speak_french()
    from allervers.rights.wording.problems import problem_sentence  # noqa: PLC0415 - speaks

    try:
        return checked(
            found["answers"] if isinstance(found, dict) and "answers" in found else found
        )
    except WrongAnswersError as wrong:
        raise Refusal("bilan_answers", problem_sentence(wrong)) from wrong


def screened_by(rules: Engine, answers: Answers, month: date) -> Screened:
    """Return the findings; raises Refusal when the rules cannot say."""
    try:
        return screen(answers, month, rules)
    except EngineError as error:
        what = f"Les règles ne savent pas calculer ce foyer pour {month:%Y-%m} : {error}."
        raise Refusal("bilan_rules", what) from error


def json_of(found: Screened, local: "Local", rules: str, month: date, today: date) -> str:
    """Return findings as JSON, local ones as the API gives them."""
    from allervers.rights.wording.local_rows import local_row  # noqa: PLC0415 - speaks French

    said = {
        "month": month,
        "rules": rules,
        **asdict(found),
        "next_code": found.next_code or local.next_code,
        "local": [local_row(one, today) for one in local.found],
    }
    return orjson.dumps(said, default=str, option=orjson.OPT_INDENT_2).decode() + "\n"


def calculated(body: bytes, year: int, *, is_json: bool) -> str:
    """Return an OpenFisca situation completed; raises Refusal."""
    from allervers.rights.gateways.openfisca_situations import (  # noqa: PLC0415 - the rules
        stock_situations,
    )

    try:
        situation = read_situation(body, year)
        values = stock_situations().stock_of(situation)
    except SituationError as error:
        raise Refusal("bilan_situation", sentence_of(error.error)) from error
    if is_json:
        filled = completed(situation, values)
        return orjson.dumps(filled, option=orjson.OPT_INDENT_2).decode() + "\n"
    lines = [f"{' '.join(one.path[1:])} : {value}\n" for one, value in values.items()]
    return "".join(lines)


def sentence_of(error: Any) -> str:
    """Return a nested error on one line: « individus, a, loyer : … »."""
    keys = []
    while isinstance(error, dict) and error:
        key, error = next(iter(error.items()))
        keys.append(str(key))
    return f"{', '.join(keys)} : {error}"
