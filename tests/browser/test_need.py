"""The expected need of communes in a browser: empty, then full, on a phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browsing import Screenshot
from tests.cast import make_cast
from tests.rights.need_world import load, make_communes


@pytest.mark.usefixtures("transactional_db")
def test_the_need_is_accessible(
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = browse_as(make_cast().aicha)
    page.goto(reverse("rights:need"))
    assert_accessible_at_both(page)
    assert page.get_by_text("load_need").count()
    make_communes()
    load()
    page.reload()
    assert_accessible_at_both(page)
    assert page.get_by_role("table").count() == 1
    screenshot(page, "besoin")
