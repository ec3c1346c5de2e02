"""A file that is wrong, a problem that cannot be planned: a sentence each, never a traceback."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.command import check, plan

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "planner-format.md"
EXAMPLE: dict[str, Any] = json.loads(
    re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
)
LOCKED = {"day": "2027-03-01", "unit": "van 1", "start": "14:00", "halt": "school gate"}
Change = Callable[[dict[str, Any]], object]


def planned(folder: Path, problem: object, *more: str) -> int:
    """Run `allervers plan` on a problem, with a few iterations and no proof."""
    (folder / "problem.json").write_text(json.dumps(problem), encoding="utf-8")
    arguments = ["--iterations", "50", "--no-proof", "-o", str(folder / "plan.json"), *more]
    return plan.main([str(folder / "problem.json"), *arguments])


def changed(change: Change) -> dict[str, Any]:
    """Return the example of the documentation with a change."""
    found = copy.deepcopy(EXAMPLE)
    change(found)
    return found


def test_plan_writes_a_plan_that_check_accepts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert planned(tmp_path, EXAMPLE) == 0
    assert "20 passages" in capsys.readouterr().err
    files = [str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    assert check.main(files) == 0
    assert "Règles enfreintes : 0" in capsys.readouterr().out


def test_plan_with_the_same_seed_and_iterations_writes_the_same_file(tmp_path: Path) -> None:
    planned(tmp_path, EXAMPLE)
    first = (tmp_path / "plan.json").read_bytes()
    planned(tmp_path, EXAMPLE)
    assert (tmp_path / "plan.json").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "n'est pas du JSON : ligne 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 100_000, "n'est pas du JSON ordinaire"),
        (b"3", "tout en haut : attendu un objet"),
    ],
)
def test_plan_of_a_file_that_does_not_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes, said: str
) -> None:
    (tmp_path / "problem.json").write_bytes(text)
    assert plan.main([str(tmp_path / "problem.json"), "-o", str(tmp_path / "plan.json")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        (lambda p: p.update(people_per_km=float("nan")), 2, "people_per_km : attendu un nombre"),
        (lambda p: p["demand"]["points"][0]["people"].update(families=float("inf")), 2, "ordin"),
        (lambda p: p["calendar"].update(until="9999-01-01"), 2, "1100 jours au plus"),
        (lambda p: p["calendar"].update(weekdays=[]), 2, "de 1 à 1100 jours"),
        (lambda p: p["travel"]["places"].extend(map(str, range(5000))), 2, "5000 lieux"),
        (lambda p: p["travel"].update(speeds={"van": 0}), 2, "plus grand que zéro"),
        (lambda p: p["demand"]["exposures"].append(["market square"]), 2, "une liste de 3"),
        (lambda p: p["halts"][0].update(minutes=10**30), 2, "un nombre entier"),
        (lambda p: p["demand"]["points"][0]["people"].update(families=-3), 1, "négatif"),
        (lambda p: p["halts"][1].update(id="market square"), 2, "un nom donné ailleurs"),
        (lambda p: p["halts"][0]["returns"].update(within=3), 1, "revue plus tôt"),
        (lambda p: p["units"][0].update(seats=1), 1, "moins de places"),
        (lambda p: p.update(locked=[{**LOCKED, "minutes": m} for m in (60, 90)]), 1, "contredis"),
        (lambda p: [h.update(openings=[]) for h in p["halts"]], 0, "Le plan est vide"),
        (lambda p: p["units"][0]["limits"].update(km_a_day=1), 0, "aucune halte"),
        (lambda p: p.update(demand={"points": [], "exposures": []}), 0, "ne touche personne"),
    ],
)
def test_plan_of_a_bad_problem_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, status: int, said: str
) -> None:
    found = planned(tmp_path, changed(change))
    told = capsys.readouterr().err
    assert said in told
    assert found == status, told


def test_plan_of_many_points_that_nothing_reaches_is_handled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = changed(lambda p: p["demand"]["points"].extend(POINTS))
    assert planned(tmp_path, many) == 0, capsys.readouterr().err


POINTS = [{"id": f"p{k}", "people": {"seniors": 1}} for k in range(20_000)]


def test_plan_never_writes_over_its_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert planned(tmp_path, EXAMPLE, "-o", str(tmp_path / "problem.json")) == 2
    assert planned(tmp_path, EXAMPLE, "-o", str(tmp_path / "nowhere" / "plan.json")) == 2
    assert "serait lu et écrit" in capsys.readouterr().err


def test_check_tells_the_broken_rule_and_the_wrong_claim(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned(tmp_path, EXAMPLE)
    told = json.loads((tmp_path / "plan.json").read_text())
    told["visits"][0]["start"] = "00:10"
    told["value"]["total"] += 1
    (tmp_path / "plan.json").write_text(json.dumps(told))
    assert check.main([str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]) == 1
    said = capsys.readouterr()
    assert "hors des jours ou des heures de la halte" in said.out
    assert "ce n'est pas le compte" in said.err
