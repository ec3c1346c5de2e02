"""Groups: those without members count, wherever they stand."""

import numpy as np
import pytest

from openfisca_swift.structure import Group, Structure

IDS = np.array([0, 0, 0, 2, 2])
ROLES = np.array([0, 1, 2, 0, 2], dtype=np.uint8)
VALUES = np.array([1, 2, 4, 8, 16], dtype=np.float32)


@pytest.fixture
def homes() -> Structure:
    """Return four homes: the second and the last have nobody."""
    return Structure({"person": 5, "home": 4}, {"home": Group(4, IDS, ROLES)})


def test_sums_have_a_row_for_homes_without_members(homes: Structure) -> None:
    assert homes.group_sum("home", None, VALUES).tolist() == [7, 0, 24, 0]
    assert homes.group_sum("home", ("home", (0, 1)), VALUES).tolist() == [3, 0, 8, 0]


def test_any_is_whether_the_sum_is_above_zero(homes: Structure) -> None:
    assert homes.group_any("home", None, VALUES - 4).tolist() == [False, False, True, False]
    assert homes.group_any("home", None, VALUES == 4).tolist() == [True, False, False, False]


def test_all_of_nobody_is_true_and_the_highest_of_nobody_is_the_neutral(homes: Structure) -> None:
    assert homes.group_all("home", None, VALUES < 8, np.True_).tolist() == [True, True, False, True]
    assert homes.group_max("home", None, VALUES, -np.inf).tolist() == [4, -np.inf, 16, -np.inf]


def test_the_member_in_a_role_or_the_default(homes: Structure) -> None:
    assert homes.person_in_role("home", ("home", (1,)), VALUES, 0).tolist() == [2, 0, 0, 0]
    assert homes.nth_person("home", 1, VALUES, 0).tolist() == [2, 0, 16, 0]


def test_groups_give_their_value_to_members(homes: Structure) -> None:
    per_home = np.array([10, 20, 30, 40])
    assert homes.projected("home", None, per_home).tolist() == [10, 10, 10, 30, 30]
    assert homes.projected("home", ("home", (2,)), per_home).tolist() == [0, 0, 10, 0, 30]


def test_ranks_follow_criteria_in_each_home(homes: Structure) -> None:
    everyone = np.ones(5, dtype=bool)
    assert homes.rank("home", -VALUES, everyone).tolist() == [2, 1, 0, 1, 0]
    assert homes.rank("home", -VALUES, VALUES < 16).tolist() == [2, 1, 0, 0, -1]


def test_persons_in_any_order_of_groups(homes: Structure) -> None:
    order = np.array([3, 0, 4, 2, 1])
    mixed = Structure({"person": 5, "home": 4}, {"home": Group(4, IDS[order], ROLES[order])})
    found = mixed.person_in_role("home", ("home", (0,)), VALUES[order], 0)
    assert found.tolist() == homes.person_in_role("home", ("home", (0,)), VALUES, 0).tolist()
