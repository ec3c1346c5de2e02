"""The oracle: the stock engine alone in its own process, asked through its input and output.

It never imports what plans are made or run with: only `stock`, which gives inputs to OpenFisca.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openfisca_swift.columns import Batch
from openfisca_swift.plan import Column

Array = NDArray[Any]


@dataclass(slots=True)
class Oracle:
    """A process of the stock engine."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls) -> "Oracle":
        """Start the process; it builds the legislation before its first answer."""
        command = [sys.executable, "-m", "tests.swift.oracle"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        pipe = subprocess.PIPE
        return cls(subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe))

    def ask(
        self, batch: Batch, columns: Sequence[Column], outputs: Sequence[tuple[str, str]]
    ) -> dict[str, Array]:
        """Return the stock engine's answers, each output alone in a fresh simulation."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        counts, groups = batch.structure.counts, batch.structure.groups
        plain = {key: (one.count, one.ids, one.roles) for key, one in groups.items()}
        pickle.dump((counts, plain, columns, batch.inputs, outputs), self.process.stdin)
        self.process.stdin.flush()
        found = pickle.load(self.process.stdout)  # noqa: S301 - our own process
        assert isinstance(found, dict), found
        return found

    def stop(self) -> None:
        """End the process."""
        self.process.communicate()


def differing(ours: NDArray[Any], stock: NDArray[Any]) -> list[int]:
    """Return the rows whose bits differ; all of them when the dtype or the shape does."""
    if ours.dtype != stock.dtype or ours.shape != stock.shape:
        return list(range(max(len(ours), len(stock))))
    bits = np.dtype(f"u{ours.itemsize}")
    there = np.ascontiguousarray(ours).view(bits) != np.ascontiguousarray(stock).view(bits)
    return [int(row) for row in np.flatnonzero(there)]


def _serve() -> None:
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - in the process only

    from openfisca_swift.stock import stock_answers  # noqa: PLC0415
    from openfisca_swift.structure import Group, Structure  # noqa: PLC0415

    system = FranceTaxBenefitSystem()
    while True:
        try:
            asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process
        except EOFError:
            return
        counts, plain, columns, inputs, outputs = asked
        structure = Structure(counts, {key: Group(*one) for key, one in plain.items()})
        pickle.dump(stock_answers(system, structure, columns, inputs, outputs), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
