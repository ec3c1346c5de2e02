"""What the tests and the benchmark give of a household, and what they ask: France, one month.

Everything that the benefits asked read of the past is an input: incomes of each month since the
year before last, and each benefit received in those months.
"""

from typing import Final

from openfisca_swift.plan import Column

FACTS: Final = (
    "activite",
    "etudiant",
    "nationalite",
    "duree_possession_titre_sejour",
    "enceinte",
    "inapte_travail",
    "taux_incapacite",
    "aah_restriction_substantielle_durable_acces_emploi",
    "garde_alternee",
    "statut_marital",
    "scolarite",
    "rsa_isolement_recent",
    "statut_occupation_logement",
    "loyer",
    "coloc",
    "depcom",
)
INCOMES: Final = (
    "salaire_net",
    "salaire_imposable",
    "salaire_de_base",
    "chomage_net",
    "chomage_imposable",
    "retraite_nette",
    "retraite_imposable",
    "retraite_brute",
    "pensions_invalidite",
    "pensions_alimentaires_percues",
    "revenus_capital",
    "rpns_imposables",
)
RECEIVED: Final = (
    *("rsa", "ppa", "aide_logement", "aspa", "af", "cf", "asf", "paje_base"),
    *("asi", "caah", "mva", "ass", "aah"),
)
MONTHLY: Final = (
    *("rsa", "ppa", "aide_logement", "css_participation_forfaitaire", "cmu_c", "aspa", "aah"),
    *("af", "cf", "asf", "paje_base", "bourse_lycee"),
)
YEARLY: Final = ("ars", "cheque_energie")
ROWWISE: Final = frozenset({"zone_apl"})  # one commune, one zone: it loops over values
MONTHS_OF_PPA: Final = 4


def months(month: str, since: int, until: int) -> tuple[str, ...]:
    """Return months from `since` months ago to `until` months ago, in order."""
    year, number = map(int, month.split("-"))
    places = [year * 12 + number - 1 - ago for ago in range(since, until - 1, -1)]
    return tuple(f"{place // 12}-{place % 12 + 1:02d}" for place in places)


def columns_of(month: str) -> list[Column]:
    """Return the inputs: facts hold for all months, incomes and benefits have one column each.

    They start in January two years before the year of four months ago: the prime d'activité
    looks back four months, and at the tax year before last of each.
    """
    number = int(month.split("-")[1])
    since = 24 + number - 1 + (12 if number <= MONTHS_OF_PPA else 0)
    every = months(month, since, number - 12)
    past = months(month, since, 1)
    return [
        Column("date_naissance", ("ETERNITY",)),
        *(Column(name, every) for name in FACTS),
        *(Column(name, (one,)) for name in INCOMES for one in every if name[:4] != "rpns"),
        *(Column("rpns_imposables", (year,)) for year in sorted({one[:4] for one in every})),
        *(Column(name, (one,)) for name in RECEIVED for one in past),
    ]


def outputs_of(month: str) -> list[tuple[str, str]]:
    """Return the fourteen benefits asked, with their periods."""
    return [*((name, month) for name in MONTHLY), *((name, month[:4]) for name in YEARLY)]
