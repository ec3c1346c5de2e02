"""What a page may ask of the rules while somebody waits: `gateways/rights_service.py` is ours."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.explanation import Explanation
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import Screened
from allervers.rights.domain.situation import Situation


@dataclass(eq=False)
class DoorClosedError(Exception):
    """Nobody answers now: not started, stopped, or too busy. Ask again after `wait` seconds."""

    why: str
    wait: int = 5


class RightsDoor(Protocol):
    """The rules, computed elsewhere, in the time that a page may take.

    Each raises DoorClosedError, and EngineError when the rules cannot say (a month without rules).
    """

    def screen(self, answers: Answers, month: date) -> Screened:
        """Return what can be said of every right, and the next question."""
        ...

    def explain(self, right: Right, answers: Answers, month: date) -> Explanation:
        """Return why one right is open or not, and what would change it."""
        ...

    def calculate(self, situation: Situation) -> dict[str, Any]:
        """Return an OpenFisca situation completed; raises SituationError too."""
        ...
