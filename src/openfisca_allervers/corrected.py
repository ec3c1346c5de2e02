"""Corrections: dated values with their text, applied until the released rules have them.

One file of `corrections/` by right. A correction is applied to each parameter that has no value of
its own since then; when all have one, it has disappeared by itself and can be deleted (a test
lists those that are still needed).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parent / "corrections"


@dataclass(frozen=True, slots=True)
class Source:
    """The text that says so, and where to read it."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Values in force `since` a day; `checked_until`: the last day they are known to hold for."""

    code: str
    since: date
    checked_until: date
    source: Source
    changes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Applied:
    """What was applied: `changed` names the parameters, or the variables of a formula."""

    code: str
    since: date
    checked_until: date
    source: Source
    changed: tuple[str, ...]
    is_formula: bool = False


def corrections(folder: Path = FOLDER) -> tuple[Correction, ...]:
    """Read every correction, in the order of their files."""
    return tuple(
        correction_of(row)
        for file in sorted(folder.glob("*.yaml"))
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    )


def correction_of(row: dict[str, Any]) -> Correction:
    """Build a correction from its row. Raises KeyError when something is not said."""
    return Correction(
        code=row["code"],
        since=row["since"],
        checked_until=row["checked_until"],
        source=Source(**row["source"]),
        changes={name: float(value) for name, value in row["changes"].items()},
    )


def apply(parameters: Any, all_of: Iterable[Correction]) -> Iterator[Applied]:
    """Apply the corrections still needed. Before any computation: instants are kept once read."""
    for one in all_of:
        changed = tuple(name for name in one.changes if corrects(parameters, one, name))
        if changed:
            yield Applied(one.code, one.since, one.checked_until, one.source, changed)


def corrects(parameters: Any, correction: Correction, name: str) -> bool:
    """Give one parameter its value and its text, unless it has a value since then or later."""
    owner, parameter = found(parameters, name)
    since = correction.since.isoformat()
    if any(one.instant_str >= since for one in parameter.values_list):
        return False
    parameter.update(start=since, value=correction.changes[name])
    source = {"title": correction.source.title, "href": correction.source.href}
    before = owner.metadata.get("reference")
    owner.metadata["reference"] = {**(before if isinstance(before, dict) else {}), since: source}
    owner.metadata["last_value_still_valid_on"] = correction.checked_until.isoformat()
    owner.metadata["correction"] = correction.code
    return True


def found(parameters: Any, name: str) -> tuple[Any, Any]:
    """Return what bears the metadata (a parameter, or a scale), then what bears the values.

    "a.b" is a parameter; "a.b[2].threshold" the third step of the scale "a.b". Raises
    AttributeError or IndexError when the rules no longer have it.
    """
    plain, _bracket, step = name.partition("[")
    node = parameters
    for part in plain.split("."):
        node = getattr(node, part)
    if not step:
        return node, node
    place, _dot, kind = step.partition("].")
    return node, getattr(node.brackets[int(place)], kind)
