"""What would open a local right: never a separation, a child, an illness, a bereavement."""

from decimal import Decimal

import pytest

from allervers.rights.domain.local.rights import All, Between, Condition, LocalRight, OneOf
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.wording.local_conditions import change_text

INDECENT = ("couple", "conjoint", "enfant", "grossesse", "euve ", "Déporté", "incapacité")
SHIPPED = local_rights(None)
AGE = Between("age", low=Decimal(65))
CHILDREN = Between("enfants", low=Decimal(1))


def conditions(right: LocalRight) -> list[Condition]:
    """Return the conditions whose failure is explained."""
    return [*right.conditions.parts, *(one.condition for one in right.levels)]


@pytest.mark.parametrize("right", SHIPPED, ids=lambda one: one.slug)
def test_nothing_indecent_is_said_to_open_a_right(right: LocalRight) -> None:
    for one in conditions(right):
        said = change_text(one)
        assert not [word for word in INDECENT if word in said], said


def test_way_that_asks_for_a_child_is_left_out_whole() -> None:
    assert change_text(CHILDREN) == ""
    assert change_text(All((AGE, CHILDREN))) == ""
    assert change_text(OneOf((AGE, CHILDREN))) == change_text(AGE) != ""
