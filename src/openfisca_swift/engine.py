"""The door of the library: a plan, its program, and the stock engine behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from openfisca_swift.columns import Batch
from openfisca_swift.graph import Array
from openfisca_swift.operations import OutOfPlanError
from openfisca_swift.plan import Plan
from openfisca_swift.program import Program

# A formula that is called may meet anything: what it raises is for the stock engine to confirm.
LEAVES_THE_PLAN: Final = (
    *(OutOfPlanError, ArithmeticError, AttributeError),
    *(LookupError, TypeError, ValueError),
)


@dataclass(slots=True)
class Engine:
    """Answers batches by a plan; by the stock engine when the data leaves the plan.

    `system` gives the legislation when it is needed: building it takes seconds. `fallbacks`
    counts the batches that left the plan, `why` is the last reason: tell the operator. Outputs
    that the plan leaves to the stock engine (`Plan.left`) are not counted: they are known.
    """

    plan: Plan
    system: Callable[[], Any]
    fallbacks: int = 0
    why: str = ""
    program: Program = field(init=False)

    def __post_init__(self) -> None:
        self.program = Program(self.plan)

    def calculate(self, batch: Batch) -> dict[str, Array]:
        """Return each output, `variable@period`, with a row for each of its entity.

        Raises what the stock engine raises when it cannot answer either.
        """
        found: dict[str, Array] = {}
        if self.plan.outputs:
            try:
                found = self.program.run(batch.structure, batch.inputs)
            except LEAVES_THE_PLAN as reason:
                self.fallbacks += 1
                self.why = f"{type(reason).__name__}: {reason}"
                found = self._stock(batch, list(self.plan.outputs))
        if self.plan.left:
            found |= self._stock(batch, list(self.plan.left))
        kinds = self.plan.kinds
        return {
            name: batch.restored(kinds[name.split("@")[0]].entity, array)
            for name, array in found.items()
        }

    def _stock(self, batch: Batch, names: Sequence[str]) -> dict[str, Array]:
        from openfisca_swift.stock import stock_answers  # noqa: PLC0415 - it is slow to import

        missing = [one for one in self.plan.columns if one.name not in batch.inputs]
        if missing:
            raise OutOfPlanError(f"The stock engine needs every column, {missing[0].name} too.")
        outputs = [(name.split("@")[0], name.split("@")[1]) for name in names]
        return stock_answers(
            self.system(), batch.structure, self.plan.columns, batch.inputs, outputs
        )
