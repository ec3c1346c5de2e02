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
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
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
    names = tuple(values)
    kept, places = _sorted(names)
    keys = tuple([values[name] for name in kept])
    kinds: list[Kind] = []
    put: dict[str, Any] = {}
    for name, place in places:
        one = values[name]
        if isinstance(one, tuple):
            kinds.append(tuple([key for key, _text in one]))
            put |= {f"{place}.{rank}": text for rank, (_key, text) in enumerate(one)}
        else:
            kinds.append(isinstance(one, UUID))
            put[place] = one
    types = tuple(map(type, keys))
    parts = _drawn(template, language or get_language(), names, keys, types, tuple(kinds))
    texts = list(parts.texts)
    texts[1::2] = [_escaped(put[mark]) for mark in parts.marks]
    return SafeString("".join(texts))  # drawn by templates, and escaped just above


@lru_cache(maxsize=MOST)
def _sorted(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the names of what is kept, then of what is put in, each with its place."""
    put = [name for name in names if name.startswith(PUT)]
    kept = [name for name in names if not name.startswith(PUT)]
    return tuple(kept), tuple((name, name.removeprefix(PUT)) for name in put)


def _escaped(value: Any) -> str:
    """Escape a text as templates do, without asking first whether it is lazy."""
    kind = type(value)
    if kind is SafeString or (kind is str and not SPECIAL.search(value)):
        return value  # type: ignore[no-any-return]
    if kind is UUID:
        return str(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


@dataclass(frozen=True, slots=True)
class Parts:
    """A piece cut at its marks: texts, every second of which is a mark; the names of the marks."""

    texts: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=MOST)
def _drawn(
    template: str,
    _language: str | None,
    names: tuple[str, ...],
    keys: tuple[Hashable, ...],
    _types: tuple[type, ...],  # a text that is safe is not one that is not
    kinds: tuple[Kind, ...],
) -> Parts:
    """Return the piece cut at its marks."""
    kept, places = _sorted(names)
    marks: dict[str, str | UUID] = {}
    given: dict[str, Any] = dict(zip(kept, keys, strict=True))
    for (_put, name), kind in zip(places, kinds, strict=True):
        if isinstance(kind, tuple):
            marks |= {f"{name}.{rank}": _mark(f"{name}.{rank}") for rank in range(len(kind))}
            given[name] = [(one, marks[f"{name}.{rank}"]) for rank, one in enumerate(kind)]
        else:
            given[name] = marks[name] = _mark(name, is_id=kind)
    html = render_to_string(template, given)
    called = {str(mark): name for name, mark in marks.items()}
    if not called:
        return Parts((html,), ())
    found = re.split("|".join(f"({re.escape(mark)})" for mark in called), html)
    texts = tuple(called.get(one, one) for one in found if one is not None)
    return Parts(texts, texts[1::2])


def _mark(name: str, *, is_id: bool = False) -> str | UUID:
    """Return what stands for a value; addresses take nothing but an identifier."""
    return uuid5(NAMESPACE_URL, name) if is_id else f"{BEGIN}{name}{END}"
