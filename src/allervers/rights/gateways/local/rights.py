"""Reads the folders of local rights: those shipped with the product, then the operator's.

A file that cannot be understood never stops the others nor the site: it is told, with its line,
its key, what is wrong and what to write.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from pydantic import ValidationError

from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.domain.local.reading import right_of
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.gateways.local.mistakes import in_words, sentence_of
from allervers.rights.gateways.plain_yaml import Document, NotYaml, read_yaml

SHIPPED: Final = Path(__file__).parents[2] / "local"
ENDS: Final = (".yaml", ".yml")
MOST_FILES: Final = 5_000
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file: where (line 0: the whole file), what, why, what to do."""

    file: str
    line: int
    key: str
    what: str
    why: str
    todo: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key} :" if self.key else ""
        return " ".join(filter(None, (f"{where} :{key}", self.what, self.why, self.todo)))


@dataclass(frozen=True, slots=True)
class Read:
    """What some folders hold."""

    rights: tuple[LocalRight, ...]
    problems: tuple[Problem, ...] = ()


def local_rights(folder: Path | None) -> tuple[LocalRight, ...]:
    """Return the local rights: the shipped ones, then those of the operator's folder."""
    return read_local_rights(folder).rights


def local_names(folder: Path | None) -> dict[str, str]:
    """Return the name of each local right by the code of its findings."""
    return {one.code: one.label for one in local_rights(folder)}


def read_local_rights(folder: Path | None) -> Read:
    """Return the rights of both, and what could not be read. Read again when a file changes.

    Two rights of one name: the operator's replaces the shipped one.
    """
    shipped, theirs = read_folder(SHIPPED), read_folder(folder) if folder else Read(())
    by_slug = {one.slug: one for one in (*shipped.rights, *theirs.rights)}
    return Read(tuple(by_slug.values()), (*shipped.problems, *theirs.problems))


def read_folder(folder: Path) -> Read:
    """Read every file of a folder, in the order of their names; never raises for what they hold."""
    try:
        stamp = _stamp(folder)
    except OSError:
        problem = Problem(
            str(folder), 0, "",
            _("Ce dossier ne s'ouvre pas."),
            _("Il n'existe pas, ou le site n'a pas le droit de le lire."),
            _("Corrigez ALLERVERS_LOCAL_RIGHTS, ou les droits du dossier."),
        )  # fmt: skip
        return Read((), (problem,))
    return _read(folder, stamp)


def _stamp(folder: Path) -> Stamp:
    """Return names, times and sizes: what changes when a file does."""
    files = sorted(one for one in folder.iterdir() if one.suffix in ENDS)[:MOST_FILES]
    return tuple((one.name, *_changes(one)) for one in files)


def _changes(path: Path) -> tuple[int, int]:
    """Return the time and the size of a file; zeros for a link to nothing, told as unreadable."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: Stamp) -> Read:
    rights: dict[str, LocalRight] = {}
    problems: list[Problem] = []
    for name, _time, _size in stamp:
        found = read_file(folder / name)
        problems += found.problems
        for right in found.rights:
            if right.slug in rights:
                problems.append(_twice(name, right.slug))
            rights.setdefault(right.slug, right)
    return Read(tuple(rights.values()), tuple(problems))


def _twice(name: str, slug: str) -> Problem:
    return Problem(
        name, 1, "identifiant",
        _("« %(slug)s » est déjà pris par un autre fichier de ce dossier.") % {"slug": slug},
        "",
        _("Donnez à chaque droit un identifiant qui n'est qu'à lui."),
    )  # fmt: skip


def read_file(path: Path) -> Read:
    """Read one file: a right, or what is wrong with it."""
    try:
        document = read_yaml(path.read_bytes())
        return Read((right_of(LocalRightFile.model_validate(document.data)),))
    except OSError:
        return Read((), (_problem(path, 0, "", "unreadable"),))
    except NotYaml as error:
        return Read((), (_problem(path, error.line, error.key, error.code),))
    except ValidationError as error:
        return Read((), tuple(_mistakes(path, document, error)))


def _problem(path: Path, line: int, key: str, code: str) -> Problem:
    what, why, todo = sentence_of(code)
    return Problem(path.name, line, key, what, why, todo)


def _mistakes(path: Path, document: Document, error: ValidationError) -> Iterable[Problem]:
    for one in error.errors(include_url=False):
        loc = tuple(_written(document.data, one["loc"]))
        key = ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)
        yield Problem(path.name, document.line_of(loc), key, *in_words(one))


def _written(data: object, loc: tuple[int | str, ...]) -> Iterator[str | int]:
    """Give the part of pydantic's path that the file has, and the missing key at its end."""
    for place, step in enumerate(loc):
        if isinstance(data, dict) and isinstance(step, str):
            if step not in data:
                if place == len(loc) - 1:
                    yield step
                return
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return
        yield step
