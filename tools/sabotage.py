"""`./dev sabotage NAME`: a guard whose removal no test notices is no guard.

`sabotage/NAME.py` lists patches: a few lines of the product replaced by what a mistake would make
of them, and the tests that must then fail. Each is applied to a copy of the tree, never to the
tree itself, and the tests are run there.
"""

import ast
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools import install
from tools.place import PYTHON, ROOT
from tools.saying import Stop, say, warn
from tools.testing import throwaway

COPIED: Final = ("src", "tests", "tools", "sabotage", "benchmarks", "dev", "pyproject.toml")
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
SECONDS: Final = 300  # for the tests of one patch
PASSED, FAILED = 0, 1  # pytest's; any other answer means that it could not run them


@dataclass(frozen=True)
class Patch:
    """A guard taken away: in `file`, `old` (found once) becomes `new`; `tests` must turn red."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def patched(self, root: Path) -> str:
        """Return the file's text without the guard."""
        return (root / self.file).read_text().replace(self.old, self.new)

    def refusal(self, root: Path) -> str:
        """Return why it does not apply to a tree; nothing when it does."""
        file = root / self.file
        if not file.is_file():
            return f"no file {self.file}"
        times = file.read_text().count(self.old)
        if times != 1:
            return f"{self.file} has the old text {times} times, not once"
        try:
            ast.parse(self.patched(root))
        except SyntaxError as reason:
            return f"{self.file} would be no Python: {reason}"
        lost = [one for one in self.tests if not (root / one.split("::")[0]).is_file()]
        return f"no test {lost[0]}" if lost else ""


def names() -> list[str]:
    """Return the lists of patches that there are."""
    return sorted(file.stem for file in (ROOT / "sabotage").glob("[a-z]*.py"))


def patches(name: str) -> Sequence[Patch]:
    """Return the patches of a list, all with different names."""
    if name not in names():
        raise Stop(f"No list {name!r}. There are: {', '.join(names()) or 'none yet'}.")
    found: Sequence[Patch] = importlib.import_module(f"sabotage.{name}").PATCHES
    if len({one.name for one in found}) != len(found):
        raise Stop(f"Two patches of {name!r} have one name.")
    return found


def copied(folder: Path) -> Path:
    """Copy what tests need of this tree, as it is now, committed or not."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copy2(source, folder / name)
    return folder


def answer(tests: Sequence[str], copy: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run tests in a copy; return pytest's answer and the end of what it said."""
    paths = os.pathsep.join([str(copy / "src"), str(copy)])
    whole = {**environment, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly"]
    command = [str(PYTHON), "-m", "pytest", *options, *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env=whole, check=False, capture_output=True, text=True,
            timeout=SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1, f"no answer in {SECONDS} s"
    return done.returncode, "\n".join((done.stdout + done.stderr).splitlines()[-12:])


def tried(one: Patch, copy: Path, environment: Mapping[str, str]) -> bool:
    """Apply a patch to the copy, run its tests, put the file back; whether they turned red."""
    why = one.refusal(copy)
    if why:
        warn(f"DOES NOT APPLY    {one.name}: {why}")
        return False
    file = copy / one.file
    text, began = file.read_text(), time.monotonic()
    file.write_text(one.patched(copy))
    try:
        found, said = answer(one.tests, copy, environment)
    finally:
        file.write_text(text)
    if found == FAILED:
        say(f"red, as it must    {one.name} ({time.monotonic() - began:.1f} s)")
    elif found == PASSED:
        warn(f"STILL GREEN        {one.name}: {', '.join(one.tests)}")
    else:
        warn(f"COULD NOT RUN      {one.name}\n{said}")
    return found == FAILED


def sabotage(name: str) -> int:
    """Try every patch of a list; return 1 if a test missed one, or if one no longer applies."""
    sys.path.insert(0, str(ROOT))
    found = patches(name)
    install.requirements("requirements-dev.txt")
    tests = sorted({test for one in found for test in one.tests})
    with (
        tempfile.TemporaryDirectory(prefix="sabotage-") as folder,
        throwaway("sabotage", "test") as environment,
    ):
        copy = copied(Path(folder))
        code, said = answer(tests, copy, environment)
        if code != PASSED:
            raise Stop(f"{said}\nWithout any patch, these tests should pass.")
        say(f"{len(tests)} tests pass without a patch; {len(found)} patches:")
        missed = [one.name for one in found if not tried(one, copy, environment)]
    say(f"{len(found) - len(missed)} of {len(found)} patches turned the tests red.")
    return 1 if missed else 0
