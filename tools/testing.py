"""`./dev test`, `./dev bench`, `./dev journey`: each on a database of its own, thrown away."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tools import install
from tools.place import PYTHON, ROOT, VAR, is_alive
from tools.postgres import Server
from tools.saying import Stop, say, warn
from tools.site import database, django_environment

# The routing engine, 540 MB: for the tests of every night and for its benchmark.
ROADS = "requirements-roads.txt"


@contextmanager
def throwaway(purpose: str, mode: str) -> Iterator[dict[str, str]]:
    """Give the environment of a new empty database, private to this run; remove it after."""
    for folder in VAR.glob("throwaway-*-*"):
        if not is_alive(int(folder.name.rsplit("-", 1)[1])):
            Server(folder=folder).remove()  # left by a run that was killed
    with database(VAR / f"throwaway-{purpose}-{os.getpid()}", is_durable=False) as (app, owner):
        yield django_environment(app, owner, mode)


def test(arguments: list[str]) -> int:
    """Run pytest with these arguments; say last whether the browser tests ran."""
    install.requirements("requirements-dev.txt")
    if "--nightly" in arguments:
        install.requirements(ROADS)
    chromium = install.chromium()
    arguments = [*arguments]
    if "--screens" in arguments:
        arguments.remove("--screens")
        os.environ["ALLERVERS_SCREENS"] = str(VAR / "screens")
        shutil.rmtree(VAR / "screens", ignore_errors=True)
    with throwaway("test", "test") as environment:
        if chromium:
            environment["ALLERVERS_CHROMIUM"] = chromium
        done = subprocess.run(
            [str(PYTHON), "-m", "pytest", *arguments], env=environment, cwd=ROOT, check=False
        )
    if not chromium:
        warn("BROWSER TESTS NOT RUN: no Chromium here, and it could not be installed.")
    return done.returncode


def bench(name: str, arguments: list[str]) -> int:
    """Run benchmarks/NAME.py with these arguments."""
    script = ROOT / "benchmarks" / f"{name}.py"
    if not script.exists():
        files = [file for file in script.parent.glob("*.py") if "__main__" in file.read_text()]
        known = ", ".join(sorted(file.stem for file in files))
        raise Stop(f"No benchmark {name!r}. There are: {known or 'none yet'}.")
    install.requirements("requirements-dev.txt")
    if name == "travel":
        install.requirements(ROADS)
    with throwaway("bench", "demonstration") as environment:
        command = [str(PYTHON), str(script), *arguments]
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def journey() -> int:
    """Tell the whole loop through HTTP, on an empty database."""
    install.requirements("requirements-dev.txt")
    say("The journey: the loop of the product, through HTTP only")
    with throwaway("journey", "demonstration") as environment:
        command = [str(PYTHON), "-m", "journey"]
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode
