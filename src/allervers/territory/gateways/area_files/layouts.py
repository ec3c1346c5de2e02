"""The open files of figures by area, told apart by their columns. Names are compared in lower case.

A layout says which column holds the code and what each column becomes; the two digits at the end
of a column of Insee are its year.
"""

import re
from dataclasses import dataclass
from typing import Final

from allervers.territory.domain.areas import AreaKind, Indicator

CNAF: Final = "Cnaf, allocataires par Iris {year}, Licence Ouverte"
FILOSOFI: Final = "Insee, Filosofi {year}, Licence Ouverte"
CENSUS: Final = "Insee, recensement de la population {year}, Licence Ouverte"
GRID: Final = "Insee, Filosofi {year}, carreaux de 200 m, Licence Ouverte"
INDICATORS: Final = "Insee et Cnaf {year}, indicateurs par commune, Licence Ouverte"
# No figure under 5 is published of an Iris: to be checked with the Cnaf (docs/why/besoin.md).
HIDDEN_BY_CNAF: Final = 4.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file. `columns`: pattern of a column → what it is, the first that matches.

    `note`: a column that says that the whole row is hidden, unless it holds 0. `most_hidden`: what
    a hidden cell may hold at most in a row that is published. `total`: when it is hidden, so is the
    whole row. `imputed`: columns that say that the figures were put in by the publisher.
    `hidden_beside`: the end of a column that says how many areas are missing from a sum.
    `caution`: a column that warns of the quality of the row.
    """

    name: str
    kind: AreaKind
    codes: tuple[str, ...]
    needs: re.Pattern[str]
    columns: tuple[tuple[re.Pattern[str], Indicator], ...]
    source: str
    names: tuple[str, ...] = ()
    commune: tuple[str, ...] = ()
    note: str = ""
    most_hidden: float | None = None
    imputed: tuple[str, ...] = ()
    hidden_beside: str = ""
    total: str = ""
    caution: re.Pattern[str] | None = None


def _columns(**found: Indicator) -> tuple[tuple[re.Pattern[str], Indicator], ...]:
    return tuple((re.compile(pattern), indicator) for pattern, indicator in found.items())


I = Indicator  # noqa: E741 - read thirty times below
INSEE_CODES: Final = (
    "codgeo", "code", "code_insee", "insee_com", "code_commune", "depcom", "com", "insee", "geo",
)  # fmt: skip
IRIS_CODES: Final = (
    "iris", "iris_code", "code_iris", "codeiris", "code iris", "dcomiris", "dciris", "c_iris",
    "codes iris", "code_geo", "codgeo", "geo",
)  # fmt: skip
NAMES: Final = ("libgeo", "libiris", "lib_iris", "nom_iris", "nom", "name", "libelle", "lib_qp",
                "libcom", "nom_qp", "nom_com")  # fmt: skip

LAYOUTS: Final = (
    Layout(
        "Filosofi, carreaux de 200 m",
        AreaKind.GRID,
        ("idcar_200m", "idinspire", "id_inspire", "idcar"),
        re.compile(r"men_pauv"),
        _columns(
            ind=I.PEOPLE, men=I.HOUSEHOLDS, men_pauv=I.POOR_HOUSEHOLDS,
            men_fmp=I.LONE_PARENT_HOUSEHOLDS, ind_18_24=I.PEOPLE_18_24, ind_65_79=I.PEOPLE_65_79,
            ind_80p=I.PEOPLE_80,
        ),
        GRID,
        commune=("lcog_geo", "depcom", "com"),
        imputed=("i_est_200", "i_est_cr"),
    ),
    Layout(
        "Filosofi par Iris",
        AreaKind.IRIS,
        IRIS_CODES,
        re.compile(r"(?:dec|disp)_tp60(\d\d)"),
        _columns(**{r"disp_tp60(\d\d)": I.POOR_RATE, r"dec_tp60(\d\d)": I.LOW_DECLARED_RATE}),
        FILOSOFI,
        NAMES,
        caution=re.compile(r"(?:dec|disp)_note\d\d"),
    ),
    Layout(
        "Cnaf, allocataires par Iris",
        AreaKind.IRIS,
        IRIS_CODES,
        re.compile(r"arsas|percou"),
        _columns(
            a=I.CAF_HOUSEHOLDS, percou=I.CAF_PEOPLE, ai=I.CAF_ALONE, am=I.CAF_LONE_PARENTS,
            acssenf=I.CAF_COUPLES, acavenf=I.CAF_COUPLES_WITH_CHILDREN, arsas=I.CAF_RSA,
            aaah=I.CAF_AAH,
        ),
        CNAF,
        NAMES,
        note="note",
        total="a",
        most_hidden=HIDDEN_BY_CNAF,
    ),
    Layout(
        "Recensement par Iris",
        AreaKind.IRIS,
        IRIS_CODES,
        re.compile(r"p(\d\d)_pop"),
        _columns(**{
            r"p(\d\d)_pop": I.RESIDENTS, r"p(\d\d)_pop1529": I.PEOPLE_15_29,
            r"p(\d\d)_pop65p": I.PEOPLE_65,
        }),
        CENSUS,
        NAMES,
    ),
    Layout(
        "Filosofi par commune",
        AreaKind.COMMUNE,
        INSEE_CODES,
        re.compile(r"tp60(\d\d)|nbpersmenfisc(\d\d)|nbpers(\d\d)"),
        _columns(**{
            r"nbpers(?:menfisc)?(\d\d)": I.PEOPLE, r"nbmen(?:fisc)?(\d\d)": I.HOUSEHOLDS,
            r"tp60(\d\d)": I.POOR_RATE, r"tp60age1(\d\d)": I.POOR_RATE_YOUTH,
            r"tp60age5(\d\d)": I.POOR_RATE_60_74, r"tp60age6(\d\d)": I.POOR_RATE_75,
        }),
        FILOSOFI,
        NAMES,
    ),
    Layout(
        "Indicateurs par commune",
        AreaKind.COMMUNE,
        INSEE_CODES,
        re.compile(r"tp60_\d{4}|caf_rsa.*|pop_mun|taux_pauvrete.*"),
        _columns(**{
            r"pop_mun(?:_\d{4})?|population": I.RESIDENTS,
            r"tp60_(\d{4})|taux_pauvrete(?:_(\d{4}))?": I.POOR_RATE,
            r"caf_allocataires(?:_(\d{4}))?": I.CAF_HOUSEHOLDS,
            r"caf_rsa(?:_socle)?(?:_(\d{4}))?": I.CAF_RSA, r"caf_aah(?:_(\d{4}))?": I.CAF_AAH,
        }),
        INDICATORS,
        NAMES,
        # `caf_rsa_iris_secret`: so many Iris were hidden and are not in the sum.
        hidden_beside="_iris_secret",
    ),
)  # fmt: skip
