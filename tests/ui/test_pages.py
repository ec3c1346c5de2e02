"""The pages of no subject: open to all, without a cookie; the last resort needs no database."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from allervers.ui.access import ANYONE
from allervers.ui.domain.refusal import Refusal
from allervers.ui.emergency import FAMILIES
from allervers.ui.middleware import RefusalMiddleware
from allervers.ui.urls import urlpatterns

PAGES = ["gallery", "emergency", "accessibility", "legal", "privacy", "robots"]
HTML = PAGES[:-1]
NUMBERS = ["112", "15", "17", "18", "114", "3919", "119", "115", "3114"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_page_sets_no_cookie_and_asks_for_none(client: Client, name: str) -> None:
    answer = client.get(reverse(f"ui:{name}"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", HTML)
def test_page_has_one_title_and_one_heading(client: Client, name: str) -> None:
    html = client.get(reverse(f"ui:{name}")).content.decode()
    assert html.count("<h1") == 1
    assert html.count("<title>") == 1
    assert "· Aller-vers</title>" in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", HTML)
def test_page_offers_emergency_and_quick_exit(client: Client, name: str) -> None:
    html = client.get(reverse(f"ui:{name}")).content.decode()
    assert f'href="{reverse("ui:emergency")}"' in html
    assert 'rel="noreferrer noopener" data-quick-exit' in html


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_every_page_of_ui_is_open_and_reads(pattern: object) -> None:
    access = pattern.callback.access  # type: ignore[attr-defined]
    assert access.roles == {ANYONE}
    assert access.writes is False


@pytest.mark.django_db
@pytest.mark.parametrize("number", NUMBERS)
def test_emergency_number_can_be_dialled(client: Client, number: str) -> None:
    html = client.get(reverse("ui:emergency")).content.decode()
    scheme = "sms" if number == "114" else "tel"
    assert f'href="{scheme}:{number}"' in html


def test_each_emergency_number_is_given_once() -> None:
    numbers = [line.number for family in FAMILIES for line in family.lines]
    assert len(numbers) == len(set(numbers))


@pytest.mark.django_db
def test_robots_keep_out_of_workspaces(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert {"Disallow: /compte/", "Disallow: /espace/"} <= set(text.splitlines())


@pytest.mark.django_db
def test_favicon_leads_to_the_mark(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.headers["Location"].endswith("ui/mark.svg")


@pytest.mark.parametrize("name", ["500.html", "400.html", "403_csrf.html"])
def test_last_resort_pages_need_nothing(name: str) -> None:
    html = render_to_string(name)
    assert "Pourquoi" in html
    assert "Que faire" in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["404.html", "403.html"])
def test_error_pages_say_why_and_what_to_do(rf: RequestFactory, name: str) -> None:
    html = render_to_string(name, request=rf.get("/rien/"))
    assert "Pourquoi" in html
    assert "Que faire" in html


@pytest.mark.django_db
def test_unknown_address_is_a_page_of_ours(client: Client) -> None:
    answer = client.get("/rien-ici/")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


@pytest.mark.django_db
def test_refusal_is_shown_with_its_status(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda _request: pytest.fail("not called"))
    refusal = Refusal("late", "Trop tard", "Le passage est fini.", "Choisissez-en un autre.", 409)
    answer = middleware.process_exception(rf.get("/x/"), refusal)
    assert answer is not None
    assert answer.status_code == 409
    for sentence in ("Trop tard", "Le passage est fini.", "Choisissez-en un autre."):
        assert sentence in answer.content.decode()


def test_other_exceptions_are_left_alone(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda _request: pytest.fail("not called"))
    assert middleware.process_exception(rf.get("/x/"), ValueError("x")) is None
