"""A page lent again keeps nothing of the test before."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import NARROW, WIDE
from tests.lending import MOST_KEPT, Pages

LEAVE = """() => {
  localStorage.setItem("left", "1"); sessionStorage.setItem("left", "1");
  document.cookie = "left=1";
}"""
FOUND = "[localStorage.length, sessionStorage.length, document.cookie]"


def leave_traces(page: Page) -> None:
    """Do all that a test may do to a page."""
    page.goto("/sante/")
    page.evaluate(LEAVE)
    page.emulate_media(media="print", color_scheme="dark")
    page.route("**/sante/pret/", lambda route: route.fulfill(body="faux"))
    page.context.new_page()


def test_page_when_lent_again_is_as_new(pages: Pages, live_server: LiveServer) -> None:
    first = pages.lend(live_server.url, WIDE)
    leave_traces(first)
    pages.take_back(live_server.url)
    again = pages.lend(live_server.url, NARROW)
    assert again is first
    again.goto("/sante/")
    assert again.evaluate(FOUND) == [0, 0, ""]
    assert again.evaluate("[innerWidth, matchMedia('print').matches]") == [360, False]
    assert not again.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert again.context.pages == [again]
    answer = again.goto("/sante/pret/")
    assert answer is not None
    assert answer.text() != "faux"
    pages.take_back(live_server.url)


def test_cached_answer_is_asked_again(pages: Pages, live_server: LiveServer) -> None:
    address, asked = "/urgences/", "performance.getEntriesByType('navigation')[0].transferSize"
    for _turn in range(2):
        page = pages.lend(live_server.url, WIDE)
        page.route(f"**{address}", lambda route: route.continue_(headers={**route.request.headers}))
        page.goto(address)
        assert page.evaluate(asked) > 0
        pages.take_back(live_server.url)


def test_two_pages_lent_at_once_share_nothing(pages: Pages, live_server: LiveServer) -> None:
    lent = [pages.lend(live_server.url, WIDE) for _ in range(MOST_KEPT + 1)]
    assert len({id(page.context) for page in lent}) == MOST_KEPT + 1
    pages.take_back(live_server.url)
    assert lent[-1].is_closed() + sum(page.is_closed() for page in lent[:-1]) == 1


def test_page_that_was_closed_is_not_lent_again(pages: Pages, live_server: LiveServer) -> None:
    gone = pages.lend(live_server.url, WIDE)
    gone.close()
    pages.take_back(live_server.url)
    assert pages.lend(live_server.url, WIDE) is not gone
    pages.take_back(live_server.url)
