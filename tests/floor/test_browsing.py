"""The browser's fixtures, on a page that needs nothing."""

import socket
import threading
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

PAGE = "<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>{}</main></html>"


def test_browser_reaches_the_live_site(page: Page) -> None:
    answer = page.goto("/sante/pret/")
    assert answer is not None
    assert answer.json() == {"status": "ready"}


def test_axe_refuses_an_image_without_text(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page.set_content(PAGE.format("<img src=x>"))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_axe_accepts_a_plain_page(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content(PAGE.format("<p>Bonjour</p>"))
    assert_accessible(page)


def test_axe_waits_for_a_page_that_arrives_slowly(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    """A click returns once the answer begins: axe would look at a document without content."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    answering = threading.Thread(target=answer_slowly, args=[listener])
    answering.start()
    page.set_content(PAGE.format(f"<a href='{address}'>Ouvrir</a>"))
    page.get_by_role("link").click()
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
    answering.join()


def answer_slowly(listener: socket.socket) -> None:
    """Send the headers of one page, and half a second later its content."""
    with listener, listener.accept()[0] as caller:
        caller.recv(65536)
        caller.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n")
        time.sleep(0.5)
        caller.sendall(PAGE.format("<img src=x>").encode())
