"""Derive the committed territory extract from open files that you already have.

    python tools/build_territory_extract.py \
        --communes communes.json --departements departements.json \
        --points communes.csv.lzma \
        --outlines communes-92.geojson communes-94.geojson --outlines-from-points 16 \
        --into src/allervers/territory/extract

Sources, licences and what is kept of each: docs/reference/data-sources.md.
Same files in, same bytes out.
"""

import argparse
import csv
import gzip
import io
import json
import lzma
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely

from allervers.territory.domain.geometry import distance_km

HEADER: Final = (
    "code",
    "name",
    "departement",
    "population",
    "postal_codes",
    "former",
    "longitude",
    "latitude",
    "reach_km",
)
FAR_DEGREES: Final = 0.02
CURRENT: Final = {"commune-actuelle", "arrondissement-municipal"}


@dataclass(frozen=True, slots=True)
class Place:
    """The town hall's point (or a point inside the outline) and the outline of one commune."""

    point: Any  # shapely's shapes are not typed finely enough: a Point or None
    outline: Any


def read_points(path: Path) -> dict[str, Place]:
    """Read town halls and outlines (hexadecimal WKB columns) by Insee code.

    Rows of electoral sectors and of former communes are left out; so are points that are
    not numbers, of which the source has a few.
    """
    csv.field_size_limit(10**9)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return {
            row["code"]: Place(_shape(row["mairie_localisation"]), _shape(row["geometry"]))
            for row in csv.DictReader(lines)
            if row["type"] in {"COM", "ARM"}
        }


def _shape(hexadecimal: str) -> Any:
    """Read a shape; none when absent or not made of numbers."""
    if hexadecimal in {"", r"\N"}:
        return None
    shape = shapely.from_wkb(hexadecimal)
    bounds = shapely.bounds(shape)
    return shape if all(math.isfinite(value) for value in bounds) else None


def former_communes(communes: Iterable[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return, for each current code, the former codes and names merged into it.

    A former commune that gave its code to the new one is kept for its name alone.
    """
    former: dict[str, dict[str, str]] = defaultdict(dict)
    names = {}
    for commune in communes:
        if commune["type"] not in CURRENT:
            former[commune["chefLieu"]][commune["code"]] = commune["nom"]
            names[commune["code"]] = commune["nom"]
    for commune in communes:
        for code in commune.get("anciensCodes", ()):
            former[commune["code"]].setdefault(code, names.get(code, ""))
    return former


def index_rows(communes: list[dict[str, Any]], places: dict[str, Place]) -> Iterator[list[str]]:
    """Yield one row per current commune or municipal district, in the order of the codes."""
    former = former_communes(communes)
    for commune in sorted(communes, key=lambda each: each["code"]):
        if commune["type"] not in CURRENT:
            continue
        code = commune["code"]
        yield [
            code,
            commune["nom"],
            commune["departement"],
            str(commune.get("population", "")),
            " ".join(sorted(commune.get("codesPostaux", ()))),
            "|".join(f"{old}:{name}" for old, name in sorted(former[code].items())),
            *_position(places.get(code)),
        ]


def _position(place: Place | None) -> tuple[str, str, str]:
    """Return longitude, latitude, and how far the outline goes from there, in kilometres."""
    if place is None or (place.point is None and place.outline is None):
        return "", "", ""
    point = place.point
    if point is None or _is_misplaced(point, place.outline):
        point = shapely.point_on_surface(place.outline)
    if place.outline is None:
        return f"{point.x:.4f}", f"{point.y:.4f}", ""
    reach = max(
        distance_km(point.y, point.x, latitude, longitude)
        for longitude, latitude in shapely.get_coordinates(place.outline)
    )
    return f"{point.x:.4f}", f"{point.y:.4f}", f"{reach:.1f}"


def _is_misplaced(point: Any, outline: Any) -> bool:
    """Whether the town hall lies over some 2 km outside its commune.

    The source has a few: signs lost in Guadeloupe, a latitude written twice in the Oise.
    """
    return outline is not None and float(shapely.distance(point, outline)) > FAR_DEGREES


def outline_features(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the features of GeoJSON files, rounded to five decimals (about a metre)."""
    for path in files:
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield _feature(
                feature["properties"]["code"], shapely.geometry.shape(feature["geometry"])
            )


def _feature(code: str, outline: Any) -> dict[str, Any]:
    if outline.geom_type == "MultiPolygon" and len(outline.geoms) == 1:
        outline = outline.geoms[0]
    rounded = shapely.transform(outline, lambda points: points.round(5))
    if not rounded.is_valid:
        rounded = shapely.set_precision(outline, 0.00001)
    geometry = json.loads(shapely.to_geojson(rounded))
    return {"type": "Feature", "geometry": geometry, "properties": {"code": code}}


def write_all(arguments: argparse.Namespace) -> None:
    """Write communes.csv.xz, departements.csv and outlines.geojson.gz."""
    communes = json.loads(arguments.communes.read_text(encoding="utf-8"))
    departements = json.loads(arguments.departements.read_text(encoding="utf-8"))
    places = read_points(arguments.points)
    into: Path = arguments.into
    text = _csv(HEADER, index_rows(communes, places))
    (into / "communes.csv.xz").write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    rows = sorted([each["code"], each["nom"]] for each in departements)
    (into / "departements.csv").write_bytes(_csv(("code", "name"), rows))
    features = list(outline_features(arguments.outlines))
    features += [
        _feature(code, place.outline)
        for code, place in sorted(places.items())
        if code.startswith(tuple(arguments.outlines_from_points)) and place.outline
    ]
    collection = {"type": "FeatureCollection", "features": features}
    dense = json.dumps(collection, separators=(",", ":")).encode()
    (into / "outlines.geojson.gz").write_bytes(gzip.compress(dense, 9, mtime=0))
    sys.stdout.write(f"{len(text.splitlines()) - 1} communes, {len(features)} outlines\n")


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return lines.getvalue().encode()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--communes", type=Path, required=True)
    parser.add_argument("--departements", type=Path, required=True)
    parser.add_argument("--points", type=Path, required=True)
    parser.add_argument("--outlines", type=Path, nargs="*", default=[])
    parser.add_argument("--outlines-from-points", nargs="*", default=[], metavar="DEPARTEMENT")
    parser.add_argument("--into", type=Path, required=True)
    write_all(parser.parse_args())


if __name__ == "__main__":
    main()
