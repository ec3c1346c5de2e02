"""`./dev sabotage`: every patch still applies, and the command tells red from green."""

import re
from pathlib import Path

import pytest

from tools.place import ROOT
from tools.sabotage import Patch, names, patches, tried

TEST = "def test_two() -> None:\n    from two import two\n\n    assert two() == 2\n"


@pytest.mark.parametrize("name", names())
def test_every_patch_applies_to_this_tree(name: str) -> None:
    found = patches(name)
    assert len(found) >= 10
    assert not [(one.name, one.refusal(ROOT)) for one in found if one.refusal(ROOT)]
    assert not [one.name for one in found if one.old == one.new or not one.tests]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a tree of one function and its test."""
    for name, text in (
        ("src/two.py", "def two():\n    return 1 + 1\n"),
        ("tests/test_it.py", TEST),
    ):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1 + 1", "1 + 2", "red, as it must"),
        ("1 + 1", "2", "STILL GREEN"),
        ("1 + 1", "1 +", "DOES NOT APPLY"),
        ("3 + 3", "7", "DOES NOT APPLY"),
    ],
)
def test_a_patch_is_red_or_the_command_says_why_not(
    tree: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    before = (tree / "src" / "two.py").read_text()
    one = Patch("two", "src/two.py", old, new, ("tests/test_it.py",))
    is_red = tried(one, tree, {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert is_red == (said == "red, as it must")
    assert (tree / "src" / "two.py").read_text() == before


FUNCTION = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(")
POLICY = re.compile(r"CREATE POLICY (\w+ ON \w+)")


def written_in(file: Path) -> str:
    """Return the number of the migration that runs a file of SQL: its own, or who imports it."""
    if file.name[0] != "_":
        return file.name
    users = [one for one in file.parent.glob("0*.py") if file.stem in one.read_text()]
    return min(one.name for one in users)


def spoiled(before: str, old: str) -> set[str]:
    """Return the functions and policies of PostgreSQL that a patch of `old` changes."""
    bodies = [one[1] for one in FUNCTION.finditer(before) if before.count("$$", one.end()) == 1]
    begun = [one[1] for one in POLICY.finditer(before) if before.count(";", one.end()) == 0]
    return {*bodies[-1:], *begun[-1:], *POLICY.findall(old)}


def replaced_since(one: Patch) -> list[str]:
    """Return the later files that write anew what a patch spoils in PostgreSQL."""
    file = ROOT / one.file
    if file.parent.name != "migrations":
        return []
    hit, number = spoiled(file.read_text().partition(one.old)[0], one.old), written_in(file)
    texts = {other.name: other.read_text() for other in file.parent.glob("*_*.py")
             if other.name != "__init__.py" and written_in(other) > number}  # fmt: skip
    return [
        f"{other}: {name}" for other, text in texts.items() for name in sorted(hit)
        if name in {*FUNCTION.findall(text), *POLICY.findall(text)}
        and f"ALTER FUNCTION {name}(" not in text  # renamed: it is in force by another name
    ]  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_no_patch_spoils_what_was_replaced_since(name: str) -> None:
    assert {one.name: found for one in patches(name) if (found := replaced_since(one))} == {}
