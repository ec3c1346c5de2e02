"""Every page of the reception, in each of its states: accessible, and fit for a phone of 360 px."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from allervers.reception.actions.codes import open_by_code
from allervers.reception.actions.encounters import set_left_early
from allervers.reception.actions.suggestions import replace_suggestions
from allervers.reception.mapping.codes import readable_code
from allervers.reception.models import Encounter
from tests.cast import Cast, viewer
from tests.reception.today import Today, make_today

Accessible = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PHONE = {"size": (360, 740), "has_touch": True}


@pytest.fixture
def today(cast: Cast) -> Today:
    """Return a day with a visit."""
    return make_today(cast)


@pytest.fixture
def full(today: Today) -> Encounter:
    """Return an encounter about which everything is known, resumed by Hugo."""
    made = today.meet(
        requests=frozenset({"famille", "sante--acces-aux-soins"}),
        audience="single_parent",
        age_band="26_39",
        is_first_time=True,
        language="ar",
        needs_interpreter=True,
        commune_code="92040",
    )
    open_by_code(
        viewer=viewer(today.cast.hugo),
        code=readable_code(made),
        origin="192.0.2.1",
        now=made.met_at,
    )
    set_left_early(viewer=viewer(today.cast.bruno), encounter_id=made.pk, has_left=True)
    replace_suggestions(
        encounter_id=made.pk,
        origin_prefix="rights:",
        suggestions=[("rights:rsa", "difficultes-financieres", "RSA : faire la demande")],
    )
    return made


def test_pages_are_accessible_and_fit_a_phone(
    browse_as: Callable[..., Page],
    full: Encounter,
    today: Today,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(today.cast.bruno, **PHONE)
    names = ("show", "edit", "new_code", "delete")
    pages = {one: reverse(f"reception:{one}", args=[full.pk]) for one in names}
    pages |= {one: reverse(f"reception:{one}") for one in ("home", "add", "resume")}
    pages["empty_day"] = f"{reverse('reception:home')}?jour=2026-01-05"
    for name, path in pages.items():
        page.goto(path)
        assert page.evaluate(FITS), f"{name} is wider than a phone"
        assert_accessible(page)
        screenshot(page, f"reception-{name}")


def test_mistakes_are_shown_accessibly(
    browse_as: Callable[..., Page],
    today: Today,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(today.cast.bruno, **PHONE)
    page.goto(reverse("reception:add"))
    page.get_by_label("Une autre commune").fill("Nulle-Part-Inventée")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    assert page.get_by_role("alert").is_visible()
    assert page.evaluate(FITS)
    assert_accessible(page)
    screenshot(page, "reception-add-wrong")
    page.goto(reverse("reception:resume"))
    page.get_by_label("Code de la fiche").fill("K7QF2-M9X4T")
    page.get_by_role("button", name="Ouvrir").click()
    assert "Nous ne connaissons pas ce code" in page.inner_text("main")
    assert_accessible(page)
    screenshot(page, "reception-resume-wrong")


def test_practised_worker_needs_twelve_taps_and_no_script(
    browse_as: Callable[..., Page], today: Today
) -> None:
    page = browse_as(today.cast.bruno, java_script_enabled=False, **PHONE)
    page.goto(reverse("reception:home"))
    taps = 0
    for tapped in (
        page.get_by_role("link", name="Nouvelle rencontre"),
        page.get_by_label("Difficultés financières", exact=True),
        page.get_by_label("Santé", exact=True),
        page.get_by_label("parent seul avec enfants"),
        page.get_by_label("26 à 39 ans"),
        page.get_by_role("group", name="Première rencontre ?").get_by_label("oui"),
        page.get_by_label("arabe", exact=True),
        page.get_by_role("group", name="Faut-il un interprète ?").get_by_label("oui"),
        page.get_by_label("Bourg-Inventé", exact=True),
        page.get_by_role("button", name="Enregistrer", exact=True),
    ):
        tapped.tap()
        taps += 1
    page.wait_for_selector(".sheet-code")
    assert taps <= 12
    saved = Encounter.objects.get()
    assert page.url.endswith(f"/{saved.pk}/")
    assert readable_code(saved) in page.inner_text("main")
    assert (saved.visit_id, saved.language, saved.is_first_time) == (today.visit.pk, "ar", True)
    assert saved.requests.count() == 2
