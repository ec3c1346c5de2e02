"""Run as a program: OpenFisca as it is released, on the situation given by standard input.

Each variable is computed by a simulation of its own, from a plain situation JSON: nothing of our
gateway but the inputs it names. Prints {variable@period: [values]}.
"""

import json
import sys
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_allervers import corrected_system


def main() -> None:
    """Read {situation, outputs}; print what each variable is worth."""
    asked: dict[str, Any] = json.load(sys.stdin)
    system, _applied = corrected_system()
    found = {}
    for name, period in asked["outputs"]:
        simulation = SimulationBuilder().build_from_entities(system, asked["situation"])
        found[f"{name}@{period}"] = simulation.calculate(name, period).tolist()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
