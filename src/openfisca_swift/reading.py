"""What a formula that cannot be followed reads: noted once, while the plan is made."""

from typing import Any, NoReturn

from numpy.typing import NDArray

from openfisca_swift.calling import name_of
from openfisca_swift.graph import NotFollowedError
from openfisca_swift.traced import Traced

Array = NDArray[Any]


class Reader:
    """A population that gives specimens to a formula, and notes what it reads."""

    def __init__(self, population: Any) -> None:
        self._population = population
        self.names: list[str] = []
        self.arrays: list[Traced] = []

    def __call__(self, variable: str, period: Any, *options: Any) -> Array:
        """Return a specimen of a variable of this population."""
        if options:
            raise NotFollowedError("A formula that is called may not add or divide.")
        found = self._population(variable, period)
        self.names.append(name_of(variable, period))
        self.arrays.append(found)
        specimen: Array = found.node.specimen
        return specimen

    def __getattr__(self, name: str) -> NoReturn:
        raise NotFollowedError(f"{name} is asked for by a formula that is called.")
