"""The rights looked at, by the names that OpenFisca-France gives their variables."""

from enum import StrEnum
from typing import Final


class Right(StrEnum):
    """One right; the value is OpenFisca's, but `css`, which joins two of its variables."""

    RSA = "rsa"
    PPA = "ppa"
    AIDE_LOGEMENT = "aide_logement"
    CSS = "css"
    ASPA = "aspa"
    AAH = "aah"
    AF = "af"
    CF = "cf"
    ASF = "asf"
    PAJE_BASE = "paje_base"
    ARS = "ars"


# Read as a person reads them: minimum incomes, housing, health, then children.
RIGHTS: Final = tuple(Right)
YEARLY: Final = frozenset({Right.ARS})
# The right is to be covered; no euro is paid to the person.
WITHOUT_AMOUNT: Final = frozenset({Right.CSS})
