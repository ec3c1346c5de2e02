"""A scan gives the same bytes however it is cut, stopped or shared out."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from allervers.rights.gateways.scan.working import engine_of
from tests.rights.scan.fake import LOADER, SLOW_LOADER, STOPPING_LOADER
from tests.rights.scan.running import COMMAND, MONTH, rows_of, scan, write


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of sixty households, some of whom nobody knows all."""
    return write(tmp_path_factory.mktemp("in") / "in.csv", rows_of(60, unknown=0.1))


@pytest.fixture(scope="module")
def whole(source: Path) -> bytes:
    """Return what a scan without a stop gives."""
    assert scan(source, source.with_name("whole.parquet")) == 0
    return source.with_name("whole.parquet").read_bytes()


@pytest.mark.parametrize("batch", ["4", "7", "60", "61"])
def test_the_size_of_pieces_changes_nothing(
    source: Path, whole: bytes, tmp_path: Path, batch: str
) -> None:
    assert scan(source, tmp_path / "out.parquet", "--batch", batch) == 0
    assert (tmp_path / "out.parquet").read_bytes() == whole
    assert not (tmp_path / "out.parquet.parts").exists()


def started(source: Path, found: Path, *more: str) -> subprocess.Popen[str]:
    """Start the command as a person would, without settings or database."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "DATABASE", "ALLERVERS"))
    }
    environment["PYTHONPATH"] = os.pathsep.join([str(Path("src").resolve()), str(Path.cwd())])
    return subprocess.Popen(
        [*COMMAND, str(source), "-o", str(found), "--month", MONTH, *more],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def wait_for_parts(found: Path, count: int) -> None:
    """Wait until some pieces are kept."""
    folder = found.with_name(f"{found.name}.parts")
    for _again in range(1800):
        if len(list(folder.glob("*.arrow"))) >= count:
            return
        time.sleep(0.05)
    pytest.fail("no piece was written")


def test_a_scan_killed_goes_on_where_it_was(
    source: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tmp_path / "out.parquet"
    options = "--batch", "4", "--workers", "1"
    process = started(source, found, *options, "--loader", SLOW_LOADER)
    wait_for_parts(found, 3)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert not found.exists()
    kept = len(list(tmp_path.glob("out.parquet.parts/*.arrow")))
    monkeypatch.setenv("SCAN_CALLS", str(tmp_path / "calls"))
    assert scan(source, found, "--batch", "4") == 0
    assert found.read_bytes() == whole
    assert len((tmp_path / "calls").read_text().splitlines()) == 15 - kept


def test_stopping_by_hand_keeps_what_is_done_and_says_how_to_go_on(
    source: Path, whole: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "out.parquet"
    engine_of.cache_clear()
    assert scan(source, found, "--batch", "4", loader=STOPPING_LOADER) == 130
    assert "2 lots sur 15 sont gardés. Relancez la même commande" in capsys.readouterr().err
    assert scan(source, found, "--batch", "4") == 0
    assert "Reprise : 2 lots sur 15" in capsys.readouterr().err
    assert found.read_bytes() == whole


def test_a_piece_half_written_is_computed_again(source: Path, whole: bytes, tmp_path: Path) -> None:
    found = tmp_path / "out.parquet"
    engine_of.cache_clear()
    assert scan(source, found, "--batch", "4", loader=STOPPING_LOADER) == 130
    (tmp_path / "out.parquet.parts" / "part-00000001.arrow").write_bytes(b"")
    assert scan(source, found, "--batch", "4") == 0
    assert found.read_bytes() == whole


def test_processes_change_nothing_even_when_one_is_killed(
    source: Path, whole: bytes, tmp_path: Path
) -> None:
    found = tmp_path / "out.parquet"
    process = started(source, found, "--batch", "3", "--workers", "2", "--loader", SLOW_LOADER)
    wait_for_parts(found, 2)
    workers = [
        one
        for one in psutil.Process(process.pid).children()
        if "spawn_main" in "".join(one.cmdline())
    ]
    workers[-1].kill()
    process.communicate()
    assert process.returncode == 0
    assert found.read_bytes() == whole


def test_pieces_of_another_file_are_never_mixed(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, found = tmp_path / "in.csv", tmp_path / "out.csv"
    mine.write_bytes(source.read_bytes())
    engine_of.cache_clear()
    assert scan(mine, found, "--batch", "4", loader=STOPPING_LOADER) == 130
    write(mine, rows_of(20, first=500))
    assert scan(mine, found, "--batch", "5") == 1
    said = capsys.readouterr().err
    assert "le fichier des foyers, la taille des lots" in said
    assert "--fresh" in said
    assert scan(mine, found, "--batch", "5", "--fresh") == 0
    assert len(found.read_text().splitlines()) == 21


@pytest.mark.parametrize(
    ("households", "found", "more"),
    [
        ("in.csv", "in.csv", ()),
        ("out.refused.csv", "out.csv", ()),  # the rows set aside, corrected, scanned again
        ("in.csv", "out.csv", ("--summary", "in.csv")),
        ("in.csv", "out.csv", ("--summary", "out.csv")),
    ],
)
def test_the_file_of_households_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], households: str, found: str,
    more: tuple[str, ...],
) -> None:  # fmt: skip
    mine = write(tmp_path / households, rows_of(2))
    before = mine.read_bytes()
    asked = [one if one.startswith("--") else str(tmp_path / one) for one in more]
    assert scan(mine, tmp_path / found, *asked) == 1
    assert "serait" in capsys.readouterr().err
    assert mine.read_bytes() == before


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "out.csv.parts" / "photos.zip"
    other.parent.mkdir()
    other.write_text("précieux")
    assert scan(write(tmp_path / "in.csv", rows_of(2)), tmp_path / "out.csv", "--fresh") == 0
    assert other.read_text() == "précieux"


def test_a_file_without_households_gives_none(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,rent\n")
    assert scan(tmp_path / "in.csv", tmp_path / "out.csv") == 0
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 1


def test_a_month_without_rules_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "in.csv", rows_of(2))
    engine_of.cache_clear()
    assert scan(source, tmp_path / "out.csv", loader="tests.rights.scan.fake:ignorant") == 1
    assert "ne savent pas calculer ce mois-là" in capsys.readouterr().err


REFUSED = {
    "absent.csv": "n'existe pas",
    "foyers.xlsx": "ni un .csv ni un .parquet",
    "sans.csv": "pas de colonne « id »",
    "deux.csv": "deux fois : rent",
    "faux.parquet": "n'est pas un fichier Parquet",
}


@pytest.mark.parametrize(("name", "sentence"), REFUSED.items())
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    told = {"sans.csv": "rent\n3\n", "deux.csv": "id,rent,rent\na,1,2\n"}
    if not name.startswith("absent"):
        (tmp_path / name).write_text(told.get(name, "PK"))
    assert scan(tmp_path / name, tmp_path / "out.csv", loader=LOADER) == 1
    assert sentence in capsys.readouterr().err
