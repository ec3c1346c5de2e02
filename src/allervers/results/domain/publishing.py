"""From what was counted to what is shown: every figure, or the fact that it is hidden."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from allervers.results.domain.secrecy import SMALLEST_SHOWN, Cell, Sum, hidden_cells

# Breakdowns that share all the people met; "" is "not asked" in each, never "no".
BREAKDOWNS: Final = (
    "channel", "audience", "age_band", "first_time", "interpreter", "language", "left_early",
)  # fmt: skip
MET, SCREENED, ORIENTED = ("met", ""), ("screened", ""), ("oriented", "")
VISIT: Final = ("channel", "visit")
CLAIMS, STATE_OPENED, GIVEN_UP = (
    ("claim", ""),
    ("claim_state", "opened"),
    ("claim_state", "given_up"),
)
SENT, ASKED, ANY_RIGHT = ("referral", ""), ("request", ""), ("any_right", "")
OPENED_OTHER: Final = ("opened_other", "")  # opened without having been found: never shown
WHOLES: Final = (MET, SCREENED, ORIENTED, SENT, ASKED, ANY_RIGHT, CLAIMS, STATE_OPENED, GIVEN_UP)
REST: Final = "-rest"  # the people of a whole who are not in a group: never shown

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many things were counted, how many people stand behind them, euros a month.

    Of rights opened: euros paid at once for the past, and the median of days since they were found.
    """

    value: int = 0
    people: int = 0
    euros: Decimal | None = None
    arrears: Decimal | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown: nothing at all when `is_hidden`."""

    value: int | None = None
    people: int | None = None
    euros: Decimal | None = None
    is_hidden: bool = False
    arrears: Decimal | None = None
    days: int | None = None


HIDDEN: Final = Figure(is_hidden=True)
Figures = Mapping[Key, Figure]


def publish(counts: Mapping[Key, Count], known: Mapping[str, Sequence[str]]) -> Figures:
    """Return each figure, or that it is hidden. `known`: codes of a breakdown shown even at zero.

    Wholes and parts: people met = each breakdown; met at visits = communes; a commune = its
    halts, and = its units; requests = categories = thematiques; referrals = outcomes. People met
    are screened or not, oriented or not; people screened have a right or not; a right found is
    opened or not. Claims = states; those given up = reasons.
    """
    every = _completed(counts, known)
    sums = [*_of_people(every), *_of_places(every), *_of_things(every), *_of_claims(every)]
    cells = {_name(key): Cell(one.value, one.people) for key, one in every.items()}
    hidden = _hidden(every, cells, sums)
    if opened_would_tell(every, hidden):
        # Its value counts no people: it is hidden as a small group is, and others with it.
        cells[_name(STATE_OPENED)] = Cell(every[STATE_OPENED].value, 1)
        hidden = _hidden(every, cells, sums)
    hidden |= places_that_would_tell(every, hidden)
    figures = {
        key: HIDDEN if key in hidden else _shown(one)
        for key, one in every.items()
        if not key[1].startswith(REST) and key != OPENED_OTHER
    }
    rights = [figure for (kind, _code), figure in figures.items() if kind == "right"]
    if any(one.is_hidden for one in rights):
        # People with any right, less those of the rights shown, would bound the hidden one.
        figures[ANY_RIGHT] = HIDDEN
    return figures


def _hidden(every: Mapping[Key, Count], cells: Mapping[str, Cell], sums: Sequence[Sum]) -> set[Key]:
    names = hidden_cells(cells, sums)
    return {key for key in every if _name(key) in names}


def _shown(one: Count) -> Figure:
    return Figure(one.value, one.people, one.euros, arrears=one.arrears, days=one.days)


def shown_euros(figures: Figures, kind: str = "right") -> Decimal:
    """Add the euros of the rights shown; those hidden are left out, else a sum would tell them.

    `kind`: rights found ("right"), or opened ("opened").
    """
    kept = [one.euros for (each, _code), one in figures.items() if each == kind and one.euros]
    return sum(kept, Decimal(0))


def _completed(counts: Mapping[Key, Count], known: Mapping[str, Sequence[str]]) -> dict[Key, Count]:
    """Add what nobody answered, at zero, and the rest of each whole."""
    every = {(kind, code): Count() for kind, codes in known.items() for code in codes}
    every |= {key: Count() for key in WHOLES}
    every |= {("opened", code): Count() for kind, code in counts if kind == "right"}
    every |= counts
    every[ORIENTED] = Count(every[SENT].people, every[SENT].people)
    rights = [key for key in every if key[0] == "right"]
    for whole, inside in ((MET, SCREENED), (MET, ORIENTED)):
        every[_rest(inside)] = _less(every[whole], every[inside])
    for inside in (*rights, ANY_RIGHT):
        every[_rest(inside)] = _less(every[SCREENED], every[inside])
    for whole, inside in opened_pairs(every):
        every[_rest(inside)] = _less(every[whole], every[inside])
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


def opened_pairs(every: Mapping[Key, Count]) -> list[tuple[Key, Key]]:
    """Return each right found with what of it was opened, each commune with whom it was for."""
    pairs = {"opened": "right", "opened_at": "commune"}
    return [
        ((pairs[kind], code), (kind, code))
        for kind, code in every
        if kind in pairs and not code.startswith(REST) and (pairs[kind], code) in every
    ]


def _of_claims(every: Mapping[Key, Count]) -> Iterable[Sum]:
    """Claims are of states; those given up, of reasons; a right found is opened or not yet."""
    yield _sum(CLAIMS, (key for key in every if key[0] == "claim_state"))
    reasons = [key for key in every if key[0] == "non_take_up"]
    if reasons:
        yield _sum(GIVEN_UP, reasons)
    for whole, inside in opened_pairs(every):
        yield _sum(whole, (inside, _rest(inside)))


def opened_would_tell(every: Mapping[Key, Count], hidden: Collection[Key]) -> bool:
    """Whether the number of claims opened would give back a small group of the rights opened.

    Less those shown, it would bound a hidden one; or tell that a few were opened without having
    been found.
    """
    if not every[STATE_OPENED].value:
        return False  # a zero tells of nobody
    other = every.get(OPENED_OTHER, Count()).people
    return 0 < other < SMALLEST_SHOWN or any(kind == "opened" for kind, _code in hidden)


def places_that_would_tell(every: Mapping[Key, Count], hidden: Collection[Key]) -> set[Key]:
    """Return people with a right opened, by commune, when one place could be found from others.

    They share people with the rights opened, without a sum: all are shown, or none.
    """
    places = {key for key in every if key[0] == "opened_at"}
    few = any(0 < every[key].people < SMALLEST_SHOWN for key in places)
    linked = any(key[0] in {"opened", "opened_at"} or key == STATE_OPENED for key in hidden)
    return places if few or linked else set()


def _holds(whole: Key, part: Key, mark: str) -> bool:
    return part[1].partition(mark)[0] == whole[1]


def _sum(whole: Key, parts: Iterable[Key]) -> Sum:
    return Sum(_name(whole), tuple(_name(part) for part in parts))


def _name(key: Key) -> str:
    return f"{key[0]}:{key[1]}"
