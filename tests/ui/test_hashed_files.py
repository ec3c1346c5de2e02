"""In production, files carry the hash of their content; the map finds its module and worker."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

NAMED = re.compile(r"""\{% static ['"]([^'"]+)['"] %\}""")
HASHED = "allervers.config.static.HashedStaticFiles"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Collect the static files as production does."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def manifest(folder: Path) -> dict[str, str]:
    """Return the hashed name of each file."""
    paths: dict[str, str] = json.loads((folder / "staticfiles.json").read_text())["paths"]
    return paths


def test_every_file_named_by_a_template_is_collected(collected: Path, root: Path) -> None:
    templates = root.glob("src/allervers/*/templates/**/*.html")
    named = {name for path in templates for name in NAMED.findall(path.read_text())}
    assert "ui/theme.css" in named
    assert named <= set(manifest(collected))


@pytest.mark.parametrize("name", ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"])
def test_map_library_is_collected_whole(collected: Path, name: str) -> None:
    hashed = manifest(collected)[f"ui/vendor/maplibre-gl/{name}"]
    assert (collected / hashed).exists()
    assert (collected / f"{hashed}.gz").exists()


def test_map_modules_import_no_other_file(collected: Path) -> None:
    """Else the hashed copies would ask for a file by a name that never changes."""
    for name in ("ui/map.js", *(f"ui/vendor/maplibre-gl/{one}.mjs" for one in MODULES)):
        text = (collected / manifest(collected)[name]).read_text()
        assert not re.search(r"""(?:from|import)\s*["']\.""", text), name


MODULES = ("maplibre-gl", "maplibre-gl-worker")


def test_last_resort_pages_name_files_that_keep_their_name(collected: Path, root: Path) -> None:
    text = (root / "src/allervers/ui/templates/ui/bare.html").read_text()
    named = re.findall(r'"/static/([^"]+)"', text)
    assert len(named) >= 5
    assert [name for name in named if not (collected / name).exists()] == []
