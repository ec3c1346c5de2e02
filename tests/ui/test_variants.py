"""Templates use only what the theme covers, and nothing that a strict CSP refuses."""

import re
from pathlib import Path

import pytest

# Measured on Bootstrap 5.3: 1.63, 1.95 and 1.63 to 1. The others have no colours of ours.
BANNED_CLASS = re.compile(
    r"""\b(?:btn-outline-(?:warning|info|light|dark)|btn-(?:warning|info|dark)"""
    r"""|(?:text|bg|border)-(?:dark|white|black)|text-(?:warning|info|light|white-50|black-50)"""
    r"""|link-(?:primary|secondary|success|danger|warning|info|light|dark|body-emphasis)"""
    r"""|table-(?:dark|primary|info|striped|hover)|(?:text-bg|bg)-(?:dark|gradient)"""
    r"""|text-opacity-\d+|opacity-(?:0|25|50|75))\b"""
)
BANNED_MARKUP = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|\sdata-bs-(?:toggle|dismiss)|"""
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")|<style\b""",
    re.IGNORECASE,
)


def templates(root: Path) -> list[Path]:
    """Return every HTML template of the product."""
    return sorted(root.glob("src/allervers/*/templates/**/*.html"))


def offences(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Return what a template should not hold."""
    return [found.group(0) for found in pattern.finditer(text)]


@pytest.mark.parametrize("pattern", [BANNED_CLASS, BANNED_MARKUP], ids=["classes", "markup"])
def test_no_template_uses_what_is_banned(root: Path, pattern: re.Pattern[str]) -> None:
    said = {
        str(path.relative_to(root)): found
        for path in templates(root)
        if (found := offences(path.read_text(encoding="utf-8"), pattern))
    }
    assert said == {}


@pytest.mark.parametrize(
    "text",
    ['<a class="btn btn-outline-warning">', '<p class="text-warning">', '<a class="link-info">'],
)
def test_banned_class_is_seen(text: str) -> None:
    assert offences(text, BANNED_CLASS)


@pytest.mark.parametrize(
    "text",
    ['<p style="x">', '<a onclick="x()">', "<script>x</script>", '<a data-bs-toggle="dropdown">'],
)
def test_banned_markup_is_seen(text: str) -> None:
    assert offences(text, BANNED_MARKUP)


def test_scripts_with_a_source_are_allowed() -> None:
    assert offences('<script src="/a.js" defer></script>', BANNED_MARKUP) == []


def test_every_component_says_its_contract(root: Path) -> None:
    folder = root / "src/allervers/ui/templates/ui/components"
    silent = [
        path.name for path in folder.glob("*.html") if "{% comment %}" not in path.read_text()[:40]
    ]
    assert silent == []
