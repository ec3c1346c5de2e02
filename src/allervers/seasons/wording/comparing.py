"""What differs between plans in words, each with a sign: never only a colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.seasons.domain.comparing import Change, Line, State
from allervers.seasons.queries.compare import HaltCompared
from allervers.ui import french

MINUS: Final = "\N{MINUS SIGN}"
SIGNS: Final = {
    State.SAME: "=",
    State.ADDED: "+",
    State.REMOVED: MINUS,
    State.HOURS: "≠",
    State.UNIT: "≠",
    State.TIMES: "≠",
}
_VISIT: Final = {
    State.SAME: gettext_lazy("gardé"),
    State.ADDED: gettext_lazy("ajouté"),
    State.REMOVED: gettext_lazy("retiré"),
    State.HOURS: gettext_lazy("autre heure"),
    State.UNIT: gettext_lazy("autre unité"),
}
_HALT: Final = {
    State.SAME: gettext_lazy("autant de passages"),
    State.ADDED: gettext_lazy("ajoutée"),
    State.REMOVED: gettext_lazy("retirée"),
    State.TIMES: gettext_lazy("plus ou moins de passages"),
}
_COUNTED: Final = {
    State.ADDED: (gettext_lazy("ajouté"), gettext_lazy("ajoutés")),
    State.REMOVED: (gettext_lazy("retiré"), gettext_lazy("retirés")),
    State.HOURS: (gettext_lazy("à une autre heure"), gettext_lazy("à une autre heure")),
    State.UNIT: (gettext_lazy("par une autre unité"), gettext_lazy("par une autre unité")),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A difference to show: `sign` and `word` say it, `state` may colour it. `was`: what it was."""

    state: str
    sign: str
    word: str
    hours: str = ""
    place: str = ""
    unit: str = ""
    was: str = ""


def visit_mark(one: Change, *, is_landmark: bool = False) -> Mark:
    """Say a visit of a plan; of the landmark, without sign nor word."""
    visit = one.shown
    hours = french.hours_text(visit.starts, visit.ends)
    if is_landmark:
        return Mark("landmark", "", "", hours, visit.place, visit.unit)
    was = ""
    if one.state is State.HOURS and one.before is not None:
        was = _("avant\u00a0: %(was)s") % {
            "was": french.hours_text(one.before.starts, one.before.ends)
        }
    if one.state is State.UNIT and one.before is not None:
        was = _("avant\u00a0: %(was)s") % {"was": one.before.unit}
    word = str(_VISIT[one.state])
    return Mark(one.state, SIGNS[one.state], word, hours, visit.place, visit.unit, was)


def halt_mark(state: State) -> Mark:
    """Say what becomes of a halt."""
    return Mark(state, SIGNS[state], str(_HALT[state]))


def counts_text(counts: Mapping[State, int]) -> str:
    """Say « 3 ajoutés, 2 retirés »; « rien ne change » when nothing differs."""
    found = [
        french.count_text(counts[state], str(one), str(many))
        for state, (one, many) in _COUNTED.items()
        if counts.get(state)
    ]
    return ", ".join(found) or _("rien ne change")


def cells_of(line: Line) -> list[Mark | None]:
    """Return a mark for each plan; None where neither it nor the landmark has the visit."""
    return [
        None if one is None else visit_mark(one, is_landmark=rank == 0)
        for rank, one in enumerate(line.cells)
    ]


def visits_text(halt: HaltCompared, names: Sequence[str]) -> str:
    """Say « repère : 2 passages ; autre projet : 3 passages »."""
    return f"{french.NO_BREAK}; ".join(
        _("%(plan)s\u00a0: %(count)s")
        % {"plan": name, "count": french.count_text(count, _("passage"), _("passages"))}
        for name, count in zip(names, halt.visits, strict=True)
    )


def legend() -> list[Mark]:
    """Return each state of a halt, for the words under a map."""
    return [halt_mark(one) for one in (State.SAME, State.ADDED, State.REMOVED, State.TIMES)]
