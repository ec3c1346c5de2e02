"""Past visits against the model: a factor, its uncertainty, by formula and by integration."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

from allervers.seasons.domain.calibration import (
    ENOUGH,
    PastVisit,
    Posterior,
    Seen,
    gamma_below,
    posterior,
    predictions,
)
from allervers.seasons.domain.need import NeedPoint

DAY = date(2026, 3, 2)


def seen(*met: int, predicted: float = 4.0) -> list[Seen]:
    """Return visits of which the model predicted as many, and so many were met."""
    return [Seen(PastVisit("h", DAY + timedelta(days=n), one), predicted) for n, one in
            enumerate(met)]  # fmt: skip


def integrated(visits: list[Seen]) -> tuple[float, float, float]:
    """Return mean and 95 % bounds of the factor by adding prior × likelihood on a fine grid."""
    theta = np.linspace(1e-6, 6, 200_001)
    log = -theta  # Gamma(1, 1)
    for one in visits:
        mean = theta * one.predicted
        log = log + one.visit.met * np.log(mean) - mean - math.lgamma(one.visit.met + 1)
    weight = np.exp(log - log.max())
    below = np.cumsum(weight) / weight.sum()
    low, high = np.searchsorted(below, [0.025, 0.975])
    return float((theta * weight).sum() / weight.sum()), float(theta[low]), float(theta[high])


@pytest.mark.parametrize("met", [[2] * 12, [5, 4, 6, 4, 5, 3, 4, 5, 4, 4, 6, 5, 4], [0] * 12])
def test_posterior_is_the_one_that_integration_gives(met: list[int]) -> None:
    visits = seen(*met)
    found = posterior(visits)
    assert found is not None
    assert found.dispersion == 1.0
    assert (found.mean, *found.bounds()) == pytest.approx(integrated(visits), rel=1e-3, abs=1e-4)


def test_counts_that_vary_more_than_poisson_s_widen_the_interval_not_the_mean() -> None:
    calm, wild = posterior(seen(*[4] * 12)), posterior(seen(*[0, 8] * 6))
    assert calm is not None
    assert wild is not None
    assert wild.mean == pytest.approx(calm.mean)
    assert wild.dispersion == pytest.approx(
        sum([(x - 4) ** 2 / 4 for x in [0, 8] * 6]) / 11, rel=0.01
    )
    assert wild.bounds()[0] < calm.bounds()[0] < calm.bounds()[1] < wild.bounds()[1]


def test_few_visits_or_visits_that_reach_nobody_say_nothing() -> None:
    assert posterior(seen(*[4] * (ENOUGH - 1))) is None
    assert posterior(seen(*[4] * ENOUGH, predicted=0.0)) is None
    assert posterior([]) is None


def test_gamma_function_is_the_exponential_s_and_the_erlang_s() -> None:
    for value in (0.1, 1.0, 5.0, 40.0):
        assert gamma_below(1, value) == pytest.approx(1 - math.exp(-value))
        erlang = 1 - sum(math.exp(-value) * value**k / math.factorial(k) for k in range(7))
        assert gamma_below(7, value) == pytest.approx(erlang, abs=1e-12)
    assert gamma_below(3, 0) == 0
    assert Posterior(4000, 4000, 1).quantile(0.5) == pytest.approx(1, abs=1e-3)


def test_each_visit_is_predicted_those_that_the_former_ones_left() -> None:
    point = NeedPoint("p", "p", 48.8, 2.3, {"all": (80.0, 120.0)}, 0.5, 0.0, ())
    visits = [PastVisit("h", DAY, 3), PastVisit("h", DAY + timedelta(days=14), 2),
              PastVisit("nowhere", DAY, 1)]  # fmt: skip
    found = predictions(visits, [point], [("h", "p", 0.3)])
    assert [one.predicted for one in found] == pytest.approx(
        [50 * (1 - math.exp(-0.3)), 0, 50 * math.exp(-0.3) * (1 - math.exp(-0.3))]
    )
