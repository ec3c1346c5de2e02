"""OpenFisca-France's published cases pass and fail with plans as they do with stock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SECONDS = 3 * 3600
COMPILED = 0.97  # of the outputs: the others are left to stock, which makes their bits the same


def outcomes(folder: Path, processes: int) -> list[dict[str, Any]]:
    """Return what processes of their own found, each with a part of the cases."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-W", "ignore", "-m", "tests.swift.published", str(folder)]
    started = [
        subprocess.Popen(
            [*command, str(start), str(processes), str(SECONDS)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )
        for start in range(processes)
    ]  # fmt: skip
    said = [one.communicate()[0] for one in started]
    assert not any(one.returncode for one in started)
    return [json.loads(line) for text in said for line in text.splitlines()]


def said_of(found: list[dict[str, Any]]) -> str:
    """Return the counts of a run."""
    counts = {
        "cases": len({one["case"] for one in found}),
        "outputs compared": len(found),
        "different bits": sum(not one["is_same"] for one in found),
        "pass with stock": sum(one["stock_passes"] for one in found),
        "pass with plans": sum(one["ours_passes"] for one in found),
        "left to stock": sum(bool(one["fallback"]) for one in found),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items())


@pytest.mark.nightly
def test_published_cases_have_the_bits_of_stock(shared_data: Path) -> None:
    found = outcomes(shared_data / "rights" / "openfisca-yaml", min(os.cpu_count() or 1, 2))
    sys.stdout.write(f"{said_of(found)}\n")  # with -s: what a report of this run quotes
    assert len({one["case"] for one in found}) >= 500
    assert not [one for one in found if not one["is_same"]]
    assert not [one for one in found if one["stock_passes"] != one["ours_passes"]]
    left = [one for one in found if one["fallback"]]
    assert len(left) <= (1 - COMPILED) * len(found), left[:5]
