"""The orientation page: what it proposes, how it is sent, to whom it opens."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.reception.domain.proposing import Opening
from allervers.reception.mapping.openings import next_opening
from allervers.reception.models import Encounter, Referral
from allervers.reception.queries.referrals import around_of
from tests.cast import Cast, sign_in
from tests.reception.referrals.services import FOOD, HOUSING, make_encounter, make_service
from tests.tours.staff.season import Season, make_commune, make_season
from tests.tours.staff.test_queries import at_most


@pytest.fixture
def season(cast: Cast) -> Season:
    return make_season(cast)


@pytest.fixture
def encounter(cast: Cast, season: Season) -> Encounter:
    return make_encounter(
        cast.bruno,
        FOOD,
        channel="visit",
        visit=season.visit,
        age_band="18_25",
        met_at=timezone.now(),
    )


@pytest.fixture
def bruno(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.bruno)


def url(encounter: Encounter) -> str:
    return reverse("reception:orient", args=[encounter.pk])


def test_services_are_proposed_with_their_reasons(bruno: Client, encounter: Encounter) -> None:
    make_service("Épicerie inventée", publics=["jeunes"], telephone="+33199001122")
    html = bruno.get(url(encounter)).content.decode().replace("\u00a0", " ")
    for said in (
        "Épicerie inventée",
        "Répond à la demande « Alimentation »",
        "Pour ce public : jeunes",
        "à vol d’oiseau",
        "Horaires non connus",
        "01 99 00 11 22",
    ):
        assert said in html


def test_next_opening_is_told(bruno: Client, encounter: Encounter) -> None:
    make_service("Épicerie inventée", horaires_accueil="24/7")
    make_service("Vestiaire inventé", horaires_accueil="2031 Mo 09:00-10:00")
    html = bruno.get(url(encounter)).content.decode().replace("\u00a0", " ")
    assert "Ouvert en ce moment" in html
    assert "N’ouvre pas dans les sept jours" in html


def test_hours_of_a_far_future_are_not_waited_for() -> None:
    hours = "; ".join(["9999 Mo 10:00-11:00"] * 40)
    begins = time.process_time()
    assert next_opening(hours, timezone.now()) == Opening(is_known=True)
    assert time.process_time() - begins < 1, "looking as far as that year takes half a minute"


def test_services_of_others_ages_are_left_out(bruno: Client, encounter: Encounter) -> None:
    make_service("Club des anciens inventé", publics=["seniors"])
    assert "Club des anciens" not in bruno.get(url(encounter)).content.decode().replace(
        "\u00a0", " "
    )


def test_a_service_at_a_distance_is_proposed(bruno: Client, encounter: Encounter) -> None:
    make_service("Ligne inventée", modes_accueil=["a-distance"], latitude=None, longitude=None)
    assert "À distance, sans se déplacer" in bruno.get(url(encounter)).content.decode().replace(
        "\u00a0", " "
    )


def test_what_the_rights_check_suggests_is_proposed(bruno: Client, encounter: Encounter) -> None:
    make_service("Agence inventée", HOUSING)
    encounter.suggestions.create(
        thematique=HOUSING, origin="rights:aide_logement", label="l’aide au logement"
    )
    html = bruno.get(url(encounter)).content.decode().replace("\u00a0", " ")
    assert "suggéré par le bilan : l’aide au logement" in html
    assert "Agence inventée" in html


def test_choosing_several_puts_them_on_the_sheet(bruno: Client, encounter: Encounter) -> None:
    ids = [make_service("Épicerie inventée").pk, make_service("Vestiaire inventé").pk]
    for _turn in range(2):
        response = bruno.post(url(encounter), {"service": ids})
        assert response.status_code == 302
    kept = Referral.objects.order_by("service_id")
    assert [one.service_id for one in kept] == sorted(ids)
    assert kept[0].reasons[0] == {"code": "asked", "detail": [FOOD]}
    assert kept[0].distance_km is not None
    assert "déjà sur la fiche" in bruno.get(url(encounter)).content.decode().replace("\u00a0", " ")


def test_nothing_checked_is_told(bruno: Client, encounter: Encounter) -> None:
    response = bruno.post(url(encounter), {})
    assert response.status_code == 422
    assert "Choisissez au moins un service" in response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("words", ["", " ", "épicerie", "\x00", "a" * 500, "'; --", "%", "zzz"])
def test_any_words_get_a_page(bruno: Client, encounter: Encounter, words: str) -> None:
    make_service("Épicerie inventée")
    assert bruno.get(url(encounter), {"q": words}).status_code == 200


def test_a_service_found_by_words_can_be_chosen(bruno: Client, encounter: Encounter) -> None:
    service = make_service("Agence inventée", HOUSING)
    page = f"{url(encounter)}?q=agence"
    assert "Agence inventée" in bruno.get(page).content.decode().replace("\u00a0", " ")
    bruno.post(page, {"service": service.pk})
    assert Referral.objects.get().service == service


def test_a_hostile_service_is_refused(bruno: Client, encounter: Encounter) -> None:
    for service in ("x" * 300, "\x00", "invente--rien"):
        assert bruno.post(url(encounter), {"service": service}).status_code in {400, 422}
    assert not Referral.objects.exists()


def test_without_any_request_the_page_says_what_to_do(bruno: Client, cast: Cast) -> None:
    empty = make_encounter(cast.bruno)
    assert "Rien n’a encore été demandé" in bruno.get(url(empty)).content.decode().replace(
        "\u00a0", " "
    )


def test_the_halt_is_the_centre_more_precisely_once_checked(
    encounter: Encounter, season: Season
) -> None:
    assert around_of(encounter).name == "Bourg-Inventé"
    season.halt.latitude, season.halt.longitude = 48.82, 2.27
    season.halt.point_status = "checked"
    season.halt.save()
    encounter.refresh_from_db()
    assert around_of(encounter).latitude == 48.82


def test_where_the_person_lives_comes_before_the_halt(cast: Cast, season: Season) -> None:
    home = make_commune("92075", "Lieu-Inventé")
    visiting = make_encounter(cast.bruno, channel="visit", visit=season.visit, commune=home)
    assert around_of(visiting).code_insee == "92075"
    assert around_of(make_encounter(cast.bruno)).name == "Département inventé"


def outcome_url(referral: Referral) -> str:
    return reverse("reception:referral_outcome", args=[referral.pk])


@pytest.fixture
def referral(cast: Cast, encounter: Encounter) -> Referral:
    return encounter.referrals.create(
        service=make_service("Épicerie inventée"), made_at=timezone.now() - timedelta(days=3)
    )


def test_an_outcome_is_recorded_and_shown(
    bruno: Client, encounter: Encounter, referral: Referral
) -> None:
    bruno.post(outcome_url(referral), {"outcome": "not_yet"})
    bruno.post(outcome_url(referral), {"outcome": "went"})
    html = (
        bruno.get(reverse("reception:show", args=[encounter.pk]))
        .content.decode()
        .replace("\u00a0", " ")
    )
    assert "<strong>y est allé·e</strong>" in html
    assert "pas encore" in html


def test_an_outcome_that_is_none_is_refused(bruno: Client, referral: Referral) -> None:
    for sent in ({}, {"outcome": "lost"}):
        assert bruno.post(outcome_url(referral), sent).status_code == 422


def test_withdrawing_asks_first(bruno: Client, encounter: Encounter, referral: Referral) -> None:
    withdrawing = reverse("reception:referral_withdraw", args=[referral.pk])
    assert "ne sera plus sur la fiche" in bruno.get(withdrawing).content.decode().replace(
        "\u00a0", " "
    )
    assert Referral.objects.filter(withdrawn_at=None).exists()
    bruno.post(withdrawing)
    assert not Referral.objects.filter(withdrawn_at=None).exists()


def test_a_service_gone_since_is_told(
    bruno: Client, encounter: Encounter, referral: Referral
) -> None:
    referral.service.gone_at = timezone.now()
    referral.service.save()
    html = (
        bruno.get(reverse("reception:show", args=[encounter.pk]))
        .content.decode()
        .replace("\u00a0", " ")
    )
    assert "retiré de l’annuaire depuis" in html


def test_the_page_asks_few_questions(bruno: Client, encounter: Encounter) -> None:
    for number in range(12):
        make_service(f"Service {number}", FOOD if number % 2 else HOUSING)
    encounter.requests.create(thematique=HOUSING)
    with at_most(8):
        bruno.get(url(encounter))


def test_at_a_desk_without_commune_the_page_says_that_it_does_not_know_where(
    bruno: Client, cast: Cast
) -> None:
    make_service("Épicerie inventée")
    nowhere = make_encounter(cast.bruno, FOOD, channel="desk", met_at=timezone.now())
    type(nowhere.organisation).objects.filter(pk=nowhere.organisation_id).update(commune_code="")
    html = bruno.get(url(nowhere)).content.decode()
    assert "On ne sait pas où chercher" in html
    assert reverse("reception:edit", args=[nowhere.pk]) in html
    assert "Services autour de" not in html
