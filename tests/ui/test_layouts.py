"""What the layouts show to whom."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from allervers.ui import places
from allervers.ui.paging import page_of


@dataclass
class Seen:
    """A viewer, as the layouts see one."""

    name: str = "Aïcha (invention)"
    organisation_name: str = "Département inventé"
    roles: frozenset[str] = field(default_factory=frozenset)


@dataclass
class Notice:
    """A notice, as the layouts see one."""

    level: str
    title: str = "Canicule <b>"
    text: str = "Buvez de l’eau."


def staff_page(rf: RequestFactory, **context: Any) -> str:
    """Render the signed-in layout."""
    request = rf.get("/espace/")
    request._messages = []  # type: ignore[attr-defined]
    return render_to_string("ui/staff.html", {"notices": [], **context}, request)


@pytest.mark.django_db
def test_staff_page_names_the_member_and_the_organisation(rf: RequestFactory) -> None:
    html = staff_page(rf, viewer=Seen(roles=frozenset({"coordinator"})))
    assert "Aïcha (invention)" in html
    assert "Département inventé" in html


@pytest.mark.django_db
def test_demonstration_says_so(rf: RequestFactory) -> None:
    assert "demonstration-banner" in staff_page(rf, viewer=Seen(), is_demonstration=True)
    assert "demonstration-banner" not in staff_page(rf, viewer=Seen(), is_demonstration=False)


def test_menu_holds_what_the_roles_open() -> None:
    entries = (
        places.Entry("Tous", "ui:legal"),
        places.Entry("Coordination", "ui:privacy", ("coordinator",)),
        places.Entry("Nulle part", "ui:nowhere"),
    )
    strangers = places.found(entries, "/vie-privee/")
    coordinators = places.found(entries, "/vie-privee/", frozenset({"coordinator"}))
    assert [place.label for place in strangers] == ["Tous"]
    assert [(place.label, place.is_current) for place in coordinators] == [
        ("Tous", False),
        ("Coordination", True),
    ]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/urgences/", "page"), ("/urgences/quoi/", "true"), ("/vie-privee/", "")],
)
def test_menu_tells_the_page_from_its_section(path: str, current: str) -> None:
    (place,) = places.found([places.Entry("Urgences", "ui:emergency")], path)
    assert place.current == current


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level", "words"),
    [("information", "Information"), ("warning", "Attention"), ("danger", "Danger")],
)
def test_notice_says_its_level_in_words(rf: RequestFactory, level: str, words: str) -> None:
    html = render_to_string("ui/base.html", {"notices": [Notice(level)]}, rf.get("/"))
    assert f'<span class="notice-level">{words}</span>' in html
    assert "Canicule &lt;b&gt;" in html


def test_breadcrumb_ends_on_the_page_itself() -> None:
    source = '{% load ui %}{% breadcrumb "Accueil" "/" "Haltes" "/haltes/" "Marché" %}'
    html = Template(source).render(Context())
    assert '<a href="/haltes/">Haltes</a>' in html
    assert '<span aria-current="page">Marché</span>' in html


def test_pagination_keeps_the_search(rf: RequestFactory) -> None:
    context = {"page": Paginator(range(100), 25).page(2)}
    request = rf.get("/passages/", {"lieu": "Issy", "page": "2"})
    html = render_to_string("ui/components/pagination.html", context, request)
    assert 'href="?lieu=Issy&amp;page=3"' in html
    assert "Page 2 sur 4" in html


def test_table_cells_name_their_column() -> None:
    rows = [["Marché", 12]]
    context = {"caption": "Passages", "headings": ["Halte", "Nombre"], "rows": rows}
    html = render_to_string("ui/components/table.html", context)
    assert '<th scope="row">Marché</th><td data-label="Nombre">12</td>' in html


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("", 1), ("bof", 1), ("99", 4), ("-1", 4)])
def test_page_is_the_nearest_to_what_is_asked(rf: RequestFactory, asked: str, number: int) -> None:
    assert page_of(rf.get("/", {"page": asked}), range(100)).number == number
