"""Pieces of pages drawn once by each process: what they are made of is the key they are kept by.

A piece is drawn by its template from nothing but the values it is given: neither the request nor
the viewer is within its reach, so that no page can keep what it should not. Values of the kind
that changes at each page (a name, the identifier of a file, a token) are not part of the key: the
template is drawn with marks in their place, and they are put there, escaped, each time.

    {% kept "people/files/note.html" is_struck=note.is_struck put_title=note.title %}
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

PUT: Final = "put_"
MOST: Final = 2048  # pieces kept: a few for each role, language and section
BEGIN, END = "\ue0a1", "\ue0a2"  # of no language: a mark is « name »


def piece(template: str, values: Mapping[str, Any]) -> SafeString:
    """Return a template drawn from these values; those named `put_…` are put in at each time."""
    keys = tuple((name, one, type(one)) for name, one in values.items() if not name.startswith(PUT))
    put = {name.removeprefix(PUT): one for name, one in values.items() if name.startswith(PUT)}
    kinds = tuple((name, isinstance(one, UUID)) for name, one in put.items())
    parts = _drawn(template, get_language(), keys, kinds)
    texts = [conditional_escape(put[one]) if rank % 2 else one for rank, one in enumerate(parts)]
    return mark_safe("".join(texts))  # noqa: S308 - drawn by templates, and escaped just above


@lru_cache(maxsize=MOST)
def _drawn(
    template: str,
    _language: str | None,
    keys: tuple[tuple[str, Hashable, type], ...],  # a text that is safe is not one that is not
    kinds: tuple[tuple[str, bool], ...],
) -> list[str]:
    """Return the piece cut at its marks: texts and names in turn."""
    marks = {name: _mark(name, is_id=is_id) for name, is_id in kinds}
    html = render_to_string(template, {**{name: one for name, one, _kind in keys}, **marks})
    names = {str(mark): name for name, mark in marks.items()}
    if not names:
        return [html]
    found = re.split("|".join(f"({re.escape(mark)})" for mark in names), html)
    return [names.get(one, one) for one in found if one is not None]


def _mark(name: str, *, is_id: bool) -> str | UUID:
    """Return what stands for a value; addresses take nothing but an identifier."""
    return uuid5(NAMESPACE_URL, name) if is_id else f"{BEGIN}{name}{END}"
