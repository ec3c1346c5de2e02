"""Folding removes operations, never a bit."""

from typing import Any

import numpy as np
import pytest

from openfisca_swift.folding import fold
from openfisca_swift.graph import Graph, Node, Ref


def made(graph: Graph, name: str, *arguments: Any) -> Node:
    return fold(graph, name, arguments, "person", {})


def given(graph: Graph, dtype: str, name: str = "x") -> Ref:
    return Ref(graph.given(name, "person", np.ones(1, dtype=dtype)).index)


def constant(graph: Graph, value: Any) -> Ref:
    return Ref(graph.constant(np.asarray(value), "person").index)


def test_the_same_operation_is_one_node() -> None:
    graph = Graph()
    one, two = (made(graph, "numpy.add", given(graph, "f4"), 1) for _again in range(2))
    assert one is two


@pytest.mark.parametrize("other", [1.0, True, np.float32(1)])
def test_arguments_of_other_types_are_other_nodes(other: Any) -> None:
    graph = Graph()
    x = given(graph, "f4")
    assert made(graph, "numpy.add", x, 1) is not made(graph, "numpy.add", x, other)


def test_minus_zero_is_not_zero() -> None:
    graph = Graph()
    assert graph.constant(0.0, "person") is not graph.constant(-0.0, "person")


def test_constants_of_other_types_or_of_other_rows_are_apart() -> None:
    graph = Graph()
    one = graph.constant(np.float32(3), "person")
    assert one is graph.constant(np.float32(3), "person")
    assert one is not graph.constant(np.float64(3), "person")
    assert one is not graph.constant(np.float32(3), "home")


def test_an_operation_on_what_may_vary_is_kept() -> None:
    graph = Graph()
    node = made(graph, "numpy.add", given(graph, "f4"), constant(graph, np.float32(3)))
    assert not node.is_constant


def test_operations_on_constants_are_constants() -> None:
    graph = Graph()
    node = made(graph, "numpy.multiply", constant(graph, np.float32(3)), 0.5)
    assert node.is_constant
    assert node.specimen.dtype == np.float32
    assert node.specimen[0] == 1.5


def test_a_product_with_zero_is_kept_since_it_may_be_minus_zero_or_nothing() -> None:
    graph = Graph()
    node = made(graph, "numpy.multiply", given(graph, "f4"), constant(graph, np.float32(0)))
    assert not node.is_constant


def test_a_product_with_false_is_kept_when_the_other_is_a_number() -> None:
    graph = Graph()
    node = made(graph, "numpy.multiply", given(graph, "f4"), constant(graph, False))
    assert not node.is_constant


def test_a_conjunction_with_false_is_false() -> None:
    graph = Graph()
    node = made(graph, "numpy.multiply", given(graph, "?"), constant(graph, False))
    assert node.is_constant
    assert node.specimen.dtype == np.bool_
    assert not node.specimen[0]


def test_a_known_choice_keeps_the_type_of_both_branches() -> None:
    graph = Graph()
    node = made(graph, "numpy.where", constant(graph, True), given(graph, "f4"), np.float64(1))
    assert node.operation == "cast"
    assert node.specimen.dtype == np.float64


def test_a_sum_of_zeros_is_zero_but_a_sum_of_ones_counts_members() -> None:
    graph = Graph()
    zeros = fold(graph, "group_sum", ("home", None, constant(graph, np.float32(0))), "home", {})
    ones = fold(graph, "group_sum", ("home", None, constant(graph, np.float32(1))), "home", {})
    assert zeros.is_constant
    assert not ones.is_constant


def test_a_sum_of_minus_zeros_is_kept() -> None:
    graph = Graph()
    minus = constant(graph, np.float32(-0.0))
    assert not fold(graph, "group_sum", ("home", None, minus), "home", {}).is_constant


def test_choices_among_many_are_those_of_numpy() -> None:
    graph = Graph()
    first, second = given(graph, "?", "a"), given(graph, "?", "b")
    node = made(graph, "numpy.select", (first, second), (1, 2.5), 0)
    assert node.operation == "numpy.where"
    assert node.specimen.dtype == np.select([np.ones(1, "?")] * 2, [1, 2.5], 0).dtype
