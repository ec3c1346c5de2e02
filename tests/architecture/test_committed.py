"""What must never be committed: this machine, an address of a registry, a secret."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Written in two halves, so that this file does not find itself.
MACHINE = re.compile("/" + r"(?:work|root|home/[a-z]+)/" + "|" + "/" + r"tmp/[a-z]", re.IGNORECASE)
SECRET = re.compile("BEGIN [A-Z ]*PRIVATE" + " KEY|AKIA" + "[0-9A-Z]{16}")
TEXT = {".py", ".md", ".html", ".toml", ".yml", ".txt", ".json", ".css", ".js", ".po", ".svg", ""}


def texts(committed: list[Path]) -> list[tuple[Path, str]]:
    """Return the text files we wrote (not the vendored ones)."""
    files = [file for file in committed if file.suffix in TEXT and "vendor" not in file.parts]
    return [(file, file.read_text(errors="replace")) for file in files]


def test_no_path_of_a_machine(committed: list[Path]) -> None:
    found = [str(f.relative_to(ROOT)) for f, text in texts(committed) if MACHINE.search(text)]
    assert not found


def test_no_secret(committed: list[Path]) -> None:
    assert not [str(f.relative_to(ROOT)) for f, text in texts(committed) if SECRET.search(text)]


def test_no_address_in_the_requirements() -> None:
    files = sorted(ROOT.glob("requirements*.txt"))
    assert len(files) == 4
    assert not [file.name for file in files if "://" in file.read_text()]


def test_lock_of_the_front_end_names_no_registry() -> None:
    lock = ROOT / "package-lock.json"
    assert not lock.exists() or '"resolved"' not in lock.read_text()


def test_requirements_contain_one_another() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-demo.txt", "requirements-dev.txt")
    ]
    assert pins[0] <= pins[1] <= pins[2]
