"""The summary of a scan: what is counted by right, by commune and by kind of household."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from allervers.rights.domain.finding import Status
from allervers.rights.domain.scan.secrecy import covered, hidden_cells, hidden_rows, is_small

STATUSES: Final = tuple(map(str, Status))
PLACES: Final = ("commune", "kind")
CERTAIN: Final = STATUSES.index(Status.ENTITLED)


@dataclass(slots=True)
class Group:
    """Households of a group: all, those with a certain right, and their certain euros a month."""

    households: int = 0
    entitled: int = 0
    euros: float = 0.0

    def add(self, households: int, entitled: int, euros: float) -> None:
        """Count more."""
        self.households += households
        self.entitled += entitled
        self.euros += euros


@dataclass(slots=True)
class Tally:
    """Counts of a scan. `rights`: households by right and status; `euros`: certain ones by right.

    `groups`: by breakdown ("commune", "kind"), then by code.
    """

    total: Group = field(default_factory=Group)
    rights: dict[str, dict[str, int]] = field(default_factory=dict)
    euros: dict[str, float] = field(default_factory=dict)
    groups: dict[str, dict[str, Group]] = field(default_factory=lambda: {one: {} for one in PLACES})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary; None: hidden."""

    breakdown: str
    code: str
    what: str
    households: int | None
    euros: float | None = None


def lines_of(tally: Tally) -> Iterator[Line]:
    """Give every line, small groups hidden."""
    yield from _of_total(tally.total)
    yield from _of_rights(tally)
    for breakdown in PLACES:
        yield from _of_groups(breakdown, tally.groups[breakdown])


def _of_total(total: Group) -> Iterator[Line]:
    without = total.households - total.entitled
    is_hidden = is_small(total.entitled) or is_small(without)
    all_hidden = is_small(total.households)
    yield Line("all", "", "households", None if all_hidden else total.households)
    if is_hidden or all_hidden:
        yield Line("all", "", "with_a_right", None)
    else:
        yield Line("all", "", "with_a_right", total.entitled, round(total.euros, 2))


def _of_rights(tally: Tally) -> Iterator[Line]:
    rights = list(tally.rights)
    cells = {one: [tally.rights[one].get(status, 0) for status in STATUSES] for one in rights}
    hidden = {one: hidden_cells(cells[one]) for one in rights}
    told = set(tally.euros) - _hidden_euros(tally, cells, hidden)
    for right in rights:
        for place, status in enumerate(STATUSES):
            count = None if place in hidden[right] else cells[right][place]
            is_told = place == CERTAIN and right in told
            euros = round(tally.euros[right], 2) if is_told else None
            yield Line("right", right, status, count, euros)


def _hidden_euros(
    tally: Tally, cells: Mapping[str, Sequence[int]], hidden: Mapping[str, frozenset[int]]
) -> frozenset[str]:
    """Return the rights whose euros are hidden: all but one and the total would give it back."""
    paid = list(tally.euros)
    small = {place for place, right in enumerate(paid) if CERTAIN in hidden[right]}
    rows = [(cells[right][CERTAIN],) for right in paid]
    return frozenset(paid[place] for place in covered(small, rows))


def _of_groups(breakdown: str, groups: Mapping[str, Group]) -> Iterator[Line]:
    codes = sorted(groups)
    rows = [(groups[one].entitled, groups[one].households - groups[one].entitled) for one in codes]
    hidden = hidden_rows(rows) if codes else frozenset()
    for place, code in enumerate(codes):
        one = groups[code]
        if place in hidden:
            yield Line(breakdown, code, "households", None)
            yield Line(breakdown, code, "with_a_right", None)
        else:
            yield Line(breakdown, code, "households", one.households)
            yield Line(breakdown, code, "with_a_right", one.entitled, round(one.euros, 2))
