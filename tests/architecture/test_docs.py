"""Documentation in step with the code, both ways."""

import ast
import importlib.util
import re
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from allervers.config.command import ALONE

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "allervers"
DOCS = ROOT / "docs"
AUDIENCES = {"habitants", "equipes", "hebergeurs", "donnees", "developpeurs"}


def first_column(page: Path) -> set[str]:
    """Return the `code` names that begin the rows of the page's tables."""
    return set(re.findall(r"^\| `([^`]+)` \|", page.read_text(), re.MULTILINE))


def test_every_setting_is_documented_and_no_other() -> None:
    files = [*(SRC / "config").glob("*.py"), *(ROOT / "tools").glob("*.py"), ROOT / "dev"]
    files += [ROOT / "tests" / "browsing.py", ROOT / "tests" / "conftest.py"]
    name = r"\"((?:ALLERVERS_[A-Z_]+|DATABASE_[A-Z_]*URL|PGBIN))\""
    read = {found for file in files for found in re.findall(name, file.read_text())}
    assert first_column(DOCS / "reference" / "settings.md") == read


def test_every_command_is_documented_and_no_other() -> None:
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    dev = importlib.util.module_from_spec(spec)
    loader.exec_module(dev)
    actions = dev.parser()._subparsers._group_actions[0].choices
    files = SRC.glob("*/management/commands/[a-z]*.py")
    known = {f"./dev {name}" for name in actions} | {file.stem for file in files} | set(ALONE)
    assert first_column(DOCS / "reference" / "commands.md") == known


def test_every_table_is_in_the_glossary() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__[:10] == "allervers."}
    assert ours <= glossary()


def test_every_word_of_the_glossary_is_in_the_code(sources: dict[Path, ast.Module]) -> None:
    trees = [tree for file, tree in sources.items() if file.is_relative_to(ROOT / "src")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    assert glossary() <= {node.name for node in nodes if isinstance(node, ast.ClassDef)}


def glossary() -> set[str]:
    """Return the code names of the glossary (second column)."""
    text = (DOCS / "glossaire.md").read_text()
    return set(re.findall(r"^\| [^|]+ \| `([A-Za-z]+)` \|", text, re.MULTILINE))


def test_every_subject_says_what_it_is(subjects: list[Path]) -> None:
    assert not [one.name for one in subjects if not (one / "README.md").exists()]


def test_decisions_are_numbered_and_complete() -> None:
    pages = sorted((DOCS / "adr").glob("0*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    parts = ("## Context", "## Options", "## Choice", "## Cost", "## Revisit when")
    assert not [p.name for p in pages if any(part not in p.read_text() for part in parts)]


def test_changelog_fragments_name_their_audience() -> None:
    names = [file.name for file in (ROOT / "changelog.d").glob("*.md") if file.stem != "README"]
    assert names
    assert not [name for name in names if name.split(".")[-2] not in AUDIENCES]


def test_links_between_pages_lead_somewhere(committed: list[Path]) -> None:
    link = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    wrong = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in committed
        if page.suffix == ".md" and "vendor" not in page.parts
        for target in link.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_pages_for_newcomers_stay_short(name: str) -> None:
    assert len((ROOT / name).read_text().splitlines()) <= 150


def test_publiccode_follows_the_standard() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    asked = "publiccodeYmlVersion name url platforms categories developmentStatus softwareType"
    assert {*asked.split(), "description", "legal", "maintenance", "localisation"} <= set(told)
    french = told["description"]["fr"]
    assert len(french["genericName"]) <= 35
    assert len(french["shortDescription"]) <= 150
    assert 500 <= len(french["longDescription"]) <= 10_000
    assert told["legal"]["license"] == "AGPL-3.0-or-later"
    assert told["maintenance"]["contacts"]
