"""The thematiques of data·inclusion worth an orientation for each right: where claims are helped.

The values are checked against the schema by tests/rights/test_thematiques.py.
"""

from collections.abc import Mapping
from typing import Final

from allervers.rights.domain.right import Right

ACCESS: Final = "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
HOUSING: Final = "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement"
CARE: Final = "sante--acces-aux-soins"
DISABILITY: Final = "sante--constituer-un-dossier-mdph-invalidite"
AT_HOME: Final = "equipement-et-alimentation--aide-menagere"
JOB: Final = "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi"
BUDGET: Final = "difficultes-financieres--ameliorer-sa-gestion-budgetaire"

THEMATIQUES: Final[Mapping[Right, tuple[str, ...]]] = {
    Right.RSA: (ACCESS,),
    Right.PPA: (ACCESS,),
    Right.AIDE_LOGEMENT: (ACCESS, HOUSING),
    Right.CSS: (ACCESS, CARE),
    Right.ASPA: (ACCESS,),
    Right.AAH: (ACCESS, DISABILITY),
    Right.AF: (ACCESS,),
    Right.CF: (ACCESS,),
    Right.ASF: (ACCESS,),
    Right.PAJE_BASE: (ACCESS,),
    Right.ARS: (ACCESS,),
    Right.ASI: (ACCESS,),
    Right.MVA: (ACCESS, DISABILITY),
    Right.AEEH: (ACCESS, DISABILITY),
    Right.ASS: (ACCESS,),
    Right.CHEQUE_ENERGIE: (ACCESS,),
    Right.BOURSE_COLLEGE: (ACCESS,),
    Right.BOURSE_LYCEE: (ACCESS,),
    Right.BOURSE_SUP: (ACCESS,),
    Right.APA: (ACCESS, AT_HOME),
    Right.CEJ: (JOB,),
    Right.LEP: (BUDGET,),
    Right.LOGEMENT_SOCIAL: (HOUSING,),
}
