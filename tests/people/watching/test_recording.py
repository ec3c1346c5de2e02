"""Every page that can show a file says how it opens files, and writes one line each time."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from allervers.people.models import FileRead, Person
from allervers.people.queries.acting import Task, working
from allervers.people.views.access import NotARead, reads_files, reads_in_name
from tests.access.addresses import addresses
from tests.access.asking import browsers, path_to
from tests.access.table import TABLE
from tests.access.world import World, make_world
from tests.cast import Cast, viewer
from tests.people.world import shared_people_world

# Pages of people that show the inside of no file: why each is here.
SHOW_NO_FILE = {
    "people:my_reads",  # one's own lines
    "people:my_access",  # one's own profession and limits
    "people:desk",  # pseudonyms and names of staff
    "people:reads_sample",  # lines of the journal
    "people:archive_reads",  # lines of the journal, names of staff
    "people:professionals",  # staff
    "people:conventions",  # organisations
    "people:register", "people:register_csv", "people:register_ods",  # what is kept, of nobody
    "people:impact",  # the same
    "people:retention",  # pseudonyms and dates
    "people:rights_waiting",  # pseudonyms, dates and names of staff
}  # fmt: skip
# Forms about one file that show nothing of it but its pseudonym.
OF_THE_DPO = {"people:file_hand_over"}
Callback = Callable[..., Any]


def pages(found: list[Any], space: str = "") -> Iterator[tuple[str, Callback]]:
    """Walk the site: each page with its full name."""
    for one in found:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from pages(one.url_patterns, inner)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", one.callback


def marked(callback: Callback) -> set[str]:
    """Return how a page says that it opens files, whatever is wrapped around."""
    found = set()
    while callback is not None:
        found |= {mark for mark in ("reads_files", "reads_in_name") if hasattr(callback, mark)}
        if getattr(callback, "writes", None):
            found.add("writes")
        callback = getattr(callback, "__wrapped__", None)  # type: ignore[assignment]
    return found


def of_people() -> dict[str, Callback]:
    """Return the pages of files."""
    return {
        name: page
        for name, page in pages(get_resolver().url_patterns)
        if getattr(page, "__module__", "").startswith("allervers.people.")
        and not name.startswith("notice:")  # the public notice: of nobody
    }


def test_every_page_of_people_says_how_it_opens_files() -> None:
    found = {name: marked(page) for name, page in of_people().items()}
    assert len(found) > 15
    silent = {name for name, marks in found.items() if not marks}
    quiet = {name for name, marks in found.items() if "reads_in_name" in marks}
    assert silent == set(), "mark them @reads_files, @writes, or @reads_in_name"
    assert quiet == SHOW_NO_FILE


def lines() -> int:
    """Count the lines of the journal."""
    with working(Task.SEALING):
        return FileRead.objects.count()


def wrote(name: str, world: World, clients: dict[str, Client]) -> set[int]:
    """Open a page as each character who may; return how many lines each opening wrote.

    Who may: the table of tests/access/, that another test holds pages to.
    """
    found = set()
    with transaction.atomic():
        path, before = path_to(name, addresses()[name], world), lines()
        for who in (who for who, said in TABLE[name].items() if said == "open"):
            is_open, after = clients[who].get(path).status_code == 200, lines()
            if is_open:
                found.add(after - before)
            before = after
        transaction.set_rollback(True)
    return found


def showing_files() -> list[str]:
    """Return the addresses of what shows files."""
    marks = {name: marked(page) for name, page in pages(get_resolver().url_patterns)}
    return [
        name
        for name, arguments in addresses().items()
        if "reads_files" in marks.get(name, ()) or "person_id" in arguments
    ]


def makes_its_own(name: str) -> bool:
    """Whether what an address names cannot be beside the files of the others."""
    arguments = addresses()[name]
    return bool(arguments) and "person_id" not in arguments


def test_every_page_that_shows_files_writes_one_line(db: None) -> None:
    world = make_world()
    clients, names = browsers(world), showing_files()
    found = {name: wrote(name, world, clients) for name in names if makes_its_own(name)}
    with shared_people_world(world.cast):
        found |= {name: wrote(name, world, clients) for name in names if name not in found}
    of_one_file = {name for name, arguments in addresses().items() if "person_id" in arguments}
    assert {"people:show", "people:readers"} <= of_one_file
    silent = {name for name in of_one_file if found[name] - {1} and name not in OF_THE_DPO}
    assert silent == set(), "a page of one file writes one line, whoever opens it"
    # A list without a row shows nothing; a share shows its terms to the DPO, not the file.
    assert {name: said for name, said in found.items() if said - {0, 1}} == {}
    assert 1 in found["people:caseload"]


def ask(view: Callback, cast: Cast) -> HttpResponse:
    """Open a page as Bruno."""
    request = RequestFactory().get("/")
    request.viewer = viewer(cast.bruno)  # type: ignore[attr-defined]
    answer: HttpResponse = view(request)
    return answer


@pytest.mark.parametrize("sql", [
    "UPDATE people_person SET state = 'final'", "DELETE FROM people_entry",
    "SELECT id FROM people_person FOR UPDATE", "INSERT INTO people_alert DEFAULT VALUES",
    "SELECT * INTO TEMP kept FROM people_person", "SET ROLE owner",
])  # fmt: skip
def test_page_that_shows_files_changes_nothing(cast: Cast, sql: str) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(sql)
        return HttpResponse("changed")

    with pytest.raises(NotARead):
        ask(reads_files(page), cast)


def test_page_that_shows_no_file_is_read_only(cast: Cast) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        Person.objects.update(state="final")
        return HttpResponse("changed")

    with pytest.raises(DatabaseError, match="read-only"):
        ask(reads_in_name(page), cast)
