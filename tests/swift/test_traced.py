"""A recorded array never lets its values be asked for in silence."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from openfisca_core.indexed_enums import Enum

from openfisca_swift.graph import Graph, NotFollowedError
from openfisca_swift.lengths import builds_only
from openfisca_swift.recording import recording
from openfisca_swift.traced import Traced


@pytest.fixture
def array() -> Traced:
    """Return an input of persons."""
    graph = Graph()
    return Traced(graph, graph.given("x", "person", np.ones(1, dtype=np.float32)))


@pytest.mark.parametrize(
    "asking",
    [
        bool,
        len,
        list,
        float,
        np.asarray,
        np.sum,
        np.sort,
        np.unique,
        lambda x: np.logical_or.reduce([x > 0, x > 1]),
        lambda x: np.fromiter((one for one in x), dtype=float),
        lambda x: np.char.startswith(np.asarray(x), "9"),
        lambda x: x[0],
        lambda x: x.tolist(),
        lambda x: (x > 0).any(),
        lambda x: max(x, 0),
        lambda x: x > 0 or x < 1,
        lambda x: np.concatenate([x, x]),
        lambda x: x.size,
    ],
)
def test_asking_for_values_is_refused(array: Traced, asking: Callable[[Any], Any]) -> None:
    with pytest.raises(NotFollowedError):
        asking(array)


def test_rows_of_two_entities_are_not_mixed(array: Traced) -> None:
    other = Traced(array.graph, array.graph.given("y", "home", np.ones(1)))
    with pytest.raises(NotFollowedError):
        array + other  # type: ignore[operator]


def test_a_change_in_place_is_seen_by_all_holders_and_keeps_the_type(array: Traced) -> None:
    held = array
    before = array.node
    array += np.float64(1)  # type: ignore[operator]
    assert held.node is not before
    assert held.dtype == np.float32


def test_a_third_argument_of_a_function_of_two_is_overwritten_as_numpy_does(array: Traced) -> None:
    out = Traced(array.graph, array.graph.given("z", "person", np.ones(1, dtype=bool)))
    found: Any = np.logical_or(array > 0, array > 1, out)  # type: ignore[operator, call-overload]
    assert found is out
    assert out.node.operation == "numpy.logical_or"


def test_rows_under_a_mask_go_back_under_it_only(array: Traced) -> None:
    one, two = (array > limit for limit in (0, 1))  # type: ignore[operator]
    part = array[one] + 1  # type: ignore[operator]
    array[one] = part
    assert array.node.operation == "numpy.where"
    with pytest.raises(NotFollowedError):
        array[two] = part


def test_rows_under_a_mask_do_not_mix_with_whole_rows(array: Traced) -> None:
    with pytest.raises(NotFollowedError):
        array[array > 0] + array  # type: ignore[operator]


def zeros_of(x: Any) -> Any:
    return np.zeros(len(x))


def mean_of(x: Any) -> Any:
    return np.zeros(len(x)) + x / len(x)


def test_a_length_is_given_only_to_build_an_array(array: Traced) -> None:
    assert builds_only(zeros_of)
    assert not builds_only(mean_of)
    with pytest.raises(NotFollowedError):
        zeros_of(array)
    array.graph.builder = zeros_of.__code__
    with recording(array.graph):
        found = zeros_of(array)
        with pytest.raises(NotFollowedError):
            mean_of(array)
    assert found.node.is_constant
    assert found.node.entity == "person"


def test_a_division_where_it_can_be_keeps_what_was_there_elsewhere(array: Traced) -> None:
    out = Traced(array.graph, array.graph.constant(np.zeros(1), "person"))
    np.divide(1, array, out=out, where=array != 0)  # type: ignore[call-overload]
    assert out.node.operation == "numpy.where"
    assert out.dtype == np.float64


def test_an_array_of_another_length_is_not_followed(array: Traced) -> None:
    with pytest.raises(NotFollowedError):
        array + np.array([1, 2, 3])


def test_twin_enumerations_are_equal_by_name_as_in_stock() -> None:
    one, twin, other = (
        Enum("Tenure", "owner tenant"),
        Enum("Tenure", "owner tenant"),
        Enum("X", "a"),
    )
    graph = Graph()
    array = Traced(graph, graph.given("x", "person", np.zeros(1, np.int16)), one)
    assert (array == twin.tenant).node is (array == one.tenant).node
    assert (array == other.a).node is not (array == one.owner).node


def test_a_choice_among_arrays_of_an_enumeration_gives_bare_places_as_numpy_does() -> None:
    kind = Enum("Tenure", "owner tenant")
    graph = Graph()
    array = Traced(graph, graph.given("x", "person", np.zeros(1, np.int16)), kind)
    asked: Any = array == kind.tenant
    assert np.where(asked, array, array).possible_values is None  # type: ignore[attr-defined]
    assert np.where(asked, kind.owner, kind.tenant).members is kind  # type: ignore[attr-defined]
    with pytest.raises(NotFollowedError):
        np.where(asked, array, kind.tenant)
