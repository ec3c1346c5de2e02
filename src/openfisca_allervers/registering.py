"""The register, built from the rules: runs them once, watched, and reads what they say of each."""

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import yaml
from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale

from openfisca_allervers.corrected import Applied
from openfisca_allervers.reading import parameters_read
from openfisca_allervers.registered import RIGHTS
from openfisca_allervers.system import corrected_system, overlay

CHANGES: Final = 6  # kept of each parameter: enough to see that it is raised each year
GAPS: Final = Path(__file__).parent / "gaps.yaml"
STEPS: Final = ("threshold", "amount", "rate", "average_rate")
Json = dict[str, Any]


def build(month: date, corrected: tuple[Any, tuple[Applied, ...]] | None = None) -> Json:
    """Return the register for a month (see registered.py). About 8 s, 130 MB."""
    system, applied = corrected or corrected_system()
    reads = parameters_read(system, RIGHTS, month)
    names = sorted({name for one in reads.values() for name in one.parameters})
    return {
        "rules": f"openfisca-france {version('openfisca-france')}",
        "overlay": overlay(),
        "month": month.isoformat(),
        "applied": [applied_row(one) for one in applied],
        "gaps": [gap_row(row) for row in yaml.safe_load(GAPS.read_text(encoding="utf-8"))],
        "rights": {
            right: {"parameters": one.parameters, "through": rights_of(one.through)}
            for right, one in reads.items()
        },
        "parameters": {name: row(system.parameters, name, month) for name in names},
    }


def rights_of(variables: Iterable[str]) -> list[str]:
    """Return the rights that some variables make."""
    return sorted({right for right, made in RIGHTS.items() if set(made) & set(variables)})


def applied_row(one: Applied) -> Json:
    """Return a correction as kept."""
    return {
        "code": one.code,
        "since": one.since.isoformat(),
        "checked": one.checked_until.isoformat(),
        "title": one.source.title,
        "href": one.source.href,
        "changed": list(one.changed),
        "is_formula": one.is_formula,
    }


def gap_row(found: Json) -> Json:
    """Return a gap as kept."""
    return {
        "code": found["code"],
        "rights": found["rights"],
        "since": found["since"].isoformat(),
        **found["source"],
    }


def row(parameters: Any, name: str, month: date) -> Json:
    """Return what is known of one parameter, scale or table."""
    path = list(walked(parameters, name))
    node = path[-1]
    days = sorted({one.instant_str for leaf in leaves(node) for one in leaf.values_list})
    days = [day for day in days if day <= month.isoformat()][-CHANGES:]
    title, href, is_own = reference(path, month)
    return {
        "label": label(path),
        "unit": node.metadata.get("unit") or node.metadata.get("threshold_unit") or "",
        "kind": {Parameter: "figure", ParameterScale: "scale"}.get(type(node), "table"),
        "changes": [[day, value_at(node, day)] for day in days],
        "checked": checked(node),
        "title": title,
        "href": href,
        "is_own": is_own,
        "correction": node.metadata.get("correction", ""),
    }


def walked(parameters: Any, name: str) -> Iterator[Any]:
    """Give the nodes from the root to a name."""
    node = parameters
    for part in name.split("."):
        node = getattr(node, part)
        yield node


def leaves(node: Any) -> Iterator[Any]:
    """Give the figures under a parameter, a scale (its steps) or a table."""
    if isinstance(node, Parameter):
        yield node
    elif isinstance(node, ParameterScale):
        for step in node.brackets:
            yield from (getattr(step, kind) for kind in STEPS if hasattr(step, kind))
    elif isinstance(node, ParameterNode):
        for child in node.children.values():
            yield from leaves(child)


def value_at(node: Any, day: str) -> object:
    """Return a figure, a scale as [[threshold, …]…], or how many figures a table has."""
    if isinstance(node, Parameter):
        return plain(node(day))
    if isinstance(node, ParameterScale):
        kinds = [kind for kind in STEPS if hasattr(node.brackets[0], kind)]
        return [[plain(getattr(step, kind)(day)) for kind in kinds] for step in node.brackets]
    return sum(1 for leaf in leaves(node) if leaf(day) is not None)


def plain(value: object) -> object:
    """Return 5700 for 5700.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def checked(node: Any) -> str | None:
    """Return the last day that the values are known to hold for; of a table, the oldest."""
    own = node.metadata.get("last_value_still_valid_on")
    if own or not isinstance(node, ParameterNode):
        return str(own) if own else None
    found = [leaf.metadata.get("last_value_still_valid_on") for leaf in leaves(node)]
    return str(min(map(str, found))) if found and all(found) else None


def label(path: list[Any]) -> str:
    """Return its French description; failing that, the short labels down to it."""
    said = path[-1].description
    if said:
        return " ".join(str(said).split())
    return " - ".join(str(said) for one in path[-3:] if (said := one.metadata.get("short_label")))


def reference(path: list[Any], month: date) -> tuple[str, str, bool]:
    """Return the text of the value in force, its link, and whether it is the parameter's own.

    A table without a text has that of its figures; a figure without one, that of what holds it.
    """
    own = [path[-1], *(leaves(path[-1]) if isinstance(path[-1], ParameterNode) else ())]
    for node in (*own, *reversed(path[:-1])):
        found = latest(node.metadata.get("reference"), month)
        if found and (found[0] or found[1]):
            return (*found, any(node is one for one in own))
    return "", "", False


def latest(found: Any, month: date) -> tuple[str, str] | None:
    """Return title and link of what is said for the last day before the month.

    Written upstream as {day: text}, a list, one text {title, href}, or a plain link.
    """
    if isinstance(found, dict) and "title" not in found and "href" not in found:
        days = sorted(day for day in map(str, found) if day <= month.isoformat())
        by_day = {str(day): one for day, one in found.items()}
        return latest(by_day[days[-1]], month) if days else None
    if isinstance(found, list):
        return latest(found[-1], month) if found else None
    if isinstance(found, dict):
        return str(found.get("title") or ""), str(found.get("href") or "")
    text = str(found or "")
    return ("", text) if text.startswith("http") else (text, "")
