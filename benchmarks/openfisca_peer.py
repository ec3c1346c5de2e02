"""OpenFisca's own web API, beside ours: its packages in an environment of their own, its payloads.

Its web server pins packages that are not ours, so that it is installed apart, once, under var/.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from tools.place import free_port

ROOT: Final = Path(__file__).resolve().parent.parent
PLACE: Final = ROOT / "var" / "bench-openfisca"
ASKED: Final = 6  # households
PERSONS: Final = "individus"
# The keys of the groups in a situation, by role: asker, partner, child.
GROUPS: Final = {
    "familles": ("parents", "parents", "enfants"),
    "foyers_fiscaux": ("declarants", "declarants", "personnes_a_charge"),
    "menages": ("personne_de_reference", "conjoint", "enfants"),
}
OF_GROUP: Final = {"famille": "familles", "foyer_fiscal": "foyers_fiscaux", "menage": "menages"}
BENEFITS: Final = (
    "rsa", "ppa", "aide_logement", "cmu_c", "css_participation_forfaitaire", "aspa", "aah", "af",
    "cf", "asf", "paje_base", "bourse_lycee", "ars", "cheque_energie",
)  # fmt: skip


def installed() -> Path | None:
    """Return the Python of an environment with OpenFisca's web API; None when it cannot be made."""
    python = PLACE / "bin" / "python"
    wanted = [f"openfisca-core[web-api]=={version('openfisca-core')}",
              f"openfisca-france=={version('openfisca-france')}"]  # fmt: skip
    try_it = [python, "-c", "import flask, openfisca_france"]
    if python.exists() and not subprocess.run(try_it, check=False, capture_output=True).returncode:
        return python
    made = subprocess.run([sys.executable, "-m", "venv", PLACE], check=False, capture_output=True)
    if made.returncode:
        return None
    done = subprocess.run(
        [python, "-m", "pip", "install", "-q", *wanted],
        check=False, capture_output=True, timeout=300,
    )  # fmt: skip
    return None if done.returncode else python


@contextmanager
def openfisca_served() -> Iterator[int | None]:
    """Run `openfisca serve` with two processes; give its port, or None without its packages."""
    python = installed()
    if python is None:
        yield None
        return
    port = free_port()
    process = subprocess.Popen(
        [python, "-m", "openfisca_core.scripts.openfisca_command", "serve",
         "--country-package", "openfisca_france", "--port", str(port), "--workers", "2",
         "--timeout", "120"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield port if listens(port) else None
    finally:
        process.terminate()
        process.wait(timeout=30)


def listens(port: int) -> bool:
    """Wait until a port is listened to, and give its processes time to load the legislation."""
    for _again in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                time.sleep(30)
                return True
        except OSError:
            time.sleep(0.1)
    return False


def situations(month: date, *, is_past_given: bool) -> list[dict[str, Any]]:
    """Return households as OpenFisca situations that ask fourteen benefits.

    Without the past given: net incomes of the last twelve months, and today's facts, as clients of
    the web API send them. With it: every month back to two years before, benefits received too.
    """
    from allervers.rights.domain.populating import population_of  # noqa: PLC0415 - the engine's
    from allervers.rights.domain.reading import household_of  # noqa: PLC0415
    from tests.rights.households import answered  # noqa: PLC0415

    return [
        situation(population_of([household_of(answered(seed))], month), month, is_past_given)
        for seed in range(ASKED)
    ]


def situation(population: Any, month: date, is_past_given: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return one household."""
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415
    from allervers.rights.gateways.openfisca_inputs import inputs_of, values_of  # noqa: PLC0415
    from allervers.rights.gateways.openfisca_past import received  # noqa: PLC0415
    from allervers.rights.gateways.openfisca_reading import Times  # noqa: PLC0415

    kinds = engine(ROOT / "var" / "engine-of-benchmarks", b"benchmark").swift(month).plan.kinds
    names = {name: one.names for name, one in kinds.items() if one.names}
    people = [f"p{row}" for row in range(len(population.role))]
    found: dict[str, Any] = {PERSONS: {one: {} for one in people}}
    for group, roles in GROUPS.items():
        made: dict[str, Any] = {"g": {}}
        for row, one in enumerate(people):
            made["g"].setdefault(roles[population.role[row]], []).append(one)
        found[group] = made
    inputs = inputs_of(month)
    past = {one.variable for one in received(Times(month))}
    for one, (_name, array) in zip(inputs, values_of(inputs, population, names), strict=True):
        periods = one.periods if is_past_given else recent(one.periods, month)
        if not is_past_given and (one.variable.endswith("_imposable") or one.variable in past):
            continue
        entity = kinds[one.variable].entity
        rows = people if entity == "individu" else ["g"]
        for row, value in zip(rows, array, strict=True):
            said = plain(value, names.get(one.variable))
            place = found[PERSONS][row] if entity == "individu" else found[OF_GROUP[entity]]["g"]
            place.setdefault(one.variable, {}).update(dict.fromkeys(periods, said))
    ask_benefits(found, kinds, month)
    return found


def recent(periods: tuple[str, ...], month: date) -> tuple[str, ...]:
    """Return the periods of the last twelve months, and what is of no month."""
    since = f"{month.year - 1}-{month.month:02}"
    return tuple(one for one in periods if one == "ETERNITY" or since <= one <= f"{month:%Y-%m}")


def ask_benefits(found: dict[str, Any], kinds: Any, month: date) -> None:
    """Put a null at each benefit; a month that is given as an input is asked again."""
    first = next(iter(found[PERSONS].values()))
    owners = {"aah": first, "bourse_lycee": found["familles"]["g"],
              "cheque_energie": found["menages"]["g"]}  # fmt: skip
    for name in BENEFITS:
        when = f"{month.year}" if name in ("ars", "cheque_energie") else f"{month:%Y-%m}"
        place = owners.get(name, found["familles"]["g"])
        place.setdefault(name, {})[when] = None


def plain(value: Any, names: tuple[str, ...] | None) -> Any:
    """Return a value as JSON has it."""
    if names is not None:
        return names[int(value)]
    if isinstance(value, np.datetime64):
        return str(value)
    return value.item() if isinstance(value, np.generic) else value
