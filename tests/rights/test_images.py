"""Plans on disk: believed only with the seal of the site, and only for the same rules."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allervers.rights.gateways.openfisca_france import OpenFiscaFrance
from allervers.rights.gateways.openfisca_images import Images
from openfisca_swift.plan import Plan

MONTH = date(2026, 11, 1)


@pytest.fixture
def plan(rules: OpenFiscaFrance) -> Plan:
    """Return a plan worth keeping."""
    return rules.swift(MONTH).plan


def test_plan_kept_is_found_again(tmp_path: Path, plan: Plan) -> None:
    Images(tmp_path, b"one key").keep("november", plan)
    found = Images(tmp_path, b"one key").find("november", plan.rules)
    assert found is not None
    assert found.outputs == plan.outputs


def test_plan_sealed_by_another_key_is_not_believed(tmp_path: Path, plan: Plan) -> None:
    Images(tmp_path, b"one key").keep("november", plan)
    assert Images(tmp_path, b"another").find("november", plan.rules) is None


def test_plan_of_other_rules_or_none_is_made_again(tmp_path: Path, plan: Plan) -> None:
    images = Images(tmp_path, b"one key")
    assert images.find("november", plan.rules) is None
    images.keep("november", replace(plan, rules="of yesterday"))
    assert images.find("november", plan.rules) is None


@pytest.mark.parametrize("name", ["november.plan", "november.seal"])
def test_file_changed_afterwards_is_not_believed(tmp_path: Path, plan: Plan, name: str) -> None:
    images = Images(tmp_path, b"one key")
    images.keep("november", plan)
    file = tmp_path / name
    file.write_bytes(file.read_bytes()[:-1] + b"~")
    assert images.find("november", plan.rules) is None


def test_folder_that_cannot_be_written_or_a_strange_seal_stops_nothing(
    tmp_path: Path, plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "a file"
    file.write_text("in the way")
    images = Images(file / "engine", b"one key")
    images.keep("november", plan)
    assert "cannot be kept" in caplog.text
    assert images.find("november", plan.rules) is None
    (tmp_path / "november.seal").write_text("abc é", "utf-8")
    assert Images(tmp_path, b"one key").find("november", plan.rules) is None
