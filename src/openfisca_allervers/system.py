"""The corrected system, and the hash that tells one set of corrections from another."""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from openfisca_france import FranceTaxBenefitSystem

from openfisca_allervers.corrected import FOLDER, Applied, apply, corrections
from openfisca_allervers.reforms import css_reference_period

SOURCES: Final = ("corrected.py", "reforms.py", "system.py")


def corrected_system() -> tuple[Any, tuple[Applied, ...]]:
    """Return a new system of OpenFisca-France (4 to 8 s, 130 MB), corrected before any use."""
    system: Any = FranceTaxBenefitSystem()
    figures = tuple(apply(system.parameters, corrections()))
    period = css_reference_period(system)
    return system, (*figures, period) if period else figures


def overlay() -> str:
    """Return a hash of the corrections and of what applies them, in hexadecimal."""
    here = Path(__file__).parent
    files = [*sorted(FOLDER.glob("*.yaml")), *(here / name for name in SOURCES)]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
