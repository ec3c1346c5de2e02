"""The same door, computed in this process: for tests and a developer, never for a site.

It loads the rules where pages are served: some 150 MB, and seconds for the first question.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.explaining import explain
from allervers.rights.domain.explanation import Explanation
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import Screened, screen
from allervers.rights.domain.situation import Situation, completed


class InsideDoor:
    """The rules of this very process."""

    def screen(self, answers: Answers, month: date) -> Screened:
        """Return what can be said of every right, and the next question."""
        return screen(answers, month, _rules())

    def explain(self, right: Right, answers: Answers, month: date) -> Explanation:
        """Return why one right is open or not, and what would change it."""
        from allervers.rights.gateways.openfisca_register import (  # noqa: PLC0415 - as below
            rules_register,
        )

        return explain(right, answers, month, _rules(), rules_register())

    def calculate(self, situation: Situation) -> dict[str, Any]:
        """Return a situation completed."""
        return completed(situation, _situations().calculate(situation))


def _rules() -> Engine:
    # Inside: whoever imports the gateway of the rules loads them.
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415

    return engine(settings.ENGINE_FOLDER, settings.SECRET_KEY.encode())


@lru_cache(maxsize=1)
def _situations() -> Any:
    from allervers.rights.gateways import openfisca_forms as forms  # noqa: PLC0415 - as above
    from allervers.rights.gateways import openfisca_situations as stock  # noqa: PLC0415

    return forms.PlannedSituations(stock.stock_situations())
