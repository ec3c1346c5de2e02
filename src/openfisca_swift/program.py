"""A plan made ready to run: a list of steps over numbered registers.

A register is used again as soon as what it held has been read for the last time, so that a batch
holds few arrays at once.
"""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, Final

import numpy as np

from openfisca_swift.graph import CONSTANT, INPUT, OPAQUE, Array, Node, Ref, references, replaced
from openfisca_swift.operations import OPERATIONS
from openfisca_swift.plan import Plan
from openfisca_swift.structure import Structure

Step = tuple[Callable[..., Any], Callable[[list[Any]], Any], int]
STRUCTURE: Final = 0  # the register that holds who belongs to what


def _nested(run: Callable[..., Any], template: Any, names: tuple[str, ...]) -> Callable[..., Any]:
    """Return a function of flat arrays for an operation whose arguments hold lists of them."""
    places = references(template)

    def call(*arrays: Any) -> Any:
        filled = replaced(template, dict(zip(places, arrays, strict=True)))
        cut = len(filled) - len(names)
        return run(*filled[:cut], **dict(zip(names, filled[cut:], strict=True)))

    return call


class Program:
    """The steps of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._registers: list[Any] = [None]
        self._steps: list[Step] = []
        self._inputs: dict[str, int] = {}
        self._free: list[int] = []
        self._place: dict[int, int] = {}
        self._whole: dict[int, int] = {}
        self._last = self._last_reads()
        for node in plan.nodes:
            self._add(node)
        self.outputs = {name: self._full(plan.nodes[at]) for name, at in plan.outputs.items()}

    def run(self, structure: Structure, inputs: Mapping[str, Array]) -> dict[str, Array]:
        """Return the outputs of a batch: for each, an array with a row for each of its entity."""
        registers = list(self._registers)
        registers[STRUCTURE] = structure
        for name, place in self._inputs.items():
            registers[place] = inputs[name]
        with np.errstate(all="ignore"):
            for run, reads, place in self._steps:
                registers[place] = run(*reads(registers))
        return {name: registers[place] for name, place in self.outputs.items()}

    def _last_reads(self) -> dict[int, int]:
        last: dict[int, int] = {}
        for node in self.plan.nodes:
            for index in references((node.arguments, node.keywords)):
                last[index] = node.index
        return {**last, **dict.fromkeys(self.plan.outputs.values(), len(self.plan.nodes))}

    def _add(self, node: Node) -> None:
        if node.operation == CONSTANT:
            self._place[node.index] = self._keep(node.specimen)
        elif node.operation == INPUT:
            place = self._inputs[str(node.arguments[0])] = self._keep(None)
            self._place[node.index] = place
        else:
            self._compute(node)

    def _keep(self, value: Any) -> int:
        self._registers.append(value)
        return len(self._registers) - 1

    def _compute(self, node: Node) -> None:
        if node.operation == OPAQUE:
            run, arguments, needs_rows = node.arguments[0], node.arguments[1:], True
        else:
            known = OPERATIONS[node.operation]
            run, arguments, needs_rows = known.run, node.arguments, not known.is_rowwise
        if node.keywords or any(isinstance(one, tuple) and references(one) for one in arguments):
            names = tuple(name for name, _value in node.keywords)
            template = (*arguments, *(value for _name, value in node.keywords))
            run = _nested(run, template, names)
            arguments = tuple(Ref(index) for index in references(template))
        reads = [self._read(one, needs_rows=needs_rows) for one in arguments]
        if node.operation != OPAQUE and OPERATIONS[node.operation].has_structure:
            reads.insert(0, STRUCTURE)
        for index in set(references((node.arguments, node.keywords))):
            self._release(index, node.index)
        place = self._free.pop() if self._free else self._keep(None)
        self._place[node.index] = place
        self._steps.append((run, _reader(reads), place))

    def _read(self, argument: Any, *, needs_rows: bool) -> int:
        if not isinstance(argument, Ref):
            return self._keep(argument)
        node = self.plan.nodes[argument.index]
        return self._full(node) if needs_rows else self._place[node.index]

    def _full(self, node: Node) -> int:
        """Return the register of a whole array; a constant is spread over its rows."""
        if node.operation != CONSTANT:
            return self._place[node.index]
        if node.index not in self._whole:
            place = self._whole[node.index] = self._keep(None)
            reads = [STRUCTURE, self._keep(node.specimen), self._keep(node.entity)]
            self._steps.append((Structure.full, _reader(reads), place))
        return self._whole[node.index]

    def _release(self, index: int, reader: int) -> None:
        """Give back a register after its last reading; inputs and constants keep theirs."""
        node = self.plan.nodes[index]
        if self._last[index] == reader and node.operation not in {CONSTANT, INPUT}:
            self._free.append(self._place[index])


def _reader(places: list[int]) -> Callable[[list[Any]], Any]:
    if len(places) == 1:
        return itemgetter(slice(places[0], places[0] + 1))
    return itemgetter(*places)
