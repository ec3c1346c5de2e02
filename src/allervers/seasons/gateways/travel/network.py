"""The road network that this host has prepared: where it is, what it was built from."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Self

CURRENT: Final = "network.json"


@dataclass(frozen=True, slots=True)
class Network:
    """Tiles built from an extract of OpenStreetMap."""

    tiles: Path
    digest: str
    """SHA-256 of the extract and of the engine's version: what is kept of it is kept under it."""
    extract: str
    """Name of the extract's file."""
    size: int
    """Octets of the extract."""
    engine: str
    built_on: date

    def write(self, folder: Path) -> None:
        """Make this network the one that is used."""
        told = {
            "tiles": self.tiles.name,
            "digest": self.digest,
            "extract": self.extract,
            "size": self.size,
            "engine": self.engine,
            "built_on": self.built_on.isoformat(),
        }
        draft = folder / f"{CURRENT}.part"
        draft.write_text(json.dumps(told, indent=1), encoding="utf-8")
        draft.replace(folder / CURRENT)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return the network prepared in a folder; None when there is none that can be read."""
        try:
            told = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
            found = cls(
                tiles=folder / told["tiles"],
                digest=told["digest"],
                extract=told["extract"],
                size=told["size"],
                engine=told["engine"],
                built_on=date.fromisoformat(told["built_on"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if found.tiles.is_dir() else None

    def is_of(self, extract: Path) -> bool:
        """Whether it seems built from this file: same name, same size (hashing takes seconds)."""
        try:
            return (self.extract, self.size) == (extract.name, extract.stat().st_size)
        except OSError:
            return True  # the extract may be deleted once the tiles are built
