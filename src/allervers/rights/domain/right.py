"""The rights looked at, by the names that OpenFisca-France gives their variables."""

from enum import StrEnum
from typing import Final


class Right(StrEnum):
    """One right; the value is OpenFisca's, but `css`, which joins two of its variables.

    Three bear the name that people know, and are read in another variable: `mva` in `caah`,
    `apa_domicile` in `apa_eligibilite`, `livret_epargne_populaire` in its `_eligibilite`
    (gateways/openfisca_variables.py).
    """

    RSA = "rsa"
    PPA = "ppa"
    AIDE_LOGEMENT = "aide_logement"
    CSS = "css"
    ASPA = "aspa"
    ASI = "asi"
    AAH = "aah"
    MVA = "mva"
    AF = "af"
    CF = "cf"
    ASF = "asf"
    PAJE_BASE = "paje_base"
    ARS = "ars"
    AEEH = "aeeh"
    ASS = "ass"
    CHEQUE_ENERGIE = "cheque_energie"
    BOURSE_COLLEGE = "bourse_college"
    BOURSE_LYCEE = "bourse_lycee"
    BOURSE_SUP = "bourse_criteres_sociaux"
    APA = "apa_domicile"
    CEJ = "contrat_engagement_jeune"
    LEP = "livret_epargne_populaire"
    LOGEMENT_SOCIAL = "logement_social_eligible"


# Read as a person reads them: minimum incomes, housing, health, children, then what is rarer.
RIGHTS: Final = tuple(Right)
# Their amount is for a year.
YEARLY: Final = frozenset({
    Right.ARS, Right.CHEQUE_ENERGIE, Right.BOURSE_COLLEGE, Right.BOURSE_LYCEE,
})  # fmt: skip
# To be covered, to have a plan of help, to open a savings book, to ask for a flat: no euro that
# the rules could say.
WITHOUT_AMOUNT: Final = frozenset({Right.CSS, Right.APA, Right.LEP, Right.LOGEMENT_SOCIAL})
