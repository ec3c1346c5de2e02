"""Local rights of a file of households: as the same answers given one by one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import local_findings
from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.domain.local.reading import right_of
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.domain.scan.judging import STATUSES
from allervers.rights.domain.scan.local_rights import LocalJudged, local_judged
from allervers.rights.domain.scan.settling import settled
from allervers.rights.gateways.local.rights import SHIPPED
from allervers.rights.gateways.scan.parsing import parsed
from tests.rights.households import chance_of
from tests.rights.local import drawing, oracle
from tests.rights.scan.fake import STOPPING_LOADER
from tests.rights.scan.rows import as_told, row_of
from tests.rights.scan.running import scan, table, write

MONTH = date(2026, 11, 1)


def judged_one(right: LocalRight, everyone: Sequence[Answers]) -> LocalJudged:
    """Judge a right for some answers, as rows of a file."""
    rows = [row_of(one, str(place)) for place, one in enumerate(everyone)]
    names = sorted({name for row in rows for name in row})
    columns = {
        name: [str(row[name]) if row.get(name) is not None else None for row in rows]
        for name in names
    }
    read = parsed(pa.table(columns), MONTH, {})
    assert not read.refused
    (found,) = local_judged((right,), settled(read.sheet, MONTH).sheet, MONTH)
    return found


def drawn(which: int) -> tuple[dict[str, object], LocalRight]:
    """Draw a right: its file, and the right."""
    file = drawing.right(which)
    return file, right_of(LocalRightFile.model_validate(file))


def placed(who: int) -> Answers:
    """Draw somebody whose commune the file gives in one column, whatever their housing."""
    answers = as_told(drawing.local_answers(who))
    return answers.with_answer("commune", drawing.commune_of(answers))


@pytest.mark.parametrize("which", range(12))
def test_whole_file_gives_what_the_words_say_one_by_one(which: int) -> None:
    file, right = drawn(which)
    everyone = [placed(who) for who in range(150)]
    found = judged_one(right, everyone)
    for row, answers in enumerate(everyone):
        euros, status = oracle.euros(file, answers.raw), STATUSES[int(found.status[row])]
        is_uncounted = {"self_employed", "other"} & (
            answers.many("incomes") | answers.many("partner_incomes")
        )
        if is_uncounted and (status is Status.PERHAPS or found.low[row] != found.high[row]):
            continue  # resources that nobody can count
        assert status is (Status.NOT_ENTITLED if euros is None else Status.ENTITLED)
        if euros:
            assert found.low[row] == found.high[row] == euros


@pytest.mark.parametrize("which", range(12, 24))
def test_truth_lies_within_the_bounds_of_a_row_with_holes(which: int) -> None:
    file, right = drawn(which)
    whole = [placed(who) for who in range(which, which + 60)]
    holed = [as_told(drawing.holed(one, chance_of(who))) for who, one in enumerate(whole)]
    found = judged_one(right, holed)
    for row, answers in enumerate(holed):
        (one,), status = local_findings((right,), answers, MONTH), STATUSES[int(found.status[row])]
        if one.is_here is None and right.territory.is_placed:
            assert status is Status.NOT_ENTITLED  # the commune is missing: said apart
            continue
        euros = oracle.euros(file, whole[row].raw)
        assert status is not (Status.ENTITLED if euros is None else Status.NOT_ENTITLED)
        if euros and not np.isnan(found.high[row]):  # no figure: nobody knows how many children
            assert found.low[row] <= euros <= found.high[row]
        if answers.is_known("incomes") and answers.is_known("partner_incomes"):
            is_open = (Status.PERHAPS, Status.NOT_ASKED)
            assert status is one.status or (status in is_open and one.status in is_open)


def test_file_without_their_columns_leaves_rights_to_ask(tmp_path: Path) -> None:
    rows = [{"id": "a", "age": 67, "couple": "non", "children": 0, "commune": "92040"},
            {"id": "b", "age": 30, "couple": "non", "children": 0, "commune": "35238"},
            {"id": "c", "age": 67, "couple": "non", "children": 0}]  # fmt: skip
    found = tmp_path / "found.csv"
    assert scan(write(tmp_path / "homes.csv", rows), found) == 0
    local = [one["local"] for one in table(found)]
    assert "amethyste-92:not_asked" in local[0].split("|")
    assert "fsl-92:not_asked" in local[0].split("|")
    assert local[1:] == ["", "commune:not_asked"]


def test_column_of_a_local_question_settles_its_right(tmp_path: Path) -> None:
    home = {"age": 67, "couple": "non", "children": 0, "commune": "92040"}
    rows = [{**home, "id": "a", "local_quotient": "801"}, {**home, "id": "b", "local_years": 0}]
    found = tmp_path / "found.csv"
    assert scan(write(tmp_path / "homes.csv", rows), found) == 0
    local = [one["local"].split("|") for one in table(found)]
    assert not [one for one in local[0] if one.startswith("fsl-92")]
    assert not [one for one in local[1] if one.startswith("amethyste-92")]


def test_pieces_made_with_other_local_rights_are_not_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "homes.csv", [{"id": str(one)} for one in range(4)])
    found, mine = tmp_path / "f.csv", tmp_path / "mine"
    assert scan(source, found, "--batch", "1", loader=STOPPING_LOADER) == 130
    mine.mkdir()
    shipped = (SHIPPED / "pass-plus.yaml").read_text(encoding="utf-8")
    (mine / "mine.yaml").write_text(shipped.replace("pass-plus", "le-mien"), encoding="utf-8")
    local = ("--local", str(mine), "--batch", "1")
    assert scan(source, found, *local, loader=STOPPING_LOADER) == 1
    assert "les droits locaux (--local)" in capsys.readouterr().err
    assert scan(source, found, *local, "--fresh") == 0
