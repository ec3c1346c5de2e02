"""Pieces of pages that are kept: the same for the same values, and nobody's name in them."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.utils import translation

from allervers.ui import kept
from allervers.ui.kept import piece

NOTE = "people/files/note.html"
FLAGS = {"is_lost": False, "is_struck": False, "is_correction": False, "is_from_person": False}


def note(**values: object) -> str:
    """Draw a note."""
    given = {"put_title": "Un titre", "put_author": "Qui", "put_text": "Quoi", "may_write": True,
             "put_id": uuid4(), "put_note": uuid4()}  # fmt: skip
    return piece(NOTE, {**FLAGS, **given, **values})


def test_values_are_put_in_each_time_and_escaped() -> None:
    first, second = uuid4(), uuid4()
    assert "<b>" not in note(put_text="<b>gras</b>", put_id=first)
    html = note(put_text="rien", put_id=second)
    assert str(second) in html
    assert str(first) not in html
    assert "gras" not in html


def test_what_looks_like_a_mark_is_only_text() -> None:
    sly = f"{kept.BEGIN}author{kept.END}"
    assert sly in note(put_text=sly, put_author="Aïcha")


def test_nothing_but_what_is_given_is_within_reach() -> None:
    page = Template('{% load ui %}{% kept "people/files/note.html" may_write=False %}')
    with pytest.raises(pytest.fail.Exception, match="Undefined template variable"):
        page.render(Context({"title": "un secret", "text": "un autre"}))


def test_what_is_kept_holds_no_value_put_in() -> None:
    kept._drawn.cache_clear()
    values = {f"put_{name}": "Nour Invente" for name in ("title", "author", "text")}
    note(**values)
    keys = ("is_lost", "is_struck", "is_correction", "is_from_person")
    names = (*keys, "put_title", "put_author", "put_text", "may_write", "put_id", "put_note")
    flags, kinds = (False, False, False, False, True), (False, False, False, True, True)
    language = translation.get_language()
    parts = kept._drawn(NOTE, language, names, flags, (bool,) * len(flags), kinds)
    assert kept._drawn.cache_info().hits == 1
    assert "Nour" not in "".join(parts.texts)


def test_each_language_has_its_own() -> None:
    with translation.override("en"):
        english = piece("ui/components/safety_bar.html", {"exit_url": "/"})
    assert english != piece("ui/components/safety_bar.html", {"exit_url": "/"})
