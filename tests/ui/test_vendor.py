"""The files written by others are the ones that package-lock.json names."""

from pathlib import Path

import pytest

from tools import vendor


def test_vendored_files_match_their_manifest() -> None:
    assert vendor.differences() == []


def test_each_vendored_package_carries_its_licence() -> None:
    folders = {folder for folder in vendor.VENDOR.iterdir() if folder.is_dir()}
    licensed = {path.parent for path in vendor.VENDOR.glob("*/LICENSE*")}
    assert folders == licensed


def test_changed_vendored_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    manifest = '{"packages": {}, "sha256": {"a.js": "00"}}'
    (tmp_path / "a.js").write_text("changed")
    (tmp_path / "b.js").write_text("added")
    (tmp_path / "manifest.json").write_text(manifest)
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    monkeypatch.setattr(vendor, "MANIFEST", tmp_path / "manifest.json")
    said = vendor.differences()
    assert "a.js was changed" in said
    assert "b.js is not in the manifest" in said


def test_vendored_files_name_no_source_map() -> None:
    files = [path for path in vendor.VENDOR.rglob("*") if path.suffix in {".css", ".js", ".mjs"}]
    assert files
    assert not [path for path in files if b"sourceMappingURL=" in path.read_bytes()]
