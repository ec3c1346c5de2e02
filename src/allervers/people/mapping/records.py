"""The register of data and the impact assessment, from their files."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from allervers.people.domain.impact import Measure, read_measures
from allervers.people.domain.register import Register, read_register


def _read(name: str) -> Any:
    return yaml.safe_load(files("allervers.people").joinpath(name).read_text("utf-8"))


@cache
def register() -> Register:
    """Return the register, read once. Raises RegisterError."""
    return read_register(_read("data_register.yml"))


@cache
def measures() -> tuple[Measure, ...]:
    """Return the measures of the impact assessment, read once. Raises ImpactError."""
    return read_measures(_read("dpia.yml")["mesures"])
