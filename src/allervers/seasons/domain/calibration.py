"""Past visits against what the model said of them: a factor, and how uncertain it is.

Met at visit v: Poisson of mean θ × predicted(v), θ with a prior Gamma(1, 1) (mean 1, as wide).
After the visits θ is Gamma(1 + Σ met, 1 + Σ predicted). Where counts vary more than Poisson's
(Pearson's dispersion φ > 1), shape and rate are divided by φ: same mean, wider. docs/why/besoin.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from allervers.seasons.domain.need import NeedPoint, supposed_at

ENOUGH: Final = 12  # visits under which nothing is said
LEAST_PREDICTED: Final = 1.0  # people over all of them
PRIOR: Final = 1.0
TAIL: Final = 0.025
TURNS: Final = 200


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit made: its halt, its day, the people met there."""

    halt: str
    day: date
    met: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A past visit and the people that the model predicted there."""

    visit: PastVisit
    predicted: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """What past visits say of the factor: Gamma of this shape and rate."""

    shape: float
    rate: float
    dispersion: float

    @property
    def mean(self) -> float:
        """The factor expected."""
        return self.shape / self.rate

    def bounds(self) -> tuple[float, float]:
        """Return the factor's credible interval at 95 %."""
        return self.quantile(TAIL), self.quantile(1 - TAIL)

    def quantile(self, share: float) -> float:
        """Return the value under which the factor lies with this probability (bisection)."""
        low, high = 0.0, self.mean + 20 * math.sqrt(self.shape) / self.rate + 20 / self.rate
        for _ in range(TURNS):
            middle = (low + high) / 2
            if gamma_below(self.shape, middle * self.rate) < share:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def predictions(
    visits: Sequence[PastVisit],
    points: Sequence[NeedPoint],
    exposed: Sequence[tuple[str, str, float]],
) -> list[Seen]:
    """Return what the model predicts of each visit, in the order of days.

    Each visit reaches a share 1 − exp(−e) of those that earlier ones left at each point. `points`
    must not have those met at these very visits taken off already.
    """
    by_halt: dict[str, list[tuple[str, float]]] = {}
    for halt, point, exposure in exposed:
        by_halt.setdefault(halt, []).append((point, exposure))
    left = {one.id: supposed_at(one) * (1 - one.covered) for one in points}
    found = []
    for visit in sorted(visits, key=lambda one: (one.day, one.halt)):
        predicted = 0.0
        for point, exposure in by_halt.get(visit.halt, ()):
            reached = left[point] * -math.expm1(-exposure)
            left[point] -= reached
            predicted += reached
        found.append(Seen(visit, predicted))
    return found


def posterior(seen: Sequence[Seen]) -> Posterior | None:
    """Return what the visits say of the factor; None when there are not enough of them."""
    counted = [one for one in seen if one.predicted > 0]
    predicted = sum(one.predicted for one in counted)
    if len(counted) < ENOUGH or predicted < LEAST_PREDICTED:
        return None
    met = sum(one.visit.met for one in counted)
    shape, rate = PRIOR + met, PRIOR + predicted
    dispersion = max(1.0, _dispersion(counted, shape / rate))
    return Posterior(shape / dispersion, rate / dispersion, dispersion)


def met_by_halt(visits: Sequence[PastVisit]) -> Mapping[str, float]:
    """Return the people met at each halt."""
    found: dict[str, float] = {}
    for one in visits:
        found[one.halt] = found.get(one.halt, 0.0) + one.met
    return found


def _dispersion(seen: Sequence[Seen], factor: float) -> float:
    """Return Pearson's: the mean of (met − expected)² / expected."""
    squares = ((one.visit.met - factor * one.predicted) ** 2 / (factor * one.predicted)
               for one in seen)  # fmt: skip
    return sum(squares) / (len(seen) - 1)


def gamma_below(shape: float, value: float) -> float:
    """Return P(shape, value), the regularised lower incomplete gamma function.

    Series below shape + 1, Lentz's continued fraction above (DLMF 8.11.4 and 8.9.2).
    """
    if value <= 0:
        return 0.0
    front = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    if value < shape + 1:
        term = whole = 1 / shape
        step = shape
        while abs(term) > abs(whole) * 1e-15:
            step += 1
            term *= value / step
            whole += term
        return front * whole
    return 1 - front * _fraction(shape, value)


def _fraction(shape: float, value: float) -> float:
    below = value + 1 - shape
    c, d = 1e300, 1 / below
    found = d
    for step in range(1, 10_000):
        number = step * (shape - step)
        below += 2
        d = 1 / (number * d + below)
        c = below + number / c
        found *= d * c
        if abs(d * c - 1) < 1e-15:  # noqa: PLR2004 - as precise as floats are
            break
    return found
