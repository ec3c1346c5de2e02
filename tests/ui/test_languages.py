"""A page exists in each language, by its address alone, right-to-left where it is."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    """Return the text of a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("prefix", "language", "direction", "heading", "css"),
    [
        ("", "fr", "ltr", "Numéros d’urgence", "bootstrap.min.css"),
        ("/en", "en", "ltr", "Emergency numbers", "bootstrap.min.css"),
        ("/ar", "ar", "rtl", "أرقام الطوارئ", "bootstrap.rtl.min.css"),
    ],
)
def test_page_speaks_the_language_of_its_address(
    client: Client, prefix: str, language: str, direction: str, heading: str, css: str
) -> None:
    html = page(client, f"{prefix}/urgences/")
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert f"<h1>{heading}</h1>" in html
    assert f"/{css}" in html


def test_browser_language_does_not_change_the_address_s(client: Client) -> None:
    answer = client.get("/urgences/", headers={"accept-language": "ar"})
    assert '<html lang="fr"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/urgences/", "/en/urgences/", "/ar/urgences/"])
def test_languages_lead_to_the_same_page(client: Client, path: str) -> None:
    html = page(client, path)
    for language, url in (("fr", ""), ("en", "/en"), ("ar", "/ar")):
        assert f'href="{url}/urgences/" lang="{language}"' in html


def test_languages_keep_the_question(client: Client) -> None:
    html = page(client, "/passages/?q=Zzyzx")
    assert 'href="/en/passages/?q=Zzyzx"' in html


def test_workspace_offers_no_other_language(client: Client) -> None:
    html = client.get("/compte/connexion/").content.decode()
    assert "<main" in html
    assert 'class="menu languages"' not in html


def test_our_styles_follow_the_direction_by_themselves() -> None:
    """Left and right appear only where a page's direction is named."""
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right):"
    )
    for name in ("theme", "controls", "components", "parts", "print"):
        path = find(f"ui/{name}.css")
        assert isinstance(path, str)
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a finder gives a string
            assert physical.findall(file.read()) == [], name
