"""Makes the tests stricter than production: silent accidents become failures.

- A queryset with no order comes back in a random one, so nothing leans on chance.
- A template variable that does not exist fails the test (unless a `default` filter is there).
"""

import sys
from contextvars import ContextVar
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import (
    SQLAggregateCompiler,
    SQLCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import BaseContext

OTHER_STATEMENTS = (SQLAggregateCompiler, SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler)
Resolved = tuple[FilterExpression, BaseContext]
_resolved: ContextVar[Resolved | None] = ContextVar("_resolved", default=None)
_order_by = SQLCompiler.get_order_by
_resolve_expression = FilterExpression.resolve
_resolve_variable = Variable.resolve


def shuffled(compiler: SQLCompiler) -> list[Any]:
    """Order by chance where the query gives no order and SQL accepts one."""
    found: list[Any] = _order_by(compiler)
    query = compiler.query
    if found or query.distinct or query.combinator or query.subquery or query.explain_info:
        return found
    if isinstance(compiler, OTHER_STATEMENTS):
        return found
    chance = OrderBy(Random())
    sql, params = compiler.compile(chance)
    return [(chance, (sql, params, False))]


def _is_ours(context: BaseContext) -> bool:
    template = context.render_context.template  # type: ignore[attr-defined]
    return template is None or "site-packages" not in str(template.origin)


def resolve_expression(
    self: FilterExpression, context: BaseContext, *args: Any, **kwargs: Any
) -> Any:
    """Remember what is resolved, unless the template says what to do when it is absent."""
    tolerates = bool(args and args[0]) or kwargs.get("ignore_failures", False)
    token = _resolved.set(None if tolerates else (self, context))
    try:
        return _resolve_expression(self, context, *args, **kwargs)
    finally:
        _resolved.reset(token)


def resolve_variable(self: Variable, context: Any) -> Any:
    """Fail the test when one of our templates names something that is not there."""
    try:
        return _resolve_variable(self, context)
    except VariableDoesNotExist:
        resolved = _resolved.get()
        if resolved is None or has_default(resolved[0]) or not _is_ours(resolved[1]):
            raise
        origin = getattr(context.render_context.template, "origin", "?")
    return pytest.fail(f"Undefined template variable {self.var!r} in {origin}")


def has_default(expression: FilterExpression) -> bool:
    """Whether a filter says what to put in the place of what is absent."""
    return any(function.__name__.startswith("default") for function, _ in expression.filters)


def pytest_configure() -> None:
    """Install both, once."""
    SQLCompiler.get_order_by = shuffled  # type: ignore[method-assign]
    FilterExpression.resolve = resolve_expression  # type: ignore[method-assign]
    Variable.resolve = resolve_variable  # type: ignore[method-assign]
    assert "pytest" in sys.modules  # never to be imported by the application
