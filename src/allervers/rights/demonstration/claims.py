"""Invented claims of invented encounters: each state, some late, some opened with euros."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.models import Encounter
from allervers.rights.actions.claims import Asked, change_claim, start_claim
from allervers.rights.domain.claims.claim import NonTakeUp, State, Step
from allervers.rights.domain.right import Right


class Later(NamedTuple):
    """What happens to a claim, so many days after the encounter."""

    days: int
    state: State
    values: dict[str, Any] = {}  # noqa: RUF012 - read only
    note: str = ""


LIVES: Final[tuple[tuple[str, tuple[Later, ...]], ...]] = (
    (
        Right.RSA,
        (
            Later(1, State.SENT, note="dossier fait ensemble sur caf.fr"),
            Later(20, State.OPENED, {"amount": Decimal("573.49"), "arrears": Decimal("1146.98")}),
        ),
    ),
    (Right.AIDE_LOGEMENT, (Later(2, State.SENT), Later(9, State.DOCUMENTS))),
    (Right.CSS, (Later(3, State.SENT), Later(24, State.OPENED))),
    (Right.AAH, (Later(1, State.SENT), Later(30, State.REFUSED))),
    (Right.PPA, (Later(4, State.GIVEN_UP, {"reason": NonTakeUp.NOT_ASKED}),)),
    (Right.ASPA, (Later(1, State.SENT),)),
    (Right.AF, ()),
)
EACH: Final = 2  # one encounter in so many has a claim


def live_claims(viewer: Viewer, encounters: list[Encounter], now: datetime) -> int:
    """Live a claim for one encounter in two, as far as time has gone; return how many began."""
    claimed = encounters[::EACH]
    for rank, encounter in enumerate(claimed):
        _live(viewer, encounter, rank, now)
    return len(claimed)


def _live(viewer: Viewer, encounter: Encounter, rank: int, now: datetime) -> None:
    right, later = LIVES[rank % len(LIVES)]
    claim = start_claim(
        viewer=viewer, encounter_id=encounter.pk, asked=Asked(right), now=encounter.met_at
    )
    for one in later:
        at = encounter.met_at + timedelta(days=one.days)
        if at > now:
            return
        claim = change_claim(
            viewer=viewer,
            claim_id=claim.pk,
            step=Step(state=one.state, on=at.date(), **one.values),
            note=one.note,
            seen=claim.version,
            now=at,
        )
