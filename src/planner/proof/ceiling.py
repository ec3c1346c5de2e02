"""What a proof hands over: no compiled code here, so that any process may read it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Certificate:
    """A ceiling: no plan is worth more than `ceiling` people."""

    ceiling: float
    by_prices: float
    """What `prices` prove alone, as anyone can verify; whole numbers of visits may prove less."""
    relaxed: float
    """Value of the relaxed season: more time cannot bring the ceiling much below it."""
    prices: NDArray[np.float64]
    """Of exposure, of rewards, of visits (`prices.py`)."""
    pricings: int

    def gap(self, total: float) -> float:
        """Return how far a plan may be from the best one, as a share of the ceiling."""
        return max(0.0, self.ceiling - total) / self.ceiling if self.ceiling > 0.0 else 0.0
