"""The public directory: anyone, without a cookie nor a script."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.directory import stage

HERE = "/annuaire/"


def text_of(client: Client, path: str, status: int = 200, **query: str) -> str:
    """Return the text of a page, which sets no cookie."""
    answer = client.get(path, query)
    assert answer.status_code == status
    assert not answer.cookies
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def test_form_alone_asks_nothing_of_the_directory(client: Client, directory: None) -> None:
    text = text_of(client, HERE)
    assert "Que cherchez-vous" in text
    assert "Réponses" not in text


def test_answers_say_why_they_are_there(client: Client, directory: None) -> None:
    text = text_of(client, HERE, q="plus rien à manger", commune="Issy")
    assert "Réponses autour de Issy-les-Moulineaux" in text
    assert "Colis alimentaires du mardi" in text
    assert "vous cherchez « manger » : Alimentation" in text


def test_repaired_words_are_said(client: Client, directory: None) -> None:
    text = text_of(client, HERE, q="domissiliation", commune="Issy")
    assert "Résultats pour « domiciliation »." in text


def test_unknown_commune_is_said_and_nothing_is_guessed(client: Client, directory: None) -> None:
    text = text_of(client, HERE, q="manger", commune="Zzyzx")
    assert "Cette commune n’a pas été trouvée" in text
    assert "Colis alimentaires" not in text


def test_no_answer_says_what_to_do(client: Client, directory: None) -> None:
    assert "Aucun service ne répond" in text_of(client, HERE, q="zzzzqqqq")


@pytest.mark.parametrize(
    "query", [{"theme": "inconnu"}, {"page": "0"}, {"page": "x"}, {"q": "a" * 201}]
)
def test_bad_choice_is_refused_in_words(
    client: Client, directory: None, query: dict[str, str]
) -> None:
    text_of(client, HERE, 400, **query)


@pytest.mark.parametrize("language", ["/en", "/ar"])
def test_pages_exist_in_each_language(client: Client, directory: None, language: str) -> None:
    text_of(client, f"{language}{HERE}", q="manger", commune="92040")


def test_service_says_all_that_is_known(client: Client, communes: None) -> None:
    one = stage.service(
        "a/b",
        name="Épicerie",
        frais="gratuit",
        telephone="+33199000001",
        horaires_accueil="Mo-Fr 09:00-12:30; Sa 10:00-12:00; PH off",
        zone_eligibilite=["92"],
        publics=["jeunes"],
        contact_nom_prenom="Jeanne Inventée",
        date_maj=date(2026, 10, 1),
    )
    text = text_of(client, f"{HERE}services/{one.pk}/").replace("\u00a0", " ")
    for said in ("du lundi au vendredi : 9 h à 12 h 30", "fermé les jours fériés", "Gratuit"):
        assert said in text
    for said in ("01 99 00 00 01", "Habitants du département : 92", "Jeunes", "octobre 2026"):
        assert said in text
    assert "Jeanne" not in text


def test_hours_that_are_not_understood_are_shown_as_they_are(
    client: Client, communes: None
) -> None:
    one = stage.service("one", horaires_accueil="le mardi, sur rendez-vous")
    assert "le mardi, sur rendez-vous" in text_of(client, f"{HERE}services/{one.pk}/")


def test_structure_lists_its_services(client: Client, communes: None) -> None:
    held = stage.structure("Maison (inventée)")
    stage.service("one", name="Premier", structure=held)
    stage.service("gone", name="Disparu", structure=held, gone_at=stage.READ_AT)
    text = text_of(client, f"{HERE}structures/{held.pk}/")
    assert "Premier" in text
    assert "Disparu" not in text


def test_missing_records_answer_404(client: Client, communes: None) -> None:
    text_of(client, f"{HERE}services/inconnu--1/", 404)
    text_of(client, f"{HERE}structures/inconnu--1/", 404)


def test_search_page_asks_few_questions(
    client: Client, directory: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(13):  # three open and close the transaction
        client.get(HERE, {"q": "vetemants chauds", "commune": "Issy", "ouvert": "on"})


@pytest.mark.django_db
def test_despair_is_answered_with_a_number_even_when_no_service_is_found(client: Client) -> None:
    page = client.get("/annuaire/", {"q": "envie d'en finir"}).content.decode()
    assert 'href="tel:3114"' in page
    assert "Vous n’êtes pas seul·e" in page
    assert "tel:3114" not in client.get("/annuaire/", {"q": "ordinateur"}).content.decode()
