"""Orienting a person: with a phone, with a keyboard, without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from allervers.reception.models import Encounter, Referral
from tests.browsing import NARROW, Screenshot
from tests.cast import Cast, make_cast
from tests.reception.referrals.services import FOOD, make_encounter, make_service
from tests.tours.staff.season import make_season

World = tuple[Cast, Encounter]


@pytest.fixture
def world(transactional_db: None) -> World:
    """A young person who asks for food, with services around."""
    cast = make_cast()
    season = make_season(cast)
    encounter = make_encounter(
        cast.bruno,
        FOOD,
        channel="visit",
        visit=season.visit,
        age_band="18_25",
        met_at=timezone.now(),
    )
    encounter.suggestions.create(
        thematique="logement-hebergement", origin="rights:aide_logement", label="l’aide au logement"
    )
    make_service(
        "Épicerie inventée",
        adresse="1 rue Inventée",
        code_postal="92130",
        telephone="+33199001122",
        horaires_accueil="Mo-Fr 09:00-12:00",
        modes_mobilisation=["telephoner", "se-presenter"],
        publics=["jeunes"],
    )
    make_service("Repas partagés inventés", publics=["personnes-exilees"])
    make_service("Ligne inventée", modes_accueil=["a-distance"], latitude=None, longitude=None)
    return cast, encounter


def test_every_state_is_accessible(
    world: World,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    cast, encounter = world
    page = browse_as(cast.bruno)
    orient = reverse("reception:orient", args=[encounter.pk])
    page.goto(orient)
    assert_accessible_at_both(page)
    screenshot(page, "orienter")
    page.get_by_label("Épicerie inventée").check()
    page.get_by_role("button", name="Mettre sur la fiche").click()
    assert_accessible_at_both(page)
    screenshot(page, "orienter-choisi")
    referral = Referral.objects.get()
    for name, url in (
        ("orienter-deja", orient),
        ("orienter-mots", f"{orient}?q=repas"),
        ("orienter-rien", f"{orient}?q=zzzzzz"),
        ("orientation-suite", reverse("reception:referral_outcome", args=[referral.pk])),
        ("orientation-retirer", reverse("reception:referral_withdraw", args=[referral.pk])),
    ):
        page.goto(url)
        assert_accessible_at_both(page)
        screenshot(page, name)


def test_everything_works_without_javascript(world: World, browse_as: Callable[..., Page]) -> None:
    cast, encounter = world
    page = browse_as(cast.bruno, size=NARROW, java_script_enabled=False)
    page.goto(reverse("reception:orient", args=[encounter.pk]))
    page.get_by_label("Épicerie inventée").check()
    page.get_by_label("Ligne inventée").check()
    page.get_by_role("button", name="Mettre sur la fiche").click()
    page.get_by_role("button", name="Y est allé·e : Épicerie inventée").click()
    assert page.get_by_text("C’est noté.").count()
    page.get_by_role("link", name="Retirer de la fiche : Ligne inventée").click()
    page.get_by_role("button", name="Retirer de la fiche").click()
    kept = Referral.objects.get(withdrawn_at=None)
    assert (kept.service.nom, kept.outcome) == ("Épicerie inventée", "went")


def test_a_service_is_chosen_with_the_keyboard(
    world: World, browse_as: Callable[..., Page]
) -> None:
    cast, encounter = world
    page = browse_as(cast.chloe)
    page.goto(reverse("reception:orient", args=[encounter.pk]))
    page.get_by_label("Épicerie inventée").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Mettre sur la fiche").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{encounter.pk}/")
    assert Referral.objects.count() == 1
