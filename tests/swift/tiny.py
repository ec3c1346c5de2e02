"""A legislation of a few variables, ours: what a formula may do, without five seconds of loading.

The stock engine built on it is the oracle of each test.
"""

from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_swift.columns import Batch, Membership, build
from openfisca_swift.plan import Column, Plan

MONTH: Final = "2026-09"
HOUSE_ROLES: Final[Any] = [{"key": "owner", "max": 1}, {"key": "child"}]
PERSON: Any = build_entity("person", "persons", "", is_person=True)
HOUSE: Any = build_entity("house", "houses", "", roles=HOUSE_ROLES)
RATES: Final = {"owner": 0.5, "tenant": 0.25, "guest": 0.125}


class Tenure(Enum):
    """Three ways to live somewhere."""

    owner = "owner"
    tenant = "tenant"
    guest = "guest"


def _variable(name: str, entity: Any, kind: Any = float, **members: Any) -> type[Variable]:
    members = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, **members}
    return type(name, (Variable,), members)


def _double(person: Any, period: Any) -> Any:
    return person("wage", period) * 2


def _branching(house: Any, period: Any) -> Any:
    total = house.sum(house.members("wage", period))
    return total * 2 if (total > 1000).all() else total


def _looping(person: Any, period: Any) -> Any:
    return np.array([one + 1 for one in person("wage", period)], dtype=np.float32)


def _unforeseen(person: Any, period: Any) -> Any:
    """Read one more variable for those who earn much: no specimen does."""
    return np.array(
        [person("bonus", period)[rank] if one > 100 else one
         for rank, one in enumerate(person("wage", period))], dtype=np.float32,
    )  # fmt: skip


def _spoiling(person: Any, period: Any) -> Any:
    """Change an input in place, then ask for values."""
    wage = person("wage", period)
    wage += 1
    return np.array(list(wage))


def _tenure_rate(house: Any, period: Any, parameters: Any) -> Any:
    return house("rent", period) * parameters(period).rate[house("tenure", period)]


def _tax(person: Any, period: Any, parameters: Any) -> Any:
    return parameters(period).scale.calc(person("wage", period))


def _children(house: Any, period: Any) -> Any:
    return house.sum(house.members("wage", period) * 0 + 1, role=house.entity.CHILD)


def _everyone_rich(house: Any, period: Any) -> Any:
    return house.all(house.members("wage", period) > 1000)


def _looping_months(person: Any, period: Any) -> Any:
    """Ask for values of two months of the same variable."""
    now, before = person("wage", period), person("wage", period.last_month)
    return np.array([max(one - other, 0) for one, other in zip(now, before, strict=True)])


def _changing(person: Any, period: Any) -> Any:
    """Change what is read in place, of those who earn much: no specimen does."""
    wage = person("wage", period)
    for rank, one in enumerate(wage):
        if one > 100:
            wage[rank] = 100
    return wage.copy()


def _quadruple(person: Any, period: Any) -> Any:
    return (person("double", period) + 1) * 2 - 2


def _ended_twice(person: Any, period: Any) -> Any:
    return person("ended", period) * 2 + person("ended", period.last_month)


def _circle(person: Any, period: Any) -> Any:
    """Turn in a spiral by `_side`; what was computed by the way stays in stock's memory."""
    return person("side", period) + person("kept", period) + person("wage", period)


def _side(person: Any, period: Any) -> Any:
    return person("circle", period.last_month) + person("wage", period)


def _kept(person: Any, period: Any) -> Any:
    return person("side", period) + 1


def _saved(person: Any, period: Any) -> Any:
    """Need oneself in the past, which is not given: stock cuts that short."""
    return person("saved", period.last_month) + person("wage", period)


def _last_wage(person: Any, period: Any) -> Any:
    return person("wage", period.last_month)


def _moved(house: Any, period: Any) -> Any:
    return np.where(house("tenure", period) == Tenure.owner, Tenure.guest, Tenure.tenant)


def _is_adult(person: Any, period: Any) -> Any:
    return person("birth", period) <= np.datetime64("2008-09-01")


VARIABLES: Final = (
    _variable("birth", PERSON, date, definition_period=DateUnit.ETERNITY),
    _variable("is_adult", PERSON, bool, formula=_is_adult),
    _variable("wage", PERSON),
    _variable("bonus", PERSON),
    _variable("rent", HOUSE),
    _variable("tenure", HOUSE, Enum, possible_values=Tenure, default_value=Tenure.tenant),
    _variable("double", PERSON, formula=_double),
    _variable("branching", HOUSE, formula=_branching),
    _variable("looping", PERSON, formula=_looping),
    _variable("unforeseen", PERSON, formula=_unforeseen),
    _variable("spoiling", PERSON, formula=_spoiling),
    _variable("tenure_rate", HOUSE, formula=_tenure_rate),
    _variable("tax", PERSON, formula=_tax),
    _variable("children", HOUSE, formula=_children),
    _variable("everyone_rich", HOUSE, bool, formula=_everyone_rich),
    _variable("looping_months", PERSON, formula=_looping_months),
    _variable("changing", PERSON, formula=_changing),
    _variable("quadruple", PERSON, formula=_quadruple),
    _variable("ended", PERSON, end="2026-08-31"),
    _variable("ended_twice", PERSON, formula=_ended_twice),
    _variable("circle", PERSON, formula=_circle),
    _variable("side", PERSON, formula=_side),
    _variable("kept", PERSON, formula=_kept),
    _variable("saved", PERSON, formula=_saved),
    _variable("last_wage", PERSON, formula=_last_wage),
    _variable("moved", HOUSE, Enum, possible_values=Tenure, default_value=Tenure.tenant,
              formula=_moved),
)  # fmt: skip
COLUMNS: Final = (
    Column("birth", ("ETERNITY",)),
    *(Column("wage", (one,)) for one in ("2026-08", MONTH)),
    *(Column(name, (MONTH,)) for name in ("bonus", "rent", "tenure")),
    Column("ended", ("2026-08", MONTH)),
)


def tiny_system(top: float = 3000.0) -> Any:
    """Return the legislation; `top` is the threshold of its last bracket."""
    system = TaxBenefitSystem([PERSON, HOUSE])
    for one in VARIABLES:
        system.add_variable(one)
    system.parameters = ParameterNode(data={
        "rate": {key: {"values": {"2020-01-01": rate}} for key, rate in RATES.items()},
        "scale": {"metadata": {"type": "marginal_rate"}, "brackets": [
            {"threshold": {"2020-01-01": limit}, "rate": {"2020-01-01": rate}}
            for limit, rate in ((0, 0.0), (1000, 0.1), (top, 0.3))
        ]},
    })  # fmt: skip
    return system


def tiny_table(persons: int = 6) -> tuple[int, dict[str, Membership], dict[str, NDArray[Any]]]:
    """Return persons two a house, the owner then a child, all different."""
    houses = persons // 2
    ranks = np.arange(persons)
    house = Membership(ranks // 2, ranks % 2, houses)
    values: dict[str, NDArray[Any]] = {
        "birth@ETERNITY": np.datetime64("2009-09-02") - ranks * 180,
        "wage@2026-08": ranks * 700.25,
        f"wage@{MONTH}": ranks * 911.5,
        "ended@2026-08": ranks * 10.5,
        f"bonus@{MONTH}": ranks * 3.0,
        f"rent@{MONTH}": np.arange(houses) * 250.75,
        f"tenure@{MONTH}": np.arange(houses) % 3,
    }
    return persons, {"house": house}, values


def tiny_batch(plan: Plan, persons: int = 6) -> Batch:
    """Return these persons as a batch."""
    return build(plan, *tiny_table(persons))
