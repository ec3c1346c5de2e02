"""Problems and plans in files, and a sentence for each way in which a file fails."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from planner.command.saying import Stopped, unreadable
from planner.json_values import Unreadable
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import plan_from, problem_from

LARGEST = 2_000_000_000
"""Bytes: a decoded file takes some ten times its size."""
Read = TypeVar("Read")


def read_problem(path: Path) -> Problem:
    """Read a problem, or stop with a sentence."""
    return read(path, problem_from)


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan made for a problem, or stop with a sentence."""
    return read(path, lambda value: plan_from(value, problem))


def read(path: Path, understand: Callable[[object], Read]) -> Read:
    """Decode a file, then understand it."""
    try:
        if path.stat().st_size > LARGEST:
            raise Stopped(f"« {path} » dépasse 2 Go : il n'est pas lu.")
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Stopped(f"« {path} » ne se lit pas : {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Stopped(f"« {path} » n'est pas un texte en UTF-8.") from error
    except json.JSONDecodeError as error:
        where = f"ligne {error.lineno}, colonne {error.colno}"
        raise Stopped(f"« {path} » n'est pas du JSON : {where}.") from error
    except (RecursionError, ValueError) as error:
        raise Stopped(f"« {path} » n'est pas du JSON ordinaire.") from error
    try:
        return understand(value)
    except Unreadable as error:
        raise Stopped(f"« {path} », {unreadable(error)}") from error


def check_writable(path: Path, others: list[Path]) -> None:
    """Refuse, before any work, a place where the plan could not be written."""
    if path.resolve() in [other.resolve() for other in others]:
        raise Stopped(f"« {path} » serait lu et écrit : donnez un autre nom au plan.")
    if not path.parent.is_dir():
        raise Stopped(f"Le dossier « {path.parent} » n'existe pas.")
    if not os.access(path.parent, os.W_OK) or path.is_dir():
        raise Stopped(f"« {path} » ne peut pas être écrit.")


def write(path: Path, told: dict[str, object]) -> None:
    """Write a file whole, or not at all."""
    half = path.with_name(f"{path.name}.part")
    try:
        half.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise Stopped(f"« {path} » ne peut pas être écrit : {error.strerror}.") from error
