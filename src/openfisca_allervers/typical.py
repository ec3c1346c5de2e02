"""A few households in OpenFisca's words, with all of their past given.

So only what rules read now is followed. Invented; their figures do not matter: a formula reads the
same parameters on every row.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

YEARS: Final = 4  # of past months given: the tax year before last of three months ago, and more
OF_PERSON: Final = (
    "salaire_net", "salaire_imposable", "salaire_de_base", "chomage_net", "chomage_imposable",
    "retraite_nette", "retraite_imposable", "pensions_invalidite", "pensions_alimentaires_percues",
    "aah", "caah", "mva", "asi", "ass", "bourse_criteres_sociaux",
)  # fmt: skip
OF_FAMILY: Final = (
    "rsa", "ppa", "aide_logement", "aspa", "af", "cf", "asf", "paje_base", "aeeh", "apl", "als",
    "alf", "css_participation_forfaitaire",
)  # fmt: skip
Json = dict[str, Any]


def situation(month: date) -> Json:
    """Return the situation JSON of the households, for a month (its first day)."""
    found: Json = {"individus": {}, "familles": {}, "foyers_fiscaux": {}, "menages": {}}
    for name, members in households().items():
        add(found, name, members, month)
    return found


def households() -> dict[str, list[Json]]:
    """Return each household's persons, adults first: birth, activity, and what is odd."""
    worker = {"born": "1991-05-01", "activite": "actif", "salaire_net": 1_100}
    return {
        "worker": [worker],
        "family": [
            {**worker, "salaire_net": 1_500},
            {"born": "1990-01-01", "activite": "chomeur", "chomage_net": 700, "ass": 0},
            *({"born": f"{year}-03-01"} for year in (2009, 2012, 2019)),
            {"born": "2025-03-01"},
            {"born": "2015-03-01", "garde_alternee": True, "aeeh_niveau_handicap": 2},
        ],
        "alone": [{"born": "2001-02-01", "activite": "inactif"}, {"born": "2024-05-01"}],
        "elder": [
            {"born": "1956-01-01", "activite": "retraite", "retraite_nette": 600},
            {"born": "1948-01-01", "activite": "retraite", "gir": "gir_3"},
        ],
        "disabled": [
            {"born": "1980-01-01", "activite": "inactif", "taux_incapacite": 0.8,
             "pensions_invalidite": 300},
        ],
        "student": [{"born": "2004-01-01", "activite": "etudiant"}],
    }  # fmt: skip


def add(found: Json, name: str, members: list[Json], month: date) -> None:
    """Add one household: a family, a tax household and a dwelling of the same persons."""
    ids = [f"{name}_{place}" for place in range(len(members))]
    adults = [one for one, member in zip(ids, members, strict=True) if "activite" in member]
    children = ids[len(adults) :]
    for one, member in zip(ids, members, strict=True):
        found["individus"][one] = person(member, month)
    found["familles"][name] = {
        "parents": adults,
        "enfants": children,
        **{benefit: dict.fromkeys(past(month), 0) for benefit in OF_FAMILY},
    }
    found["foyers_fiscaux"][name] = {
        "declarants": adults,
        "personnes_a_charge": children,
        "rfr": {str(month.year - back): 12_000 for back in range(5)},
    }
    found["menages"][name] = {
        "personne_de_reference": adults[:1],
        "conjoint": adults[1:],
        "enfants": children,
        **dwelling(month),
    }


def person(member: Json, month: date) -> Json:
    """Return one person; what is not said of their past is zero, and given."""
    months = [*past(month), f"{month:%Y-%m}"]
    said: Json = {"date_naissance": {"ETERNITY": member["born"]}}
    for name in OF_PERSON:
        asked_now = name in ("aah", "caah", "mva", "asi", "ass", "bourse_criteres_sociaux")
        given = months[:-1] if asked_now else months
        said[name] = dict.fromkeys(given, member.get(name, 0))
    for name in ("activite", "taux_incapacite", "garde_alternee", "gir", "aeeh_niveau_handicap"):
        if name in member:
            said[name] = dict.fromkeys(months[-14:], member[name])
    return said


def dwelling(month: date) -> Json:
    """Return a rented flat near Paris."""
    months = [*past(month), f"{month:%Y-%m}"][-14:]
    return {
        "statut_occupation_logement": dict.fromkeys(months, "locataire_vide"),
        "loyer": dict.fromkeys(months, 700),
        "depcom": dict.fromkeys(months, "92040"),
    }


def past(month: date) -> list[str]:
    """Return the months before one, from January `YEARS` years before."""
    return list(_past(month))


def _past(month: date) -> Iterator[str]:
    for year in range(month.year - YEARS, month.year + 1):
        last = month.month - 1 if year == month.year else 12
        for number in range(1, last + 1):
            yield f"{year}-{number:02}"
