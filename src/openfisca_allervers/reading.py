"""Which parameters each right reads: the rules are run once on typical households, and watched."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxscales import TaxScaleLike
from openfisca_core.tracers import TracingParameterNodeAtInstant

from openfisca_allervers.typical import situation


class Watching(TracingParameterNodeAtInstant):  # type: ignore[misc]
    """A node that also notes the scales read: the stock one notes figures only."""

    def get_traced_child(self, child: Any, key: Any) -> Any:
        """Return a child, and note it."""
        if isinstance(child, TaxScaleLike):
            node = self.parameter_node_at_instant
            self.tracer.record_parameter_access(
                f"{node._name}.{key}",  # noqa: SLF001 - as the stock class does
                node._instant_str,  # noqa: SLF001
                None,
            )
            return child
        traced = super().get_traced_child(child, key)
        if isinstance(traced, TracingParameterNodeAtInstant):
            return Watching(traced.parameter_node_at_instant, self.tracer)
        return traced


Key = tuple[str, str]  # variable, period


class Read(NamedTuple):
    """What one right reads: parameters, and variables of other rights."""

    parameters: list[str]
    through: set[str]


def parameters_read(
    system: Any, rights: dict[str, tuple[str, ...]], month: date
) -> dict[str, Read]:
    """Return what each right reads in a month: a scale or a table chosen by row is one name.

    `rights`: for each, the variables that make it. What is given as an input is not followed.
    """
    simulation = SimulationBuilder().build_from_entities(system, situation(month))
    simulation.trace = True
    simulation.trace_parameters_at_instant = lambda instant: Watching(
        system.get_parameters_at_instant(instant), simulation.tracer
    )
    now = period(f"{month:%Y-%m}")
    for name in (name for variables in rights.values() for name in variables):
        yearly = system.get_variable(name).definition_period == "year"
        simulation.calculate(name, now.this_year if yearly else now)
    reads = Reads(simulation.tracer.trees)
    found = {}
    for right, variables in rights.items():
        others = frozenset().union(*rights.values()) - set(variables)
        names, through = reads.of(variables, others)
        found[right] = Read(sorted({named(system, name) for name in names} - {""}), through)
    return found


class Reads:
    """What each variable of each period read, itself and through others."""

    def __init__(self, trees: Iterable[Any]) -> None:
        self.own: dict[Key, set[str]] = {}
        self.below: dict[Key, set[Key]] = {}
        waiting = list(trees)
        while waiting:
            node = waiting.pop()
            key = (node.name, str(node.period))
            # Read again, a variable is an empty node: what it read the first time holds.
            self.own.setdefault(key, set()).update(one.name for one in node.parameters)
            children = {(one.name, str(one.period)) for one in node.children}
            self.below.setdefault(key, set()).update(children)
            waiting.extend(node.children)

    def of(self, variables: Iterable[str], others: frozenset[str]) -> tuple[set[str], set[str]]:
        """Return the parameters that some variables read, and the `others` they stand on.

        What another right reads is said once, with that right.
        """
        waiting = [key for key in self.own if key[0] in variables]
        seen = set(waiting)
        found: set[str] = set()
        through: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key[0] in others:
                through.add(key[0])
                continue
            found |= self.own[key]
            new = self.below[key] - seen
            seen |= new
            waiting.extend(new)
        return found, through


def named(system: Any, name: str) -> str:
    """Return the parameter, the scale or the table behind a name noted; blank: nothing apart.

    What is chosen by row is noted under its parent, such as "rates.cadre".
    """
    node = system.parameters
    for part in name.split("."):
        below = node.children.get(part) if isinstance(node, ParameterNode) else None
        if below is None:
            break
        node = below
    return str(node.name or "")
