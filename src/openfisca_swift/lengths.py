"""Formulas that ask for a length only to build an array of zeros or ones as long.

That is proved by reading their source, once: each `len(…)` is the argument of `zeros` or `ones`.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any, Final

BUILDERS: Final = {"zeros", "ones"}


@cache
def builds_only(formula: Callable[..., Any]) -> bool:
    """Whether every length that the formula asks for is given to `np.zeros` or `np.ones`."""
    if "len" not in formula.__code__.co_names:
        return False
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(formula)))
    except (OSError, SyntaxError):
        return False
    named = sum(isinstance(one, ast.Name) and one.id == "len" for one in ast.walk(tree))
    return named == sum(_is_built(one) for one in ast.walk(tree))


def _is_built(node: ast.AST) -> bool:
    """Whether this is `np.zeros(len(x))`, and nothing else is given."""
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return False
    length = node.args[0]
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in BUILDERS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"np", "numpy"}
        and isinstance(length, ast.Call)
        and isinstance(length.func, ast.Name)
        and length.func.id == "len"
    )
