"""The person's own page: opened by the code alone, kept by nobody, erased at will."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.reception.domain.code import WRONG_PER_ORIGIN
from allervers.reception.mapping.codes import code_of
from allervers.reception.models import CodeAttempt, Encounter
from allervers.rights.models import Screening
from allervers.rights.queries.sheet import sheet_facts
from tests.rights.sheet_reading import said, words
from tests.rights.sheet_world import SheetWorld, make_leaving, make_service

TAG = re.compile(r"<[^>]*>")


def text_of(page: bytes) -> str:
    """Return the words of a page's main part."""
    main = page.decode().partition("<main")[2].partition("</main>")[0]
    return words(html.unescape(TAG.sub(" ", f"<main{main}")))


def loose(text: str) -> str:
    """Return a text without spaces: layouts cut lines where they like."""
    return "".join(words(text).split())


@pytest.fixture
def leaving(sheet_world: SheetWorld) -> Encounter:
    """Return somebody who leaves with rights found, an address, dates."""
    return make_leaving(sheet_world)


def test_page_and_paper_say_the_same_sentences(leaving: Encounter, client: Client) -> None:
    code = code_of(leaving)
    page = client.get(f"/fiche/{code}/")
    paper = loose(said(client.get(f"/fiche/{code}.pdf").content))
    sheet = page.context["sheet"]
    lines = [sheet.met, sheet.code, sheet.expiry, sheet.rights_intro, *sheet.rights, *sheet.about]
    lines += [*sheet.rights_notes, *sheet.urgent, *(date.when for date in sheet.dates)]
    for place in sheet.places:
        lines += [place.name, place.what, place.address, place.distance, place.phone]
        lines += [*place.hours, *place.how]
    online = loose(text_of(page.content))
    assert [line for line in lines if loose(line) not in online] == []
    assert [line for line in lines if loose(line) not in paper] == []
    assert len(sheet.dates) == 3
    assert len(sheet.rights) == 2


def test_page_links_to_the_phone_the_dates_and_the_calendar(
    leaving: Encounter, client: Client
) -> None:
    page = client.get(f"/fiche/{code_of(leaving)}/").content.decode()
    assert 'href="tel:+33199000001"' in page
    assert "webcal://" in page
    assert "/haltes/place-du-marche/calendrier.ics" in page
    assert page.count('href="/passages/') >= 4
    assert "/annuaire/services/invente--ccas-1/" in page


@pytest.mark.parametrize("path", ["/fiche/", "/fiche/{}/", "/fiche/{}.pdf", "/fiche/{}/effacer/"])
def test_nothing_of_the_page_is_kept_or_told(leaving: Encounter, client: Client, path: str) -> None:
    answer = client.get(path.format(code_of(leaving)))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not client.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_code_is_forgiven_its_case_spaces_and_lookalikes(
    leaving: Encounter, client: Client
) -> None:
    code = code_of(leaving)
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')} "
    answer = client.get("/fiche/", {"code": typed})
    assert answer["Location"] == f"/fiche/{code}/"
    assert client.get(f"/fiche/{code.lower().replace('-', '')}/").status_code == 200


def test_what_is_no_code_is_corrected_without_being_counted(
    leaving: Encounter, client: Client
) -> None:
    answer = client.get("/fiche/", {"code": "ABC"})
    assert answer.status_code == 400
    assert "Ce n’est pas un code" in answer.content.decode()
    assert not CodeAttempt.objects.exists()


def test_wrong_code_is_answered_with_help_and_counted(leaving: Encounter, client: Client) -> None:
    answer = client.get("/fiche/00000-00000/")
    assert answer.status_code == 404
    assert "Vérifiez" in text_of(answer.content)
    assert "prochain passage" in text_of(answer.content)
    assert "no-store" in answer["Cache-Control"]
    assert CodeAttempt.objects.count() == 1
    assert "127.0.0.1" not in CodeAttempt.objects.get().origin


def test_too_many_wrong_codes_are_told_when_to_try_again(
    leaving: Encounter, client: Client
) -> None:
    for number in range(WRONG_PER_ORIGIN):
        client.get(f"/fiche/00000-0000{number}/")
    answer = client.get(f"/fiche/{code_of(leaving)}/")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 900
    assert "quart d’heure" in text_of(answer.content)
    assert "RSA" not in text_of(answer.content)


def test_expired_code_opens_nothing(sheet_world: SheetWorld, client: Client) -> None:
    now = timezone.now()
    old = make_leaving(
        sheet_world, met_at=now - timedelta(days=91), code_expires_at=now - timedelta(days=1)
    )
    for path in ("/fiche/{}/", "/fiche/{}.pdf", "/fiche/{}/effacer/"):
        answer = client.get(path.format(code_of(old)))
        assert answer.status_code == 410
        assert "RSA" not in answer.content.decode()


def test_person_erases_their_sheet_with_the_code_alone(leaving: Encounter) -> None:
    client = Client(enforce_csrf_checks=True)
    path = f"/fiche/{code_of(leaving)}/"
    asked = client.get(f"{path}effacer/")
    assert "csrf" not in asked.content.decode()
    assert client.get(path).status_code == 200  # asking changed nothing
    done = client.post(f"{path}effacer/", follow=True)
    assert "Votre fiche est effacée" in text_of(done.content)
    over = client.get(path)
    assert (over.status_code, "Cette fiche est effacée" in text_of(over.content)) == (410, True)
    assert client.post(f"{path}effacer/").status_code == 410
    assert Screening.objects.get().answers == {}
    assert Screening.objects.get().findings.exists()
    assert not client.cookies


def test_page_says_nothing_of_the_team(leaving: Encounter, client: Client) -> None:
    page = client.get(f"/fiche/{code_of(leaving)}/").content.decode()
    assert "Bruno" not in page
    assert str(leaving.pk) not in page
    assert "exemple.invalid" not in page.replace("contact@exemple.invalid", "")


def test_page_shows_nothing_of_another_person(sheet_world: SheetWorld, client: Client) -> None:
    make_leaving(sheet_world)
    other = sheet_world.encounter()
    sheet_world.orient(other, make_service("secret", nom="Aide de l’autre"))
    mine = make_leaving(sheet_world)
    for path in ("/fiche/{}/", "/fiche/{}.pdf"):
        answer = client.get(path.format(code_of(mine)))
        text = said(answer.content) if path.endswith("pdf") else answer.content.decode()
        assert "Aide de l’autre" not in text
        assert code_of(other) not in text


def test_withdrawn_address_leaves_the_sheet(sheet_world: SheetWorld, client: Client) -> None:
    mine = make_leaving(sheet_world)
    mine.referrals.update(withdrawn_at=timezone.now())
    page = client.get(f"/fiche/{code_of(mine)}/")
    assert "Aucune adresse n’a été choisie" in text_of(page.content)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", '"><b>'])
def test_names_are_shown_as_text(sheet_world: SheetWorld, client: Client, text: str) -> None:
    mine = sheet_world.encounter()
    sheet_world.orient(mine, make_service("x", nom=text, adresse=text))
    page = client.get(f"/fiche/{code_of(mine)}/").content.decode()
    assert html.escape(text) in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(("prefix", "word"), [("/ar", "حقوقك"), ("/en", "Your rights")])
def test_page_exists_in_each_language_with_its_code(
    leaving: Encounter, client: Client, prefix: str, word: str
) -> None:
    code = code_of(leaving)
    page = client.get(f"{prefix}/fiche/{code}/").content.decode()
    assert word in page
    assert f'href="/fiche/{code}/"' in page
    assert ('dir="rtl"' in page.partition(">")[2][:200]) is (prefix == "/ar")
    assert not re.search(r"Vous y avez|D’après vos réponses|Où aller", page)


def test_page_asks_few_questions_to_the_database(
    leaving: Encounter, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    with django_assert_max_num_queries(8):
        sheet_facts(leaving, timezone.now())


@pytest.mark.parametrize(
    "code", ["%00", "..%2f..%2fetc", "é" * 60, "0" * 4000, "%F0%9F%92%A9", "K7QF2-M9X4T.pdf", "'--"]
)
@pytest.mark.parametrize("path", ["/fiche/{}/", "/fiche/{}.pdf", "/ar/fiche/{}/effacer/"])
def test_what_is_no_code_in_the_address_is_not_found(
    db: None, client: Client, code: str, path: str
) -> None:
    assert client.get(path.format(code)).status_code == 404
