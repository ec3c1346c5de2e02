"""The tables of the results, in French: caption, base, rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from data_inclusion.schema.v1 import Categorie, Thematique
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.reception.domain.language import name_of
from allervers.reception.models import Encounter
from allervers.reception.models.referral import Outcome
from allervers.results.domain.publishing import (
    CLAIMS,
    GIVEN_UP,
    HIDDEN,
    MET,
    ORIENTED,
    SCREENED,
    SENT,
    VISIT,
    Figure,
    Figures,
    Key,
)
from allervers.results.queries.shown import Names, Results
from allervers.rights.models import Claim
from allervers.rights.wording import right_label

NOT_ASKED: Final = gettext_lazy("non demandé")
YES_NO: Final = {"yes": gettext_lazy("oui"), "no": gettext_lazy("non"), "": NOT_ASKED}
# Groups with no name of their own on the page: those hidden are told as one line.
OPEN_LISTS: Final = frozenset({"language", "thematique", "category", "right", "opened"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its words and its figure; `level` 1 stands below the line before it."""

    code: str
    label: str
    figure: Figure
    level: int = 0
    is_outside: bool = False  # told beside the base, not part of it
    found: int | None = None  # of a right opened: for how many people it was found

    @property
    def share(self) -> int | None:
        """Of those for whom a right was found, how many have it opened, in per cent."""
        if self.figure.value is None or not self.found:
            return None
        return round(100 * self.figure.value / self.found)


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator: `base` says what the figures are counted among."""

    code: str
    caption: str
    base: str
    base_value: int | None
    rows: tuple[Row, ...]
    unit: str = ""

    @property
    def has_euros(self) -> bool:
        """Whether some row bears euros."""
        return any(row.figure.euros is not None for row in self.rows)

    @property
    def has_openings(self) -> bool:
        """Whether rows tell what was opened of what was found."""
        return self.code == "opened"

    @property
    def has_hidden(self) -> bool:
        """Whether something is hidden."""
        return any(row.figure.is_hidden for row in self.rows)


@cache
def _thematiques() -> dict[str, str]:
    return {one.value: str(one.label) for each in (Categorie, Thematique) for one in each}


def _choices(pairs: Iterable[tuple[str, object]], blank: object) -> dict[str, object]:
    return {**dict(pairs), "": blank}


def label(kind: str, code: str, names: Names) -> str:
    """Return the words of a code; the code itself when nothing names it."""
    if kind in {"right", "opened"}:
        return right_label(code)
    if kind == "language":
        return name_of(code) or str(NOT_ASKED)
    last = code.rpartition("/")[2]
    if kind == "unit":
        return names.units.get(last, ("", last))[1]
    lists: dict[str, dict[str, object]] = {
        "channel": dict(Encounter.Channel.choices),
        "audience": _choices(Encounter.Audience.choices, NOT_ASKED),
        "age_band": _choices(Encounter.AgeBand.choices, NOT_ASKED),
        "outcome": _choices(Outcome.choices, _("pas encore connue")),
        "commune": dict(names.communes),
        "opened_at": dict(names.communes),
        "claim_state": dict(Claim.State.choices),
        "non_take_up": dict(Claim.NonTakeUp.choices),
        "halt": dict(names.halts),
        "category": dict(_thematiques()),
        "thematique": dict(_thematiques()),
    }
    return str(lists.get(kind, dict(YES_NO)).get(last, last))


def tables_of(results: Results) -> list[Table]:
    """Return the tables of a page, those with nothing to say left out."""
    made = [make(results) for make in _TABLES]
    return [one for one in made if one.rows]


def _partition(kind: str, caption: object) -> Callable[[Results], Table]:
    def make(results: Results) -> Table:
        met = results.figures.get(MET, HIDDEN)
        rows = _rows(results, kind)
        return Table(kind, str(caption), _("personnes rencontrées"), met.value, rows)

    return make


def _rows(results: Results, kind: str, within: str = "", level: int = 0) -> tuple[Row, ...]:
    keys = [key for key in results.figures if key[0] == kind and key[1].startswith(within)]
    shown = [_row(results, key, level) for key in keys]
    if kind in OPEN_LISTS:
        hidden = any(row.figure.is_hidden for row in shown)
        shown = sorted(
            (row for row in shown if not row.figure.is_hidden),
            key=lambda row: (-(row.figure.value or 0), row.label),
        )
        shown += [Row("-others", _("autres"), HIDDEN, level)] if hidden else []
    return tuple(shown)


def _row(results: Results, key: Key, level: int = 0) -> Row:
    return Row(key[1], label(key[0], key[1], results.names), results.figures[key], level)


def _first_time(results: Results) -> Table:
    """Count first timers among those who were asked."""
    figures = results.figures
    asked = _asked(figures, "first_time")
    rows = tuple(replace(row, is_outside=not row.code) for row in _rows(results, "first_time"))
    base = _("personnes à qui on l’a demandé")
    return Table("first_time", _("Première rencontre"), base, asked, rows)


def _asked(figures: Figures, kind: str) -> int | None:
    """Return how many answered yes or no; None when a part of it is hidden."""
    values = [figures.get((kind, code), HIDDEN).value for code in ("yes", "no")]
    return None if None in values else sum(value or 0 for value in values)


def _places(results: Results) -> Table:
    rows: list[Row] = []
    for key in sorted(
        (key for key in results.figures if key[0] == "commune"),
        key=lambda key: label(key[0], key[1], results.names),
    ):
        rows.append(_row(results, key))
        rows += _rows(results, "halt", f"{key[1]}/", level=1)
    value = results.figures.get(("channel", "visit"), HIDDEN).value
    caption = _("Communes et haltes") if any(row.level for row in rows) else _("Communes")
    return Table("place", caption, _("personnes rencontrées à un passage"), value, tuple(rows))


def _requests(results: Results) -> Table:
    rows: list[Row] = []
    for row in _rows(results, "category"):
        rows.append(row)
        if not row.figure.is_hidden:
            rows += _rows(results, "thematique", f"{row.code}--", level=1)
    value = results.figures.get(("request", ""), HIDDEN).value
    return Table("request", _("Demandes"), _("demandes"), value, tuple(rows), _("demandes"))


def _rights(results: Results) -> Table:
    value = results.figures.get(SCREENED, HIDDEN).value
    base = _("personnes dont les droits ont été regardés")
    return Table("right", _("Droits trouvés"), base, value, _rows(results, "right"))


def _claims(results: Results) -> Table:
    """Count claims by state; under those given up, why."""
    figures, rows = results.figures, []
    value = figures.get(CLAIMS, HIDDEN).value
    for row in _rows(results, "claim_state") if value != 0 else ():
        rows.append(row)
        if row.code == GIVEN_UP[1] and not row.figure.is_hidden and row.figure.value:
            rows += _rows(results, "non_take_up", level=1)
    return Table("claim", _("Démarches"), _("démarches"), value, tuple(rows), _("démarches"))


def _opened(results: Results) -> Table:
    """Count rights opened among those found: euros a month, arrears, days, rate."""
    figures = results.figures
    rows = _rows(results, "opened") if figures.get(CLAIMS, HIDDEN).value != 0 else ()
    found = {code: figures[("right", code)].value for kind, code in figures if kind == "right"}
    told = [replace(row, is_outside=True, found=found.get(row.code)) for row in rows]
    base = _("personnes dont les droits ont été regardés")
    value = figures.get(SCREENED, HIDDEN).value
    return Table("opened", _("Droits ouverts, parmi les droits trouvés"), base, value, tuple(told))


def _opened_places(results: Results) -> Table:
    """Count people with a right opened, by the commune where they were met."""
    rows = sorted(_rows(results, "opened_at"), key=lambda row: row.label)
    if all(row.figure.is_hidden for row in rows):
        rows = []  # all are shown, or none (domain/publishing.py): a list of nothing says nothing
    base, value = _("personnes rencontrées à un passage"), results.figures.get(VISIT, HIDDEN).value
    caption = _("Personnes ayant un droit ouvert, par commune")
    return Table("opened_at", caption, base, value, tuple(rows))


def _outcomes(results: Results) -> Table:
    value = results.figures.get(SENT, HIDDEN).value
    rows = _rows(results, "outcome") if value != 0 else ()
    caption = _("Suites des orientations")
    return Table("outcome", caption, _("orientations"), value, rows, _("orientations"))


_TABLES: Final[tuple[Callable[[Results], Table], ...]] = (
    _places,
    _partition("channel", gettext_lazy("Où les personnes ont été rencontrées")),
    _first_time,
    _partition("audience", gettext_lazy("Public")),
    _partition("age_band", gettext_lazy("Âge")),
    _partition("language", gettext_lazy("Langue")),
    _partition("interpreter", gettext_lazy("Besoin d’un interprète")),
    _requests,
    _rights,
    _opened,
    _opened_places,
    _claims,
    _outcomes,
    _partition("left_early", gettext_lazy("Parties avant la fin")),
)


def headlines(results: Results) -> list[tuple[str, Figure]]:
    """Return the figures told first."""
    figures = results.figures
    return [
        (_("personnes rencontrées"), figures[MET]),
        (_("pour la première fois"), figures[("first_time", "yes")]),
        (_("droits regardés"), figures[SCREENED]),
        (_("personnes orientées"), figures[ORIENTED]),
    ]
