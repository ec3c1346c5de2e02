"""The door of the library: a plan, its program, and the stock engine behind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openfisca_swift.columns import Batch
from openfisca_swift.graph import Array
from openfisca_swift.operations import OutOfPlanError
from openfisca_swift.plan import Plan
from openfisca_swift.program import Program


@dataclass(slots=True)
class Engine:
    """Answers batches by a plan; by the stock engine when the data leaves the plan.

    `system` gives the legislation when it is needed: building it takes seconds.
    """

    plan: Plan
    system: Callable[[], Any]
    fallbacks: int = 0
    program: Program = field(init=False)

    def __post_init__(self) -> None:
        self.program = Program(self.plan)

    def calculate(self, batch: Batch) -> dict[str, Array]:
        """Return each output, `variable@period`, with a row for each of its entity."""
        try:
            found = self.program.run(batch.structure, batch.inputs)
        except OutOfPlanError:
            self.fallbacks += 1
            found = self._stock(batch)
        kinds = self.plan.kinds
        return {
            name: batch.restored(kinds[name.split("@")[0]].entity, array)
            for name, array in found.items()
        }

    def _stock(self, batch: Batch) -> dict[str, Array]:
        from openfisca_swift.stock import stock_answers  # noqa: PLC0415 - it is slow to import

        missing = [one for one in self.plan.columns if one.name not in batch.inputs]
        if missing:
            raise OutOfPlanError(f"The stock engine needs every column, {missing[0].name} too.")
        outputs = [(name.split("@")[0], name.split("@")[1]) for name in self.plan.outputs]
        return stock_answers(
            self.system(), batch.structure, self.plan.columns, batch.inputs, outputs
        )
