"""On the workers of a Dask scheduler: the same bytes, and a lost worker loses nothing."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import distributed
import pytest

from allervers.rights.gateways.scan.grid import Grid
from tests.rights.scan.fake import LOADER, SLOW_LOADER
from tests.rights.scan.running import rows_of, scan, write


@contextmanager
def cluster(workers: int, *, processes: bool) -> Iterator[distributed.LocalCluster]:
    """Give a scheduler and its workers on this machine."""
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, processes=processes,
        dashboard_address=None, host="127.0.0.1", protocol="tcp://",
    ) as one:  # fmt: skip
        yield one


def whole(folder: Path) -> tuple[Path, bytes]:
    """Return a file of households, and what a scan in one process gives."""
    source = write(folder / "in.csv", rows_of(40, unknown=0.1))
    assert scan(source, folder / "whole.parquet") == 0
    return source, (folder / "whole.parquet").read_bytes()


def test_two_scans_never_share_the_name_of_a_piece() -> None:
    # One after the other: Python gives the second the place in memory of the first.
    assert len({Grid("tcp://127.0.0.1:1").name for _again in range(3)}) == 3


@pytest.mark.nightly
def test_a_scheduler_gives_the_same_bytes(tmp_path: Path) -> None:
    source, expected = whole(tmp_path)
    with cluster(2, processes=False) as one:
        told = "--scheduler", one.scheduler_address, "--batch", "4"
        assert scan(source, tmp_path / "out.parquet", *told, loader=LOADER) == 0
    assert (tmp_path / "out.parquet").read_bytes() == expected


@pytest.mark.nightly
def test_a_lost_worker_loses_nothing(tmp_path: Path) -> None:
    source, expected = whole(tmp_path)
    with cluster(2, processes=True) as one:
        victim = next(iter(one.workers.values()))

        def kill_soon() -> None:
            for _again in range(600):
                if len(list(tmp_path.glob("out.parquet.parts/*.arrow"))) > 1:
                    break
                time.sleep(0.05)
            os.kill(victim.pid, signal.SIGKILL)

        killer = Thread(target=kill_soon, daemon=True)
        killer.start()
        told = "--scheduler", one.scheduler_address, "--batch", "1"
        assert scan(source, tmp_path / "out.parquet", *told, loader=SLOW_LOADER) == 0
        killer.join()
    assert (tmp_path / "out.parquet").read_bytes() == expected


def test_without_dask_a_sentence_says_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    source = write(tmp_path / "in.csv", rows_of(1))
    assert scan(source, tmp_path / "out.csv", "--scheduler", "tcp://127.0.0.1:1") == 1
    assert "allervers[grid]" in capsys.readouterr().err
