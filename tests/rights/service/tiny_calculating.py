"""The calculating process on the tiny legislation: a real process, soon ready."""

import time
from multiprocessing import get_context
from typing import Any

import numpy as np

from allervers.rights.domain.situation import Situation
from allervers.rights.gateways.openfisca_situations import Built, Situations
from allervers.rights.service.calculating import main
from tests.swift.tiny import tiny_system

SLOW = 4242.0  # a wage that takes for ever
GREEDY = 4343.0  # a wage that asks for more memory than there is
BUSY = 4444.0  # a wage that leaves another process at work, and takes for ever


class TinySituations(Situations):
    """Situations of the tiny legislation."""

    def build(self, situation: Situation) -> Built:
        """Read a situation; some wages are too much."""
        built = super().build(situation)
        wages: Any = built.inputs.get("wage@2026-09", [])
        if BUSY in list(wages):
            get_context("fork").Process(target=time.sleep, args=(60,)).start()
        if SLOW in list(wages) or BUSY in list(wages):
            time.sleep(60)
        if GREEDY in list(wages):
            np.zeros(4_000_000_000, dtype=np.uint8)  # promised, never touched
        return built


if __name__ == "__main__":
    main(lambda: TinySituations(tiny_system()))
