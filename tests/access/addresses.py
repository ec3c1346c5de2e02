"""Every address of the site, by its name, with its arguments."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def walk(found: list[Any], space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the full name of each address and the names of its arguments."""
    for one in found:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            outer = list(one.pattern.converters)
            yield from ((name, outer + args) for name, args in walk(one.url_patterns, inner))
        elif isinstance(one, URLPattern):
            pattern = one.pattern
            grouped = getattr(pattern, "regex", None)
            arguments = list(pattern.converters) or list(grouped.groupindex if grouped else ())
            yield f"{space}{one.name or str(pattern)}", arguments


def addresses() -> dict[str, list[str]]:
    """Return the arguments of each named address."""
    return dict(walk(get_resolver().url_patterns))
