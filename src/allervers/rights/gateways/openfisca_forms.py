"""Plans for the forms of situation that come back: made apart, a few kept, the oldest forgotten.

A plan takes seconds of Python. It is made in a process forked from the one that calculates, so that
this one goes on answering by the stock engine meanwhile. The answers are the same either way.
"""

import os
import tempfile
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from allervers.rights.domain.situation import Requested, Situation
from allervers.rights.gateways.left_folders import PREFIX, clear_left_folders
from allervers.rights.gateways.openfisca_situations import Built, Form, Situations
from openfisca_swift.engine import Engine
from openfisca_swift.image import StaleImageError, read, write

MOST_PLANS: Final = 6
MOST_FORMS: Final = 200  # remembered as met, with or without a plan
TIMES: Final = 2  # a form met so many times is worth a plan
LONGEST: Final = 180.0  # seconds to make one; then it is given up
LEAST_NICE: Final = 10  # beside answers, never before them


@dataclass(slots=True)
class Making:
    """A plan being made by a process of its own."""

    form: Form
    process: BaseProcess
    told: Connection
    path: Path
    since: float = field(default_factory=time.monotonic)

    @property
    def is_over(self) -> bool:
        """Whether it is made, or never will be."""
        is_late = time.monotonic() - self.since > LONGEST
        return self.told.poll() or not self.process.is_alive() or is_late


class PlannedSituations:
    """Calculates situations, by a plan when their form has one.

    `planned` and `by_stock` count the answers of each kind.
    """

    def __init__(self, situations: Situations) -> None:
        self.situations = situations
        self.planned = self.by_stock = 0
        clear_left_folders(Path(tempfile.gettempdir()))
        self._folder = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
        self._engines: OrderedDict[Form, Engine] = OrderedDict()
        self._met: OrderedDict[Form, int] = OrderedDict()
        self._making: Making | None = None

    def calculate(self, situation: Situation) -> dict[Requested, Any]:
        """Return each value asked; raises SituationError."""
        built = self.situations.build(situation)
        self._gather()
        engine = None if built.has_empty_groups else self._engine(built.form)
        if engine is not None:
            self.planned += 1
            return self.situations.planned(built, engine)
        found = self.situations.stock(built)
        self.by_stock += 1
        self._meet(built)
        return found

    def close(self) -> None:
        """Give up what is being made."""
        if self._making is not None:
            self._end(self._making)
        self._folder.cleanup()

    def is_making(self) -> bool:
        """Whether a plan is being made."""
        self._gather()
        return self._making is not None

    def _engine(self, form: Form) -> Engine | None:
        engine = self._engines.get(form)
        if engine is not None:
            self._engines.move_to_end(form)
        return engine

    def _meet(self, built: Built) -> None:
        """Count a form that the stock engine could answer; have its plan made if it comes back."""
        times = self._met.pop(built.form, 0) + 1
        self._met[built.form] = times
        while len(self._met) > MOST_FORMS:
            self._met.popitem(last=False)
        if times >= TIMES and self._making is None and not built.has_empty_groups:
            self._making = self._begin(built.form)

    def _begin(self, form: Form) -> Making:
        context = get_context("fork")
        told, tells = context.Pipe(duplex=False)
        path = Path(self._folder.name) / f"{time.monotonic_ns()}.plan"
        process = context.Process(target=make, args=(self.situations, form, path, tells))
        process.start()
        tells.close()
        return Making(form, process, told, path)

    def _gather(self) -> None:
        """Take the plan being made, if it is over; a form without a plan stays without one."""
        making = self._making
        if making is None or not making.is_over:
            return
        try:
            digest = making.told.recv() if making.told.poll() else ""
            plan = read(making.path, digest, "")
            self._engines[making.form] = Engine(plan, lambda: self.situations.system)
        except (EOFError, OSError, StaleImageError):
            self._met[making.form] = -MOST_FORMS  # not before long
        self._end(making)
        while len(self._engines) > MOST_PLANS:
            self._engines.popitem(last=False)

    def _end(self, making: Making) -> None:
        if making.process.is_alive() and not making.path.exists():
            making.process.kill()
        making.process.join()
        making.told.close()
        making.path.unlink(missing_ok=True)
        self._making = None


def make(situations: Situations, form: Form, path: Path, tells: Connection) -> None:
    """Make a plan, write it, tell its hash: what the forked process does."""
    os.nice(LEAST_NICE)
    tells.send(write(situations.plan(form), path))
