"""Trips kept from one day to the next, in one file for each network and vehicle.

A file beside the tiles rather than a table: it says nothing of anybody, is remade from the tiles
alone, dies with them, and only the worker reads it. A square table grows by a row and a column
when a halt is new; cells never asked are UNKNOWN, so that two seasons share what they have in
common and never ask for the rest.
"""

import logging
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from allervers.seasons.domain.travel import Point
from allervers.seasons.gateways.travel.roads import UNKNOWN, Ints

logger = logging.getLogger(__name__)

Ask = Callable[[Sequence[Point], Sequence[Point]], tuple[Ints, Ints]]

DEGREE: Final = 100_000
"""Points are told to 1/100,000 degree: a metre."""
MOST: Final = 5_000
"""Points of a file (200 MB in memory); beyond, only those asked for are kept."""


@dataclass(slots=True)
class Trips:
    """Points in 1/100,000 degree [n, 2], metres and seconds [n, n]."""

    points: Ints
    metres: Ints
    seconds: Ints

    def grown(self, new: Sequence[tuple[int, int]]) -> "Trips":
        """Return the same trips with room for new points."""
        more = len(new)
        if not more:
            return self
        points = np.concatenate([self.points, np.array(new, np.int32).reshape(-1, 2)])
        room = ((0, more), (0, more))
        return Trips(
            points,
            np.pad(self.metres, room, constant_values=UNKNOWN),
            np.pad(self.seconds, room, constant_values=UNKNOWN),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """The file of one network and vehicle."""

    file: Path

    def trips(self, points: Sequence[Point], ask: Ask) -> tuple[Ints, Ints]:
        """Tell metres and seconds between points, asking only for the cells never asked."""
        wanted = [rounded(one) for one in points]
        trips = self._read()
        known = {(int(lat), int(lon)): row for row, (lat, lon) in enumerate(trips.points)}
        new = [one for one in dict.fromkeys(wanted) if one not in known]
        if len(known) + len(new) > MOST:
            trips, known, new = nothing(), {}, list(dict.fromkeys(wanted))
        trips = trips.grown(new)
        known |= {one: len(known) + rank for rank, one in enumerate(new)}
        rows = np.array([known[one] for one in wanted], dtype=np.intp)
        distinct = np.unique(rows)
        if fill(trips, distinct, ask):
            self._write(trips)
        return trips.metres[np.ix_(rows, rows)], trips.seconds[np.ix_(rows, rows)]

    def _read(self) -> Trips:
        try:
            with np.load(self.file, allow_pickle=False) as found:
                trips = Trips(found["points"], found["metres"], found["seconds"])
            n = len(trips.points)
            is_whole = trips.metres.shape == trips.seconds.shape == (n, n)
        except FileNotFoundError:
            return nothing()
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            logger.warning("kept trips are unreadable and will be asked again: %s", error)
            return nothing()
        return trips if is_whole else nothing()

    def _write(self, trips: Trips) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # Two workers may write: the last one wins, the other's new cells are asked again.
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}.part")
        with draft.open("wb") as stream:
            np.savez(stream, points=trips.points, metres=trips.metres, seconds=trips.seconds)
        draft.replace(self.file)


def nothing() -> Trips:
    """Return no trip at all."""
    return Trips(np.zeros((0, 2), np.int32), np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int32))


def rounded(point: Point) -> tuple[int, int]:
    """Return a point in 1/100,000 degree."""
    return round(point[0] * DEGREE), round(point[1] * DEGREE)


def fill(trips: Trips, rows: np.ndarray[tuple[int], np.dtype[np.intp]], ask: Ask) -> bool:
    """Ask, in place, for the unknown cells between these rows; say whether there were any."""
    was_asked = False
    for some, columns in blocks(trips.seconds[np.ix_(rows, rows)] == UNKNOWN):
        at = np.ix_(rows[some], rows[columns])
        froms, tos = (
            [(int(lat) / DEGREE, int(lon) / DEGREE) for lat, lon in trips.points[rows[which]]]
            for which in (some, columns)
        )
        trips.metres[at], trips.seconds[at] = ask(froms, tos)
        was_asked = True
    return was_asked


def blocks(
    is_unknown: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> Iterator[
    tuple[np.ndarray[tuple[int], np.dtype[np.intp]], np.ndarray[tuple[int], np.dtype[np.intp]]]
]:
    """Yield (rows, columns) whose cells are all unknown: rows that lack the same columns together.

    A new halt gives two: its row, and its column.
    """
    alike: dict[bytes, list[int]] = {}
    for row, lacks in enumerate(is_unknown):
        if lacks.any():
            alike.setdefault(lacks.tobytes(), []).append(row)
    for some in alike.values():
        yield np.array(some, dtype=np.intp), np.flatnonzero(is_unknown[some[0]])
