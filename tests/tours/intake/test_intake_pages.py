"""The pages of imports: add, report, proposal; what each says and does."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from allervers.tours.models import Proposal, Series, TimetableImport
from tests.cast import Cast, sign_in

TEXT = "Un lundi sur deux : mairie de Valombre 9h-12h. Mardi : mairie de Noirval 14h-17h."


@pytest.fixture
def aicha(client: Client, cast: Cast, communes: object) -> Client:
    sign_in(client, cast.aicha)
    return client


def _paste(client: Client, text: str = TEXT) -> TimetableImport:
    client.post(reverse("staff:import_add"), {"text": text, "departement": "99"})
    return TimetableImport.objects.get()


def test_imports_when_empty_then_says_what_to_do(aicha: Client) -> None:
    page = aicha.get(reverse("staff:imports")).content.decode()

    assert "Aucun import" in page
    assert reverse("staff:import_add") in page


def test_add_when_text_then_report_shows_words_and_question(aicha: Client) -> None:
    taken = _paste(aicha)

    page = aicha.get(reverse("staff:import_show", args=[taken.id])).content.decode()

    assert "<mark>Un lundi sur deux" in page or "<mark>Un " in page
    assert "À partir de quelle semaine" in page
    assert "Confirmer 1 proposition" in page


def test_add_when_nothing_is_sent_then_says_so(aicha: Client) -> None:
    answer = aicha.post(reverse("staff:import_add"), {})

    assert answer.status_code == 422
    assert "Collez un texte ou choisissez un fichier." in answer.content.decode()


def test_add_when_file_is_broken_then_says_why_and_keeps_nothing(aicha: Client) -> None:
    file = SimpleUploadedFile("bus.json", b"[{")

    answer = aicha.post(reverse("staff:import_add"), {"file": file})

    assert answer.status_code == 422
    assert "JSON est abîmé" in answer.content.decode()
    assert not TimetableImport.objects.exists()


def test_add_when_file_sent_twice_then_one_import_and_a_word(aicha: Client, bus: bytes) -> None:
    for _ in range(2):
        file = SimpleUploadedFile("bus.json", bus)
        answer = aicha.post(reverse("staff:import_add"), {"file": file}, follow=True)

    assert "avait déjà été importé" in answer.content.decode()
    assert TimetableImport.objects.count() == 1


def test_report_when_confirmed_then_tour_is_opened_and_progress_told(aicha: Client) -> None:
    taken = _paste(aicha)
    values = {
        "name": "Automne",
        "unit_name": "Bus Inventé",
        "starts_on": "2026-12-01",
        "ends_on": "2027-03-31",
    }

    url = reverse("staff:import_show", args=[taken.id])
    page = aicha.post(url, values, follow=True).content.decode()

    assert "1 passage régulier confirmé" in page
    assert Series.objects.get().rrule == "FREQ=WEEKLY;BYDAY=TU"


def test_proposal_when_question_answered_then_it_is_ready(aicha: Client) -> None:
    _paste(aicha)
    asked = Proposal.objects.get(position=0)
    url = reverse("staff:proposal", args=[asked.id])
    page = aicha.get(url)
    first = page.context["form"].fields["anchor"].choices[0][0]

    after = aicha.post(url, {"action": "answer", "anchor": first}, follow=True)

    assert "semaine du" in page.content.decode()
    asked.refresh_from_db()
    assert (asked.questions, asked.reading["anchor"]) == ([], first)
    assert "Choisir la tournée" in after.content.decode()


def test_proposal_when_hours_not_understood_then_says_how_to_write_them(aicha: Client) -> None:
    taken = _paste(aicha, "Lundi matin : mairie de Valombre")
    url = reverse("staff:proposal", args=[taken.proposals.get().id])

    wrong = aicha.post(url, {"action": "answer", "hours": "le matin"})
    aicha.post(url, {"action": "answer", "hours": "9h-12h et 14 h à 17 h"})

    assert wrong.status_code == 422
    assert "Écrivez par exemple 9h-12h" in wrong.content.decode()
    assert taken.proposals.get().reading["pause_ends"] == "14:00"


def test_proposal_when_commune_is_unknown_then_asks_for_another(aicha: Client) -> None:
    taken = _paste(aicha, "Lundi 9h-12h : mairie de Nullepartville")
    url = reverse("staff:proposal", args=[taken.proposals.get().id])

    wrong = aicha.post(url, {"action": "answer", "commune": "Ailleurs"})
    aicha.post(url, {"action": "answer", "commune": "noirval"})

    assert wrong.status_code == 422
    assert taken.proposals.get().reading["commune"] == "99002"


@pytest.mark.parametrize("act", ["aside", "again", "confirm", "n'importe quoi"])
def test_proposal_when_any_act_then_no_failure(aicha: Client, act: str) -> None:
    taken = _paste(aicha)
    url = reverse("staff:proposal", args=[taken.proposals.get(position=1).id])

    assert aicha.post(url, {"action": act}, follow=True).status_code == 200


@pytest.mark.parametrize("name", ["imports", "import_show", "proposal"])
def test_pages_when_shown_then_few_queries(
    aicha: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    taken = _paste(aicha, TEXT * 10)
    of = {"import_show": [taken.id], "proposal": [taken.proposals.all()[0].id]}.get(name, [])

    with django_assert_max_num_queries(12) as queries:
        aicha.get(reverse(f"staff:{name}", args=of))

    own = [one for one in queries.captured_queries if '"tours_' in one["sql"]]
    assert len(own) <= 8


def test_refused_rows_when_downloaded_then_table_without_formulas(aicha: Client) -> None:
    table = b"commune;jour\nValombre;=HYPERLINK(1)\n"
    aicha.post(reverse("staff:import_add"), {"file": SimpleUploadedFile("t.csv", table)})
    taken = TimetableImport.objects.get()

    answer = aicha.get(reverse("staff:import_refused", args=[taken.id]))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "commune;jour;ligne;raison du refus"
    assert lines[1].startswith("Valombre;'=HYPERLINK(1);1;Le jour n'est pas compris")


def test_report_when_tour_name_is_taken_then_says_so_and_keeps_nothing(aicha: Client) -> None:
    values = {
        "name": "Automne",
        "unit_name": "Bus Inventé",
        "starts_on": "2026-12-01",
        "ends_on": "2027-03-31",
    }
    url = reverse("staff:import_show", args=[_paste(aicha).id])
    aicha.post(url, values)

    again = aicha.post(url, values)

    assert again.status_code == 422
    assert "déjà une tournée de ce nom" in again.content.decode()
    assert Series.objects.count() == 1
