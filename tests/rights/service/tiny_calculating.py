"""The calculating process on the tiny legislation: a real process, soon ready."""

import time
from typing import Any

from allervers.rights.domain.situation import Situation
from allervers.rights.gateways.openfisca_situations import Built, Situations
from allervers.rights.service.calculating import main
from tests.swift.tiny import tiny_system

SLOW = 4242.0  # a wage that takes for ever


class TinySituations(Situations):
    """Situations of the tiny legislation."""

    def build(self, situation: Situation) -> Built:
        """Read a situation; one wage takes for ever."""
        built = super().build(situation)
        wages: Any = built.inputs.get("wage@2026-09", [])
        if SLOW in list(wages):
            time.sleep(60)
        return built


if __name__ == "__main__":
    main(lambda: TinySituations(tiny_system()))
