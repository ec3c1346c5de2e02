"""The impact assessment, as far as software proves it: risk, measure, law, tests (GDPR 35)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

FIELDS: Final = frozenset({"risque", "mesure", "texte", "tests"})


class ImpactError(ValueError):
    """A measure that is not told whole, or that nothing proves."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure against one risk. `tests`: node ids, `path::function`."""

    risk: str
    what: str
    law: str
    tests: tuple[str, ...]


def read_measures(rows: Sequence[Mapping[str, Any]]) -> tuple[Measure, ...]:
    """Read the measures. Raises ImpactError: a field lacks, or no test proves it."""
    for row in rows:
        if set(row) != FIELDS or not all(row.values()):
            raise ImpactError(f"{row.get('mesure', '?')}: expected {', '.join(sorted(FIELDS))}.")
        if not all("::test_" in one for one in row["tests"]):
            raise ImpactError(f"{row['mesure']}: a test is path::test_name.")
    return tuple(
        Measure(row["risque"], row["mesure"], row["texte"], tuple(row["tests"])) for row in rows
    )
