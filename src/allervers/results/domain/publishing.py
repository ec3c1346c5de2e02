"""From what was counted to what is shown: every figure, or the fact that it is hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from allervers.results.domain.secrecy import Cell, Sum, hidden_cells

# Breakdowns that share all the people met; "" is "not asked" in each, never "no".
BREAKDOWNS: Final = (
    "channel", "audience", "age_band", "first_time", "interpreter", "language", "left_early",
)  # fmt: skip
MET, SCREENED, ORIENTED = ("met", ""), ("screened", ""), ("oriented", "")
VISIT: Final = ("channel", "visit")
SENT, ASKED, ANY_RIGHT = ("referral", ""), ("request", ""), ("any_right", "")
REST: Final = "-rest"  # the people of a whole who are not in a group: never shown

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many things were counted, how many people stand behind them, euros a month."""

    value: int = 0
    people: int = 0
    euros: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown: nothing at all when `is_hidden`."""

    value: int | None = None
    people: int | None = None
    euros: Decimal | None = None
    is_hidden: bool = False


HIDDEN: Final = Figure(is_hidden=True)
Figures = Mapping[Key, Figure]


def publish(counts: Mapping[Key, Count], known: Mapping[str, Sequence[str]]) -> Figures:
    """Return each figure, or that it is hidden. `known`: codes of a breakdown shown even at zero.

    Wholes and parts: people met = each breakdown; met at visits = communes; a commune = its
    halts, and = its units; requests = categories = thematiques; referrals = outcomes. People met
    are screened or not, oriented or not; people screened have a right or not.
    """
    every = _completed(counts, known)
    sums = [*_of_people(every), *_of_places(every), *_of_things(every)]
    cells = {_name(key): Cell(one.value, one.people) for key, one in every.items()}
    hidden = hidden_cells(cells, sums)
    figures = {
        key: HIDDEN if _name(key) in hidden else Figure(one.value, one.people, one.euros)
        for key, one in every.items()
        if not key[1].startswith(REST)
    }
    rights = [figure for (kind, _code), figure in figures.items() if kind == "right"]
    if any(one.is_hidden for one in rights):
        # People with any right, less those of the rights shown, would bound the hidden one.
        figures[ANY_RIGHT] = HIDDEN
    return figures


def shown_euros(figures: Figures) -> Decimal:
    """Add the euros of the rights shown; those hidden are left out, else a sum would tell them."""
    kept = [one.euros for (kind, _code), one in figures.items() if kind == "right" and one.euros]
    return sum(kept, Decimal(0))


def _completed(counts: Mapping[Key, Count], known: Mapping[str, Sequence[str]]) -> dict[Key, Count]:
    """Add what nobody answered, at zero, and the rest of each whole."""
    every = {(kind, code): Count() for kind, codes in known.items() for code in codes}
    every |= {key: Count() for key in (MET, SCREENED, ORIENTED, SENT, ASKED, ANY_RIGHT)}
    every |= counts
    every[ORIENTED] = Count(every[SENT].people, every[SENT].people)
    rights = [key for key in every if key[0] == "right"]
    for whole, inside in ((MET, SCREENED), (MET, ORIENTED)):
        every[_rest(inside)] = _less(every[whole], every[inside])
    for inside in (*rights, ANY_RIGHT):
        every[_rest(inside)] = _less(every[SCREENED], every[inside])
    return every


def _less(whole: Count, part: Count) -> Count:
    left = whole.people - part.people
    return Count(left, left)


def _rest(key: Key) -> Key:
    return key[0], f"{REST} {key[1]}"


def _of_people(every: Mapping[Key, Count]) -> Iterable[Sum]:
    for kind in BREAKDOWNS:
        yield _sum(MET, (key for key in every if key[0] == kind))
    for inside in (SCREENED, ORIENTED):
        yield _sum(MET, (inside, _rest(inside)))
    for key in every:
        if key[0] in {"right", "any_right"} and not key[1].startswith(REST):
            yield _sum(SCREENED, (key, _rest(key)))


def _of_places(every: Mapping[Key, Count]) -> Iterable[Sum]:
    communes = [key for key in every if key[0] == "commune"]
    if communes:
        yield _sum(VISIT, communes)
    for commune in communes:
        for kind in ("halt", "unit"):
            inside = [key for key in every if key[0] == kind and _holds(commune, key, "/")]
            if inside:
                yield _sum(commune, inside)


def _of_things(every: Mapping[Key, Count]) -> Iterable[Sum]:
    yield _sum(SENT, (key for key in every if key[0] == "outcome"))
    categories = [key for key in every if key[0] == "category"]
    yield _sum(ASKED, categories)
    for category in categories:
        inside = [
            key
            for key in every
            if key[0] == "thematique" and (key[1] == category[1] or _holds(category, key, "--"))
        ]
        yield _sum(category, inside)


def _holds(whole: Key, part: Key, mark: str) -> bool:
    return part[1].partition(mark)[0] == whole[1]


def _sum(whole: Key, parts: Iterable[Key]) -> Sum:
    return Sum(_name(whole), tuple(_name(part) for part in parts))


def _name(key: Key) -> str:
    return f"{key[0]}:{key[1]}"
