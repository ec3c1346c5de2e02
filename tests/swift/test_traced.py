"""A recorded array never lets its values be asked for in silence."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from openfisca_swift.graph import Graph
from openfisca_swift.traced import NotFollowedError, Traced


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
