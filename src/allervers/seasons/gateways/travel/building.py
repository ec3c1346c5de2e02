"""Builds the tiles of a road network from an extract of OpenStreetMap (`prepare_roads`)."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Final

from allervers.seasons.gateways.travel import opening
from allervers.seasons.gateways.travel.network import Network
from allervers.seasons.gateways.travel.roads import RoadsError

STAGES: Final = {
    "Parsing ways": "lecture des voies",
    "Parsing relations": "lecture des relations",
    "Parsing nodes": "lecture des points",
    "Creating graph edges": "construction des tronçons",
    "Building ": "construction des tuiles",
    "Enhancing local graph": "vitesses et accès",
    "HierarchyBuilder": "grands axes",
    "Creating shortcuts": "raccourcis",
    "Adding complex turn restrictions": "interdictions de tourner",
    "Validating": "vérification",
}
"""What the builder writes when it begins a stage → what we say, in order."""


def build(extract: Path, folder: Path, today: date, tell: Callable[[str], None]) -> Network:
    """Build tiles from an extract (.osm.pbf) and make them the network used.

    `tell` is given each stage. The former network serves until the new one is whole; its tiles
    and what was kept of its trips are then removed. RoadsError: the extract cannot be built.
    """
    engine = opening.engine_version()
    if engine is None:
        raise RoadsError("Le calcul par la route n'est pas installé : requirements-roads.txt.")
    digest = digest_of(extract, engine)
    tiles = folder / f"tiles-{digest[:12]}"
    draft = folder / f"{tiles.name}.part"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        run(extract, draft, tell)
        if not any(draft.rglob("*.gph")):
            raise RoadsError(f"{extract.name} : aucune route dans cet extrait.")
        shutil.rmtree(tiles, ignore_errors=True)
        draft.rename(tiles)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    network = Network(tiles, digest, extract.name, extract.stat().st_size, engine, today)
    network.write(folder)
    forget_others(folder, network)
    return network


def digest_of(extract: Path, engine: str) -> str:
    """Return the SHA-256 of a file and of the engine's version."""
    with extract.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256")
    found.update(engine.encode())
    return found.hexdigest()


def run(extract: Path, tiles: Path, tell: Callable[[str], None]) -> None:
    """Run the engine's builder, telling each stage; raise RoadsError with its last words."""
    from valhalla import PYVALHALLA_DIR, get_config  # noqa: PLC0415 - an optional package

    config = deepcopy(get_config(tile_dir=tiles, tile_extract=""))
    config["mjolnir"] |= {"admin": "", "timezone": ""}
    config["mjolnir"]["logging"] |= {"type": "std_out", "color": False}
    settings = tiles / "build.json"
    settings.write_text(json.dumps(config), encoding="utf-8")
    # The program itself: the package's script of that name looks for itself on PATH.
    program = Path(PYVALHALLA_DIR) / "bin" / "valhalla_build_tiles"
    last: list[str] = []
    with subprocess.Popen(  # noqa: S603 - a program of the package, a file that the host named
        [program, "-c", settings.resolve(), extract.resolve()],
        cwd=tiles,  # it leaves files where it stands
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    ) as building:  # fmt: skip
        said: set[str] = set()
        for line in building.stdout or ():
            last = [*last[-4:], line.strip()]
            stage = next((name for name in STAGES if name in line), None)
            if stage and stage not in said:
                said.add(stage)
                tell(f"{len(said)}/{len(STAGES)} {STAGES[stage]}")
    settings.unlink(missing_ok=True)
    if building.returncode != 0:
        raise RoadsError(f"{extract.name} : {' '.join(last) or building.returncode}")


def forget_others(folder: Path, network: Network) -> None:
    """Remove the tiles and the trips of other networks."""
    for tiles in folder.glob("tiles-*"):
        if tiles != network.tiles:
            shutil.rmtree(tiles, ignore_errors=True)
    for trips in folder.glob("trips/*.npz*"):
        if not trips.name.startswith(network.digest[:12]):
            trips.unlink(missing_ok=True)
