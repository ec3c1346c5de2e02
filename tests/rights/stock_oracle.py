"""Run as a program: OpenFisca as it is released, on the situation given by standard input.

Each variable is computed by a simulation of its own, from a plain situation JSON: nothing of our
gateway but the inputs it names. Prints {variable@period: [values]}.
"""

import json
import sys
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem


def main() -> None:
    """Read {situation, ceiling, outputs}; print what each variable is worth."""
    asked: dict[str, Any] = json.load(sys.stdin)
    system = FranceTaxBenefitSystem()
    minima = system.parameters.prestations_sociales.solidarite_insertion.minima_sociaux
    minima.cs.cmu.plafond_base.update(start="2025-04-01", value=asked["ceiling"])
    found = {}
    for name, period in asked["outputs"]:
        simulation = SimulationBuilder().build_from_entities(system, asked["situation"])
        found[f"{name}@{period}"] = simulation.calculate(name, period).tolist()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
