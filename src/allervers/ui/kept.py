"""Pieces of pages drawn once by each process: what they are made of is the key they are kept by.

A piece is drawn by its template from nothing but the values it is given: neither the request nor
the viewer is within its reach, so that no page can keep what it should not. Values of the kind
that changes at each page (a name, the identifier of a file, a token) are not part of the key: the
template is drawn with marks in their place, and they are put there, escaped, each time.

    {% kept "people/files/note.html" is_struck=note.is_struck put_title=note.title %}

A tuple of pairs, `put_rows=((term, text), …)`, keeps the first of each pair and puts the second.
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

PUT: Final = "put_"
MOST: Final = 2048  # pieces kept: a few for each role, language and section
SPECIAL: Final = re.compile("[&<>\"']")
BEGIN, END = "\ue0a1", "\ue0a2"  # of no language: a mark is « name »
# Of a value that is put: whether it is an identifier, or what is kept of the pairs of a tuple.
Kind = bool | tuple[Hashable, ...]


def piece(template: str, values: Mapping[str, Any], language: str | None = None) -> SafeString:
    """Return a template drawn from these values; those named `put_…` are put in at each time.

    `language`: the one in force, from a page of many pieces that asked for it once.
    """
    keys: list[tuple[str, Hashable, type]] = []
    kinds: list[tuple[str, Kind]] = []
    put: dict[str, Any] = {}
    for name, one in values.items():
        if not name.startswith(PUT):
            keys.append((name, one, type(one)))
            continue
        place = name[len(PUT) :]
        if isinstance(one, tuple):
            kinds.append((place, tuple(kept for kept, _text in one)))
            put |= {f"{place}.{rank}": text for rank, (_kept, text) in enumerate(one)}
        else:
            kinds.append((place, isinstance(one, UUID)))
            put[place] = one
    parts = _drawn(template, language or get_language(), tuple(keys), tuple(kinds))
    texts = [_escaped(put[one]) if rank % 2 else one for rank, one in enumerate(parts)]
    return mark_safe("".join(texts))  # noqa: S308 - drawn by templates, and escaped just above


def _escaped(value: Any) -> str:
    """Escape a text as templates do, without asking first whether it is lazy."""
    if type(value) is str and not SPECIAL.search(value):
        return value
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


@lru_cache(maxsize=MOST)
def _drawn(
    template: str,
    _language: str | None,
    keys: tuple[tuple[str, Hashable, type], ...],  # a text that is safe is not one that is not
    kinds: tuple[tuple[str, Kind], ...],
) -> list[str]:
    """Return the piece cut at its marks: texts and names in turn."""
    marks: dict[str, str | UUID] = {}
    given: dict[str, Any] = {name: one for name, one, _kind in keys}
    for name, kind in kinds:
        if isinstance(kind, tuple):
            marks |= {f"{name}.{rank}": _mark(f"{name}.{rank}") for rank in range(len(kind))}
            given[name] = [(one, marks[f"{name}.{rank}"]) for rank, one in enumerate(kind)]
        else:
            given[name] = marks[name] = _mark(name, is_id=kind)
    html = render_to_string(template, given)
    names = {str(mark): name for name, mark in marks.items()}
    if not names:
        return [html]
    found = re.split("|".join(f"({re.escape(mark)})" for mark in names), html)
    return [names.get(one, one) for one in found if one is not None]


def _mark(name: str, *, is_id: bool = False) -> str | UUID:
    """Return what stands for a value; addresses take nothing but an identifier."""
    return uuid5(NAMESPACE_URL, name) if is_id else f"{BEGIN}{name}{END}"
