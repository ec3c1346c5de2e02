"""Tax scales as plain data: the same array operations as OpenFisca-Core 44's, line by line.

They are kept apart from rowwise operations: `numpy.dot` may round differently with the number of
rows, so nothing is folded through it (except an exact zero, see `folding`).
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
EPSILON: Final = np.finfo(np.float64).eps


def _above(base: Array, thresholds: Array) -> Array:
    return np.asarray(np.maximum(np.minimum(base, thresholds[:, 1:]) - thresholds[:, :-1], 0))


def marginal_rate(
    base: Array,
    thresholds: tuple[float, ...],
    rates: tuple[float, ...],
    factor: Any = 1.0,
    decimals: int | None = None,
) -> Array:
    """Return the tax on each base; `MarginalRateTaxScale.calc`."""
    tiled = np.tile(base, (len(thresholds), 1)).T
    factors = np.ones(len(base)) * factor
    limits = np.outer(factors + EPSILON, np.array([*thresholds, np.inf]))
    if decimals is not None:
        limits = np.round(limits, decimals)
    parts = _above(tiled, limits)
    if decimals is None:
        return np.asarray(np.dot(list(rates), parts.T))
    tiled_rates = np.tile(list(rates), (len(base), 1))
    return np.asarray(np.round(tiled_rates * np.round(parts, decimals), decimals).sum(axis=1))


def marginal_amount(
    base: Array, thresholds: tuple[float, ...], amounts: tuple[float, ...]
) -> Array:
    """Return the sum of the amounts of the brackets reached; `MarginalAmountTaxScale.calc`."""
    tiled = np.tile(base, (len(thresholds), 1)).T
    limits = np.tile(np.hstack((list(thresholds), np.inf)), (len(base), 1))
    return np.asarray(np.dot(list(amounts), _above(tiled, limits).T > 0))


def single_amount(
    base: Array, thresholds: tuple[float, ...], amounts: tuple[float, ...], right: Any
) -> Array:
    """Return the amount of the bracket of each base; `SingleAmountTaxScale.calc`."""
    places = np.digitize(base, np.array([-np.inf, *thresholds, np.inf]), right=right)
    return np.asarray(np.array([0, *amounts, 0])[places - 1])


SCALES: Final[dict[str, Callable[..., Array]]] = {
    "marginal_rate": marginal_rate,
    "marginal_amount": marginal_amount,
    "single_amount": single_amount,
}
