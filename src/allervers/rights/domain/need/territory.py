"""How many households of a place probably do not have the RSA they are entitled to.

From public statistics only: recipients of the RSA by place (Cnaf, 2021), their kinds taken as those
of all who receive something from the CAF, and the shares of non-take-up that the DREES measured by
kind of household (Dossiers de la DREES, no 92, February 2022; year 2018, metropolitan France,
ordinary housing). These shares concern the RSA alone: nothing is said of another right.

What statistics hide is an interval, never zero. Each prior below gives a figure; the lowest and the
highest are kept, so that the choice of one of them is nowhere hidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from allervers.rights.domain.need.interval import UNKNOWN, Interval
from allervers.rights.domain.need.types import BANDS, Kind, Worths
from allervers.rights.domain.need.weighting import Prior, Shares, weighed

# Share of the eligible who do not take up the RSA.
IN_A_QUARTER: Final = 0.34
OVER_THREE_QUARTERS: Final = 0.20
WITH_HOUSING_BENEFIT, WITHOUT_HOUSING_BENEFIT = 0.18, 0.57
ALONE_WITH_CHILDREN: Final = 0.16  # single women with children
COUPLE_WITHOUT_CHILDREN: Final = 0.49
EUROS_BY_UNIT: Final = 330.0  # a month, by consumption unit, for those who do not take it up
MORE_UNITS: Final = 0.5  # of each person above the first, at most (OECD's scale)
YEAR: Final = 2021  # of the recipients
SOURCE: Final = (
    "Insee, Filosofi 2021, et Cnaf, allocataires par Iris 2021 (Licence Ouverte), "
    "taux de la DREES (Dossiers, no 92, 2022)"
)
# Each household counts for one: what is weighed is then households.
ONE_EACH: Final[Worths] = {key: Interval(1.0, 1.0) for key in product(Kind, (False, True))}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as statistics know it. Counts are households that the CAF pays (allocataires).

    `households`: all fiscal households (Filosofi); None: hidden.
    """

    code: str
    households: float | None
    paid: Interval
    persons: Interval
    with_rsa: Interval
    with_housing_benefit: Interval
    alone_with_children: Interval
    couple_without_children: Interval
    alone: Interval = UNKNOWN
    couple_with_children: Interval = UNKNOWN

    def shares(self) -> Shares:
        """Return the share of each kind among those that the CAF pays."""
        counts = {
            Kind.ALONE: self.alone,
            Kind.LONE_PARENT: self.alone_with_children,
            Kind.COUPLE: self.couple_without_children,
            Kind.COUPLE_WITH_CHILDREN: self.couple_with_children,
        }
        return [counts[kind].share_of(self.paid) for kind in Kind]


@dataclass(frozen=True, slots=True)
class Need:
    """What is expected of a place: households entitled, those without it, their euros a month.

    `euros` by the average of the DREES; `by_rules` by the rules, from the types of households.
    """

    place: Place
    entitled: Interval
    without: Interval
    euros: Interval
    by_rules: Interval


def need(place: Place, worths: Worths) -> Need:
    """Return what is expected of a place."""
    without, by_rules = _spread(place, ONE_EACH), _spread(place, worths)
    entitled = place.with_rsa + without
    if place.households is not None:  # never more than there are households
        entitled = Interval(entitled.low, max(min(entitled.high, place.households), entitled.low))
        without = Interval(without.low, max(min(without.high, place.households), without.low))
        most = without.high * max(one.high for one in worths.values())
        by_rules = Interval(by_rules.low, max(min(by_rules.high, most), by_rules.low))
    units = most_units(place) if without.high else 1.0
    euros = Interval(EUROS_BY_UNIT * without.low, EUROS_BY_UNIT * without.high * units)
    return Need(place, entitled, without, euros, by_rules)


def _spread(place: Place, worths: Worths) -> Interval:
    """Return the least and the most that the priors give, for all who have the RSA."""
    benefit = place.with_housing_benefit.share_of(place.paid)
    found = [weighed(place.shares(), benefit, prior, worths) for prior in PRIORS.values()]
    least, most = min(one.low for one in found), max(one.high for one in found)
    return Interval(place.with_rsa.low * least, place.with_rsa.high * most if most else 0.0)


def beside(rate: float) -> float:
    """Return the households without a right for each that has it."""
    return rate / (1 - rate)


def _by_housing_benefit(_kind: Kind, has_benefit: bool) -> float:  # noqa: FBT001 - as Prior
    return beside(WITH_HOUSING_BENEFIT if has_benefit else WITHOUT_HOUSING_BENEFIT)


# Kinds without a measure of their own have that of a quarter.
BY_KIND: Final = {Kind.LONE_PARENT: ALONE_WITH_CHILDREN, Kind.COUPLE: COUPLE_WITHOUT_CHILDREN}
PRIORS: Final[Mapping[str, Prior]] = {
    "quarter": lambda _kind, _has_benefit: beside(IN_A_QUARTER),
    "three_quarters": lambda _kind, _has_benefit: beside(OVER_THREE_QUARTERS),
    "housing_benefit": _by_housing_benefit,
    "kind": lambda kind, _has_benefit: beside(BY_KIND.get(kind, IN_A_QUARTER)),
}


def most_units(place: Place) -> float:
    """Return the consumption units of a household at most: as large as those the CAF pays.

    Nothing bounds them where all is hidden.
    """
    if place.paid.low <= 0:
        return UNKNOWN.high
    persons = max(place.persons.high / place.paid.low, 1.0)
    return 1 + MORE_UNITS * (persons - 1)


def assumptions() -> Iterator[str]:
    """Give what the figures suppose, to be written beside them."""
    yield (
        "Non-recours au RSA seulement : DREES, Les Dossiers no 92, février 2022 (année 2018, "
        "France métropolitaine, logement ordinaire). Aucun autre droit n'est estimé."
    )
    yield (
        "Bénéficiaires du RSA : Cnaf 2021, par Iris, additionnés par commune. Ceux de la MSA et "
        "les personnes sans logement ordinaire n'y sont pas tous."
    )
    yield (
        "Pour un foyer qui a le RSA, on attend r / (1 - r) foyers qui ne l'ont pas, r étant la "
        "part de non-recours. Quatre lectures : 34 % sur un trimestre ; 20 % sur trois "
        "trimestres ; 18 % avec une aide au logement et 57 % sans ; 16 % pour un parent seul "
        "(mesuré pour les femmes), 49 % pour un couple sans enfant, 34 % pour les autres. La plus "
        "basse et la plus haute bornent la fourchette."
    )
    yield (
        "La part de chaque sorte de foyer parmi ceux qui ont le RSA est supposée celle de tous les "
        "allocataires de la commune."
    )
    yield (
        "Ni la Cnaf ni Filosofi ne disent, par commune, combien de ceux qui ont le RSA sont de "
        "chaque sorte, ni les ressources, le loyer ou le nombre d'enfants de ceux qui ne l'ont "
        "pas. Filosofi ne sert donc qu'à borner par le nombre de ménages."
    )
    yield ("Une commune absente du fichier de la Cnaf n'est pas dans la liste : on n'en sait rien.")
    yield (
        "Une case cachée n'est pas zéro. Dans un Iris publié elle vaut de 0 à 4 : aucune valeur "
        "publiée n'est sous 5 (règle à vérifier auprès de la Cnaf). Un Iris entièrement caché "
        "vaut de 0 aux foyers de la commune que les autres Iris ne comptent pas."
    )
    yield (
        "Montant (DREES) : 330 euros par mois et par unité de consommation ; une unité au moins, "
        "et au plus celles d'un foyer de la taille moyenne des allocataires, à 0,5 par personne."
    )
    yield "Les années diffèrent (2018, 2021) : une orientation pour l'action, pas une mesure."


def computed_with(rules: str, month: date) -> str:
    """Say how the euros by the rules were computed."""
    wages = ", ".join(f"{one} €" for one in BANDS[1:])
    return (
        f"Montant (règles) : RSA de {month:%m/%Y} par {rules}, pour des foyers types : seul, "
        "parent seul, couple sans et avec enfants (un à trois, de 5 à 11 ans), adultes de 35 ans ; "
        f"sans ressources ou avec un salaire net mensuel ({wages}) ; locataire avec aide au "
        "logement, locataire sans, ou hébergé. Les prestations familiales et le soutien familial "
        "auxquels le foyer a droit sont déduits. Sorte et aide au logement sont pondérées par "
        "les parts de la commune ; ressources et nombre d'enfants, que rien ne pondère, donnent "
        "le moins et le plus. Les foyers types sans droit sont écartés."
    )
