"""Forty broken files: each refused with a useful sentence, nothing half-written."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps

from allervers.tours.actions.intake import take_in
from allervers.tours.gateways.intake_reader import read_file
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer

FOLDER = Path(__file__).parent.parent / "broken"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (FOLDER / "expected.yaml").read_text(encoding="utf-8")
)
WHOLE = [name for name, one in EXPECTED.items() if "row" not in one]
ROWS = [name for name, one in EXPECTED.items() if "row" in one]


def _counts() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("tours").get_models()
    }


def _take(cast: Cast, name: str) -> Any:
    content = (FOLDER / name).read_bytes()
    return take_in(viewer=viewer(cast.aicha), reader=read_file, content=content, file_name=name)


def test_there_are_forty_broken_files() -> None:
    assert len(EXPECTED) == 40
    assert sorted(EXPECTED) == sorted(p.name for p in FOLDER.iterdir() if p.suffix != ".yaml")


@pytest.mark.parametrize("name", WHOLE)
def test_broken_file_when_taken_in_then_refused_and_nothing_written(
    cast: Cast, communes: object, name: str
) -> None:
    before = _counts()

    with pytest.raises(Refusal) as refused:
        _take(cast, name)

    assert refused.value.status == 422
    for words in EXPECTED[name]["says"]:
        assert words in str(refused.value)
    assert refused.value.todo
    assert _counts() == before


@pytest.mark.parametrize("name", ROWS)
def test_broken_row_when_taken_in_then_refused_with_its_reason_and_kept(
    cast: Cast, communes: object, name: str
) -> None:
    report = _take(cast, name).taken.report

    (row,) = report["refused"]
    assert row["row"] == EXPECTED[name]["row"]
    for words in EXPECTED[name]["says"]:
        assert words in row["reason"]
    assert row["kept"]
    assert report["proposed"] == 0
