"""Broken files: each refused with a useful sentence, nothing half-written."""

from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.gateways.territory_files import (
    read_communes_file,
    read_outlines_file,
    read_town_halls_file,
)
from allervers.territory.models import Commune
from allervers.ui.domain.refusal import Refusal

OUTLINE = '{"features": [{"properties": {"code": "92048"}, "geometry": %s}]}'


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("communes", b"", "pas du JSON"),
        ("communes", b"not json", "pas du JSON"),
        ("communes", b"[NaN]", "pas un nombre JSON"),
        ("communes", b"[{]", "ligne 1, colonne 3"),
        ("communes", b"{}", "liste de communes"),
        ("communes", b"[]", "liste de communes"),
        ("communes", b'[{"id": 3}]', "liste de communes"),
        ("communes", b"[" * 100_000, "imbriqu"),
        ("communes", b"\xff\xfe\x00\x01", "pas du JSON"),
        ("outlines", b"[]", "collection GeoJSON"),
        ("outlines", b'{"features": 3}', "collection GeoJSON"),
        ("outlines", b'{"type": "Feature"}', "collection GeoJSON"),
        ("town-halls", b"", "vide"),
        ("town-halls", b"a;b\n1;2\n", "latitude et longitude"),
        ("town-halls", b'code;lat;lon\n"92', "guillemet"),
        ("town-halls", b"{}", None),
    ],
)
def test_broken_file_is_refused_with_a_useful_sentence(
    db: None, tmp_path: Path, kind: str, content: bytes, words: str | None
) -> None:
    path = tmp_path / "fichier.txt"
    path.write_bytes(content)
    if words is None:
        call_command("import_territory", f"--{kind}", str(path), stdout=StringIO())
        return
    with pytest.raises(CommandError, match=words) as caught:
        call_command("import_territory", f"--{kind}", str(path))
    assert "fichier.txt" in str(caught.value)
    assert not Commune.objects.exists()


def test_missing_file_is_refused_with_a_useful_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nulle-part\.json n'a pas été lu"):
        call_command("import_territory", "--communes", str(tmp_path / "nulle-part.json"))


def test_no_file_is_refused_with_a_useful_sentence() -> None:
    with pytest.raises(CommandError, match="au moins un fichier"):
        call_command("import_territory")


@pytest.mark.parametrize(
    "geometry",
    ["null", "3", '{"type": "Polygon"}', '{"type": "Polygon", "coordinates": [[[1e999, 2]]]}'],
)
def test_broken_geometry_is_a_refused_row(tmp_path: Path, geometry: str) -> None:
    path = tmp_path / "contours.geojson"
    path.write_text(OUTLINE % geometry, "utf-8")
    assert [each.where for each in read_outlines_file(path).refused] == ["92048"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("files") / "f"
    path.write_bytes(content)
    for reader in (read_communes_file, read_outlines_file, read_town_halls_file):
        with suppress(Refusal):
            reader(path)
