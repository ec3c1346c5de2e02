"""The command as a process: proof beside the search, and Ctrl-C that keeps the best plan."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.planner.command.test_files import EXAMPLE


def started(folder: Path, *more: str) -> "subprocess.Popen[str]":
    """Start `allervers plan` on the example, as plain Python."""
    (folder / "problem.json").write_text(json.dumps(EXAMPLE), encoding="utf-8")
    files = [str(folder / "problem.json"), "-o", str(folder / "plan.json")]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "allervers", "plan", *files, *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def test_plan_proves_a_gap_in_a_second_process(tmp_path: Path) -> None:
    done = started(tmp_path, "--iterations", "50")
    _, said = done.communicate(timeout=120)
    assert done.returncode == 0, said
    value = json.loads((tmp_path / "plan.json").read_text())["value"]
    assert value["total"] <= value["ceiling"] + 1e-6
    assert "du meilleur plan" in said


def test_plan_when_interrupted_keeps_the_best_plan(tmp_path: Path) -> None:
    done = started(tmp_path, "--seconds", "600", "--no-proof")
    assert done.stderr is not None
    assert "essais" in done.stderr.readline()
    time.sleep(0.2)
    done.send_signal(signal.SIGINT)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 130, said
    assert "Arrêt demandé" in said
    assert json.loads((tmp_path / "plan.json").read_text())["visits"]
