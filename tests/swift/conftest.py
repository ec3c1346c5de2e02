"""The legislation, a plan of its fourteen benefits, and the stock engine in its own process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openfisca_swift.plan import Plan
from openfisca_swift.program import Program
from tests.swift.france import columns_of, outputs_of
from tests.swift.kept import kept_plan
from tests.swift.oracle import Oracle

MONTH = "2026-09"


@pytest.fixture(scope="session")
def system() -> Any:
    """Return OpenFisca-France's legislation."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - four seconds to build

    return FranceTaxBenefitSystem()


@pytest.fixture(scope="session")
def plan(request: pytest.FixtureRequest) -> Plan:
    """Return the plan of fourteen benefits for September 2026: made once, then kept.

    Its name is the fingerprint of the rules, of the library and of what is asked.
    """
    folder: Path = request.config.cache.mkdir("swift")
    return kept_plan(
        folder,
        lambda: request.getfixturevalue("system"),
        columns_of(MONTH),
        outputs_of(MONTH),
    )


@pytest.fixture(scope="session")
def program(plan: Plan) -> Program:
    """Return the plan ready to run."""
    return Program(plan)


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """Return the stock engine in a process of its own."""
    started = Oracle.start()
    yield started
    started.stop()
