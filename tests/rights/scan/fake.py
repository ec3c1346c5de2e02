"""Engines that give each right an amount drawn from the household's own figures, at once."""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from allervers.rights.domain.engine import Amounts, Engine, EngineError, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.population import Population
from allervers.rights.domain.right import RIGHTS, Right

LOADER = "tests.rights.scan.fake:quick"
STOPPING_LOADER = "tests.rights.scan.fake:stopping"
SLOW_LOADER = "tests.rights.scan.fake:slow"


class Fake:
    """An engine whose amounts are the wages, the rent and the children, together."""

    rules = "règles inventées"

    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Nobody asks."""
        raise NotImplementedError

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return the same amount for each right, after a while; note each call when asked to."""
        time.sleep(self.seconds)
        if told := os.environ.get("SCAN_CALLS"):
            with Path(told).open("a") as file:
                file.write(f"{population.count}\n")
        wages = np.bincount(population.household, population.persons["wages"])
        sizes = np.bincount(population.household)
        amount = np.maximum(wages + population.homes["rent"] - 500 * sizes, 0.0)
        never = np.zeros(population.count, dtype=bool)
        return {right: Amounts(amount, amount > 0, never) for right in RIGHTS}


class Stopping(Fake):
    """An engine at whose third call somebody presses Ctrl-C."""

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return amounts, or stop."""
        self.seconds += 1
        if self.seconds > 2:
            raise KeyboardInterrupt
        return Fake().amounts(population, month)


def stopping() -> Engine:
    """Return an engine that is soon stopped."""
    return Stopping()


def quick() -> Engine:
    """Return the engine."""
    return Fake()


def slow() -> Engine:
    """Return the engine, which takes its time."""
    return Fake(0.15)


class Ignorant(Fake):
    """An engine that knows no month."""

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Refuse."""
        raise EngineError("aucune règle")


def ignorant() -> Engine:
    """Return an engine that knows no month."""
    return Ignorant()
