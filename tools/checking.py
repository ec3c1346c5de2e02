"""`./dev check`: what CI runs, step by step; all steps run, then the failures are named."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools import install, licences
from tools.place import ROOT, VENV
from tools.saying import say, warn
from tools.testing import journey, test, throwaway

BIN = VENV / "bin"
NO_NETWORK = ("ConnectionError", "Max retries", "Name or service", "Temporary failure", "timed out")


@dataclass(frozen=True)
class Check:
    """A name and what to run; the answer is true when all is well."""

    name: str
    run: Callable[[dict[str, str]], bool]


def command(*words: str) -> Callable[[dict[str, str]], bool]:
    """Make a check of a command of the environment."""

    def run(environment: dict[str, str]) -> bool:
        line = [str(BIN / words[0]), *words[1:]]
        return subprocess.run(line, env=environment, cwd=ROOT, check=False).returncode == 0

    return run


def audit(environment: dict[str, str]) -> bool:
    """Look for published vulnerabilities in what we install; without a network, say it was not."""
    done = subprocess.run(
        [BIN / "pip-audit", "--progress-spinner=off", "--disable-pip", "--require-hashes",
         "-r", "requirements.txt"],
        env=environment, cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0 and any(sign in done.stderr for sign in NO_NETWORK):
        warn("NOT DONE: pip-audit could not reach the list of vulnerabilities.")
        return True
    unknown = done.stdout.count("could not be audited")
    if unknown:
        warn(f"NOT DONE: {unknown} packages are unknown to the index of this machine (a mirror?).")
    found = [line for line in done.stdout.splitlines() if "could not be audited" not in line]
    say("\n".join([*(found if done.returncode else []), *done.stderr.splitlines()[-5:]]))
    return done.returncode == 0


CHECKS = (
    Check("ruff", command("ruff", "check", ".")),
    Check("format", command("ruff", "format", "--check", ".")),
    Check("types", command("mypy", "src", "tools")),
    Check("contracts", command("lint-imports")),
    Check("migrations in step", command("python", "-m", "allervers", "makemigrations", "--check")),
    Check("vendored files", command("python", "tools/vendor.py", "--check")),
    Check("catalogues in step", command("python", "tools/messages.py", "--check")),
    Check("licences", licences.check),
    Check("vulnerabilities", audit),
)


def check(arguments: list[str]) -> int:
    """Run every check, then the tests; return 1 if one failed."""
    install.requirements("requirements-dev.txt")
    failed = []
    with throwaway("check", "test") as environment:
        for one in CHECKS:
            say(f"\n── {one.name}")
            began = time.monotonic()
            if not one.run(environment):
                failed.append(one.name)
            say(f"   {one.name}: {time.monotonic() - began:.1f} s")
    say("\n── journey")
    if journey() != 0:
        failed.append("journey")
    say("\n── tests")
    # One process for each core, up to four; a file's tests stay together, for what they share. In
    # the order of tests/conftest.py, slow files first: one left for the end would run alone.
    processes = str(min(os.cpu_count() or 1, 4))
    many = ["-n", processes, "--dist=loadfile", "--no-loadscope-reorder"]
    if test([*many, *arguments]) != 0:
        failed.append("tests")
    if failed:
        warn(f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0
