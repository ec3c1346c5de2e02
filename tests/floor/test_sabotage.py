"""`./dev sabotage`: every patch still applies, and the command tells red from green."""

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
