"""What kinds of households weigh together, when their shares are intervals and make a whole.

In each of the 1,209 Iris read that hide nothing, the four kinds make all that the Cnaf pays: a cell
that is hidden is thus bounded by the others too.
"""

from collections.abc import Callable, Sequence
from typing import Final

from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.need.types import Kind, Worths

# Households without the RSA for each that has it, of a kind, with a housing benefit or not.
Prior = Callable[[Kind, bool], float]
Shares = Sequence[Interval]  # in the order of `Kind`
TINY: Final = 1e-12


def weighed(shares: Shares, benefit: Interval, prior: Prior, worths: Worths) -> Interval:
    """Return what the households without the RSA are worth, for each that has it.

    `benefit`: the share with a housing benefit, supposed the same in each kind. The sum is linear
    in the shares, then in `benefit`: its bounds are at the ends.
    """
    low, high = [], []
    for share in (benefit.low, benefit.high):
        parts = [_of_kind(one, share, prior, worths) for one in Kind]
        low.append(least(shares, [one.low for one in parts]))
        high.append(-least(shares, [-one.high for one in parts]))
    return Interval(min(low), max(high))


def _of_kind(kind: Kind, share: float, prior: Prior, worths: Worths) -> Interval:
    found = Interval(0.0, 0.0)
    for has_benefit, weight in ((True, share), (False, 1 - share)):
        worth, times = worths[kind, has_benefit], weight * prior(kind, has_benefit)
        found += Interval(times * worth.low, times * worth.high)
    return found


def least(shares: Shares, values: Sequence[float]) -> float:
    """Return the least sum of shares × values, the shares within their bounds and making 1.

    Each share starts at its low end; what is left goes to the least value first, as far as its
    high end. What no kind may hold goes to the least value of all.
    """
    total = sum(one.low * value for one, value in zip(shares, values, strict=True))
    left = 1 - sum(one.low for one in shares)
    for place in sorted(range(len(values)), key=values.__getitem__):
        if left <= TINY:
            return total
        taken = min(left, shares[place].high - shares[place].low)
        total += taken * values[place]
        left -= taken
    return total + max(left, 0.0) * min(values)
