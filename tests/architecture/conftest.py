"""What the architecture tests look at."""

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "allervers"


@pytest.fixture(scope="session")
def line() -> list[str]:
    """Return the subjects in their order, the highest first, as pyproject.toml says it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(one for one in contracts["contracts"] if one["id"] == "line")["layers"]
    return [layer.strip("()") for layer in layers]


@pytest.fixture(scope="session")
def subjects() -> list[Path]:
    """Return the folders of the subjects there are."""
    return sorted(file.parent for file in SRC.glob("*/__init__.py") if file.parent.name != "config")


@pytest.fixture(scope="session")
def sources() -> dict[Path, ast.Module]:
    """Return every Python file that we write by hand, parsed."""
    folders = ("src", "tests", "tools", "journey", "benchmarks")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files = [file for file in files if not file.match("migrations/*_initial.py")]
    return {file: ast.parse(file.read_text()) for file in [*files, ROOT / "dev"]}


@pytest.fixture(scope="session")
def committed() -> list[Path]:
    """Return the files that git follows; skip in an unpacked archive."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("NOT RUN: not a git checkout")
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]
