"""Shared by the tests of claims: an encounter of Bruno's, and what is done with its claims."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.models import Encounter
from allervers.rights.actions import claims as actions
from allervers.rights.actions.claims import Asked
from allervers.rights.domain.claims.claim import NonTakeUp, State, Step
from allervers.rights.models import Claim
from tests.cast import viewer
from tests.rights.sheet_world import SheetWorld


def noon(day: date) -> datetime:
    """Return the noon of a day."""
    return datetime.combine(day, time(12), UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Bruno, somebody he met, and the claims that he follows for them."""

    world: SheetWorld
    encounter: Encounter
    bruno: Viewer

    def start(self, right: str = "rsa", day: date = date(2026, 11, 2)) -> Claim:
        """Begin a claim."""
        return actions.start_claim(
            viewer=self.bruno, encounter_id=self.encounter.pk, asked=Asked(right), now=noon(day)
        )

    def change(
        self, claim: Claim, state: State, day: date, note: str = "", **values: object
    ) -> Claim:
        """Change a claim on a day, seen as it is."""
        claim.refresh_from_db()
        reason = NonTakeUp.NOT_ASKED if state is State.GIVEN_UP else None
        step = Step(state=state, on=day, reason=reason, **values)  # type: ignore[arg-type]
        return actions.change_claim(
            viewer=self.bruno,
            claim_id=claim.pk,
            step=step,
            note=note,
            seen=claim.version,
            now=noon(day),
        )

    def member(self, name: str) -> Viewer:
        """Return somebody of the cast."""
        return viewer(getattr(self.world.cast, name))


@pytest.fixture
def desk(sheet_world: SheetWorld) -> Desk:
    """Return Bruno and somebody he met."""
    return Desk(sheet_world, sheet_world.encounter(), viewer(sheet_world.cast.bruno))
