"""What the card of a right says, beside where it is claimed and from when (wording/claims.py)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
REVIEWED: Final = date(2026, 11, 22)
ASK_DELAY: Final = _("Délai à vérifier : demandez-le au dépôt et gardez une preuve de la date.")
IDENTITY: Final = _("Pièce d'identité ou titre de séjour")
BANK: Final = _("Relevé d'identité bancaire (RIB)")
TAX: Final = _("Dernier avis d'impôt")
PAY: Final = _("Bulletins de paie et paiements des trois derniers mois")


@dataclass(frozen=True, slots=True)
class Site:
    """An official site."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class RightCard:
    """One right for whoever helps to claim it. `reviewed`: when somebody last read the texts."""

    who: Words
    what: Words
    documents: tuple[Words, ...]
    delay: Words
    renewal: Words
    sites: tuple[Site, ...]
    reviewed: date = REVIEWED


CAF: Final = Site("caf.fr", "https://www.caf.fr/")
MSA: Final = Site("msa.fr", "https://www.msa.fr/")
AMELI: Final = Site("ameli.fr", "https://www.ameli.fr/")
STATE: Final = Site("service-public.gouv.fr", "https://www.service-public.gouv.fr/")
MDPH: Final = Site("mdphenligne.cnsa.fr", "https://mdphenligne.cnsa.fr/")
PENSION: Final = Site("lassuranceretraite.fr", "https://www.lassuranceretraite.fr/")
JOBS: Final = Site("francetravail.fr", "https://www.francetravail.fr/")
ELDERLY: Final = Site(
    "pour-les-personnes-agees.gouv.fr", "https://www.pour-les-personnes-agees.gouv.fr/"
)
ENERGY: Final = Site("chequeenergie.gouv.fr", "https://chequeenergie.gouv.fr/")
SCHOOL: Final = Site("education.gouv.fr", "https://www.education.gouv.fr/")
STUDENT: Final = Site("messervices.etudiant.gouv.fr", "https://messervices.etudiant.gouv.fr/")
HOUSING: Final = Site(
    "demande-logement-social.gouv.fr", "https://www.demande-logement-social.gouv.fr/"
)
