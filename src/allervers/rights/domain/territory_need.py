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
from typing import Final

# Share of the eligible who do not take up the RSA.
IN_A_QUARTER: Final = 0.34
OVER_THREE_QUARTERS: Final = 0.20
WITH_HOUSING_BENEFIT, WITHOUT_HOUSING_BENEFIT = 0.18, 0.57
ALONE_WITH_CHILDREN: Final = 0.16  # single women with children
COUPLE_WITHOUT_CHILDREN: Final = 0.49
EUROS_BY_UNIT: Final = 330.0  # a month, by consumption unit, for those who do not take it up
MORE_UNITS: Final = 0.5  # of each person above the first, at most (OECD's scale)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between two bounds, both included."""

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def share_of(self, whole: "Interval") -> "Interval":
        """Return which share this may be of a whole; anything when the whole may be nothing."""
        if whole.low <= 0:
            return Interval(0.0, 1.0)
        return Interval(min(self.low / whole.high, 1.0), min(self.high / whole.low, 1.0))


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


@dataclass(frozen=True, slots=True)
class Need:
    """What is expected of a place: households entitled, those without it, their euros a month."""

    place: Place
    entitled: Interval
    without: Interval
    euros: Interval


def need(place: Place) -> Need:
    """Return what is expected of a place."""
    per_recipient = [one for prior in priors(place).values() for one in (prior.low, prior.high)]
    least, most = min(per_recipient), max(per_recipient)
    without = Interval(place.with_rsa.low * least, place.with_rsa.high * most)
    entitled = place.with_rsa + without
    if place.households is not None:  # never more than there are households
        entitled = Interval(entitled.low, max(min(entitled.high, place.households), entitled.low))
        without = Interval(without.low, max(min(without.high, place.households), without.low))
    euros = Interval(EUROS_BY_UNIT * without.low, EUROS_BY_UNIT * without.high * most_units(place))
    return Need(place, entitled, without, euros)


def priors(place: Place) -> Mapping[str, Interval]:
    """Return, by prior, the households without the RSA for each that has it."""
    return {
        "quarter": _one(IN_A_QUARTER),
        "three_quarters": _one(OVER_THREE_QUARTERS),
        "housing_benefit": _by_housing_benefit(place),
        "kind": _by_kind(place),
    }


def beside(rate: float) -> float:
    """Return the households without a right for each that has it."""
    return rate / (1 - rate)


def _one(rate: float) -> Interval:
    return Interval(beside(rate), beside(rate))


def _by_housing_benefit(place: Place) -> Interval:
    share = place.with_housing_benefit.share_of(place.paid)
    having, other = beside(WITH_HOUSING_BENEFIT), beside(WITHOUT_HOUSING_BENEFIT)
    return Interval(
        share.high * having + (1 - share.high) * other,
        share.low * having + (1 - share.low) * other,
    )


def _by_kind(place: Place) -> Interval:
    """Return the prior by kind; kinds without a measure of their own have that of a quarter."""
    alone = place.alone_with_children.share_of(place.paid)
    couple = place.couple_without_children.share_of(place.paid)
    return Interval(_mixed(alone.high, couple.low), _mixed(alone.low, couple.high))


def _mixed(alone: float, couple: float) -> float:
    rest = max(1 - alone - couple, 0.0)
    return (
        alone * beside(ALONE_WITH_CHILDREN)
        + couple * beside(COUPLE_WITHOUT_CHILDREN)
        + rest * beside(IN_A_QUARTER)
    )


def most_units(place: Place) -> float:
    """Return the consumption units of a household at most: as large as those the CAF pays."""
    if place.paid.low <= 0:
        return 1.0
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
        "Une case cachée n'est pas zéro. Dans un Iris publié elle vaut de 0 à 4 : aucune valeur "
        "publiée n'est sous 5 (règle à vérifier auprès de la Cnaf). Un Iris entièrement caché "
        "vaut de 0 aux foyers de la commune que les autres Iris ne comptent pas."
    )
    yield (
        "Montant : 330 euros par mois et par unité de consommation (DREES) ; une unité au moins, "
        "et au plus celles d'un foyer de la taille moyenne des allocataires, à 0,5 par personne."
    )
    yield "Les années diffèrent (2018, 2021) : une orientation pour l'action, pas une mesure."
