"""The colours of the theme, measured as WCAG 2.2 asks (1.4.3: 4.5, 1.4.11: 3), light and dark."""

import re

import pytest
from django.contrib.staticfiles.finders import find

TEXT, EDGE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken")
TONES = ("danger", "warning", "success", "information", "accent")
PAIRS = [
    *[("ink", ground, TEXT) for ground in GROUNDS],
    *[("soft-ink", ground, TEXT) for ground in GROUNDS],
    *[("primary", ground, TEXT) for ground in (*GROUNDS, "primary-wash")],
    *[("primary-strong", ground, TEXT) for ground in (*GROUNDS, "primary-wash")],
    *[("edge", ground, EDGE) for ground in GROUNDS],
    *[(tone, ground, TEXT) for tone in TONES for ground in ("paper", "surface", f"{tone}-wash")],
    *[("ink", f"{tone}-wash", TEXT) for tone in TONES],
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-strong", TEXT),
    ("on-danger", "danger", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-bar", "bar", TEXT),
    ("focus-outer", "focus-inner", EDGE),
    *[("focus-outer", ground, EDGE) for ground in GROUNDS],
]


def palettes() -> dict[str, dict[str, str]]:
    """Read the variables of theme.css: the first block is light, the media query changes it."""
    path = find("ui/theme.css")
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a finder gives a string
        light, dark = file.read().split("@media (prefers-color-scheme: dark)")[:2]
    found = [dict(re.findall(r"--av-([a-z-]+):\s*(#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2, definition)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "floor"), PAIRS)
def test_colour_pair_has_enough_contrast(
    scheme: str, front: str, ground: str, floor: float
) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[front], palette[ground]) >= floor, (scheme, front, ground)


def test_dark_changes_every_colour_but_the_bar_text() -> None:
    both = palettes()
    same = {name for name, value in both["light"].items() if both["dark"][name] == value}
    assert same == {"on-bar"}
