"""Checks that everything we ship may be shipped under the AGPL, version 3 or later."""

import json
import re
import subprocess

from tools.place import ROOT, VENV
from tools.saying import say

# Each is compatible with AGPL-3.0-or-later: gnu.org/licenses/license-list.html, and SPDX names.
ALLOWED = (
    r"MIT(-0)?( License)?", r"MIT-CMU", r"BSD( License)?", r"(0|2|3)-Clause BSD.*",
    r"BSD-(2|3)-Clause", r"0BSD", r"Apache-2\.0( WITH LLVM-exception)?",
    r"Apache( Software)? License( 2\.0)?.*", r"ISC.*", r"PSF-2\.0",
    r"Python Software Foundation License", r"Mozilla Public License 2\.0.*", r"MPL-2\.0",
    r"(GNU )?Lesser General Public License v3.*", r"LGPL-3\.0-only", r"LGPL-3\.0-or-later",
    r"GNU Lesser General Public License v3.*", r"GNU Library or Lesser General Public License.*",
    r"GNU General Public License v3.*", r"GPL-3\.0-or-later", r"AGPL-3\.0-or-later", r"Unlicense.*",
    r"License-Expression :: AGPL-3\.0-or-later", r"GNU Affero General Public License v3",
    r"The Unlicense.*", r"etalab-2\.0",
    r"Zlib", r"PostgreSQL( License)?", r"CC0-1\.0", r"HPND", r"Dual License", r"public domain",
)  # fmt: skip

# Metadata that says less than the package's own licence file, which we read.
READ = {
    "qrcode": "BSD-3-Clause AND MIT",
    "data-inclusion-schema": "etalab-2.0",  # Licence Ouverte 2.0: reuse with its source named
}


def is_allowed(licence: str) -> bool:
    """Read "A AND B", "A OR B" and pip-licenses' lists (A; B: metadata that repeats itself)."""
    alternatives = re.split(r"\s+OR\s+", licence.strip("() "))
    return any(
        all(
            any(re.fullmatch(pattern, part.strip("() ")) for pattern in ALLOWED)
            for part in re.split(r"\s+AND\s+|;", alternative)
        )
        for alternative in alternatives
    )


def shipped() -> list[str]:
    """Return the names of what a host installs."""
    text = (ROOT / "requirements-demo.txt").read_text()
    return re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)


def check(environment: dict[str, str]) -> bool:
    """Compare the licence of each shipped package with the list."""
    done = subprocess.run(
        [VENV / "bin" / "pip-licenses", "--from=mixed", "--format=json", "--packages", *shipped()],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    refused = [one for one in found if not is_allowed(READ.get(one["Name"], one["License"]))]
    for one in refused:
        say(f"{one['Name']} {one['Version']}: {one['License']!r} is not in tools/licences.py")
    say(f"{len(found)} packages looked at")
    return not refused
