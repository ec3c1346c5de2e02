"""Pieces already computed, kept beside the result until it is whole.

FINDINGS.parts/ holds a manifest that says of what they are the pieces, and one file for each. A
piece is written under another name, then renamed: it is there whole or not at all, whenever the
machine stops. Pieces of another file, other rules or other options are never mixed.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from allervers.rights.gateways.scan.working import REFUSED_KEY, ROWS_KEY, Part
from allervers.ui.domain.refusal import Refusal

MANIFEST: Final = "manifest.json"
SAID: Final = {
    "input": "le fichier des foyers",
    "rules": "les règles",
    "columns": "les colonnes connues du logiciel",
    "month": "le mois (--month)",
    "batch": "la taille des lots (--batch)",
    "supposed": "ce qui est supposé (--suppose)",
    "local": "les droits locaux (--local)",
}


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a piece holds: rows read, findings, rows refused."""

    rows: int
    findings: Any
    refused: Any


@dataclass(frozen=True, slots=True)
class Parts:
    """The folder of the pieces of one scan."""

    folder: Path

    def begin(self, manifest: dict[str, str], *, is_fresh: bool) -> set[int]:
        """Return the places of the pieces already there; refuse those of another scan."""
        if is_fresh:
            self.remove()
        try:
            before = json.loads((self.folder / MANIFEST).read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            self.remove()
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(MANIFEST, json.dumps(manifest, indent=1).encode())
            return set()
        if before != manifest:
            raise _changed(self.folder, before, manifest)
        return {int(one.stem[5:]) for one in self.folder.glob("part-*.arrow") if _is_whole(one)}

    def keep(self, part: Part) -> None:
        """Keep one piece."""
        self._write(f"part-{part.place:08d}.arrow", part.content)

    def _write(self, name: str, content: bytes) -> None:
        there, for_now = self.folder / name, self.folder / f"{name}.{os.getpid()}.tmp"
        with for_now.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        for_now.replace(there)

    def each(self, count: int) -> Iterator[Found]:
        """Give the pieces in order."""
        for place in range(count):
            yield read_part(self.folder / f"part-{place:08d}.arrow")

    def remove(self) -> None:
        """Forget the pieces, and nothing that somebody else put there."""
        for pattern in (f"{MANIFEST}*", "part-*.arrow*"):
            for one in self.folder.glob(pattern):
                one.unlink(missing_ok=True)
        with suppress(OSError):  # it is not there, or holds something else
            self.folder.rmdir()


def read_part(path: Path) -> Found:
    """Read one piece."""
    with pa.memory_map(str(path)) as file:
        table = pa.ipc.open_file(file).read_all()
    metadata = table.schema.metadata
    refused = pa.ipc.open_stream(metadata[REFUSED_KEY]).read_all()
    return Found(int(metadata[ROWS_KEY]), table.replace_schema_metadata(None), refused)


def _is_whole(path: Path) -> bool:
    """Whether a piece can be read; a machine without power may leave an empty one."""
    try:
        with pa.memory_map(str(path)) as file:
            pa.ipc.open_file(file)
    except (pa.ArrowInvalid, OSError):
        return False
    return True


def _changed(folder: Path, before: dict[str, str], now: dict[str, str]) -> Refusal:
    names = [said for name, said in SAID.items() if before.get(name) != now.get(name)]
    return Refusal(
        "scan_changed",
        f"« {folder.name} » garde les lots d'un calcul commencé autrement.",
        f"A changé depuis : {', '.join(names) or 'le logiciel'}.",
        "Remettez-le comme avant pour reprendre, ou ajoutez --fresh pour tout recommencer.",
    )
