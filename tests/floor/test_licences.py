"""The list of licences lets in what the AGPL accepts, and nothing by accident."""

import pytest

from tools.licences import is_allowed


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
        "Apache-2.0 OR GPL-2.0-only",
        "MIT License; Python Software Foundation License",
        "GNU Lesser General Public License v3 (LGPLv3)",
    ],
)
def test_compatible_licence_is_accepted(licence: str) -> None:
    assert is_allowed(licence)


@pytest.mark.parametrize(
    "licence", ["UNKNOWN", "GPL-2.0-only", "MIT AND Proprietary", "CC-BY-NC-4.0", "MITRE", ""]
)
def test_other_licence_is_refused(licence: str) -> None:
    assert not is_allowed(licence)
