"""Update the front-end files that the repository carries, from package-lock.json.

    python tools/vendor.py            copy anew (needs Node; only to change a version)
    python tools/vendor.py --check    compare the committed files with their manifest

The copies lose their `sourceMappingURL` line: the maps are not carried, and Django's hashed
storage refuses a reference that leads nowhere.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "allervers" / "ui" / "static" / "ui" / "vendor"
MANIFEST = VENDOR / "manifest.json"
SOURCE_MAP = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\n?")

# Each file as published by its package, and its licence.
FILES = {
    "bootstrap/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/bootstrap.rtl.min.css": "bootstrap/dist/css/bootstrap.rtl.min.css",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx/LICENSE": "htmx.org/LICENSE",
    "maplibre-gl/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "maplibre-gl/LICENSE.txt",
}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def versions() -> dict[str, str]:
    """Return the locked version of each package that we copy from."""
    lock = json.loads((ROOT / "package-lock.json").read_text())
    names = {source.split("/", 1)[0] for source in FILES.values()}
    return {name: lock["packages"][f"node_modules/{name}"]["version"] for name in sorted(names)}


def copy() -> None:
    """Install the locked packages in node_modules, copy our files, write the manifest."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm was not found. It is needed only to update these files: install Node first.")
    subprocess.run([npm, "ci", "--ignore-scripts"], cwd=ROOT, check=True)
    for target, source in FILES.items():
        content = (ROOT / "node_modules" / source).read_bytes()
        destination = VENDOR / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(SOURCE_MAP.sub(b"\n", content))
    hashes = {target: digest(VENDOR / target) for target in FILES}
    manifest = {"packages": versions(), "sha256": hashes}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")


def differences() -> list[str]:
    """Say what differs between the folder, its manifest and the lock; empty when all agree."""
    manifest = json.loads(MANIFEST.read_text())
    found = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    found -= {MANIFEST.name, "README.md"}
    listed = set(manifest["sha256"])
    said = [f"{name} is not in the manifest" for name in sorted(found - listed)]
    said += [f"{name} is missing" for name in sorted(listed - found)]
    said += [
        f"{name} was changed"
        for name in sorted(listed & found)
        if digest(VENDOR / name) != manifest["sha256"][name]
    ]
    if manifest["packages"] != versions():
        said.append("package-lock.json gives other versions: run python tools/vendor.py")
    return said


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        problems = differences()
        sys.exit("\n".join(problems) if problems else 0)
    copy()
