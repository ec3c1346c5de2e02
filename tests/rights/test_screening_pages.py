"""The pages of a rights check: one question each, without JavaScript, few queries."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allervers.reception.models import Encounter
from allervers.rights.actions.screenings import keep_findings, start_screening
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.questionnaire import asked_codes
from allervers.rights.domain.right import RIGHTS
from allervers.rights.models import Screening
from allervers.rights.views import screening as views
from tests.cast import sign_in, viewer
from tests.rights.households import answered
from tests.rights.sheet_world import SheetWorld

MOST_QUERIES = 8


@pytest.fixture
def encounter(sheet_world: SheetWorld) -> Encounter:
    """Return an encounter of Bruno's carrier."""
    return sheet_world.encounter(commune=sheet_world.season.commune)


@pytest.fixture
def bruno(client: Client, sheet_world: SheetWorld) -> Client:
    """Return Bruno's browser."""
    return sign_in(client, sheet_world.cast.bruno)


@pytest.fixture
def screening(sheet_world: SheetWorld, encounter: Encounter) -> Screening:
    """Return a check that has just begun."""
    who = viewer(sheet_world.cast.bruno)
    return start_screening(viewer=who, encounter_id=encounter.id, now=timezone.now())


def url(screening: Screening, code: str = "") -> str:
    """Return the address of a question, or of the findings."""
    if code:
        return reverse("rights:question", args=(screening.id, code))
    return reverse("rights:show", args=(screening.id,))


def test_start_writes_nothing_until_asked(bruno: Client, encounter: Encounter) -> None:
    address = reverse("rights:start", args=(encounter.id,))
    assert "Commencer" in bruno.get(address).content.decode()
    assert not Screening.objects.exists()
    assert bruno.post(address).headers["Location"].endswith("/age/")
    assert Screening.objects.count() == 1


def test_answer_leads_to_the_next_question(bruno: Client, screening: Screening) -> None:
    answer = bruno.post(url(screening, "age"), {"version": 0, "answer": "40"})
    assert answer.headers["Location"] == url(screening, "couple") + "?apres=age"
    answer = bruno.post(url(screening, "couple"), {"version": 1, "then": "unknown"})
    assert answer.headers["Location"] == url(screening, "children") + "?apres=couple"
    answer = bruno.post(url(screening, "children"), {"version": 2, "then": "skip"})
    assert answer.headers["Location"] == url(screening, "pregnant") + "?apres=children"
    screening.refresh_from_db()
    passed = {"children": {"skipped": True}}
    assert screening.answers == {"age": 40, "couple": {"unknown": True}, **passed}
    page = bruno.get(answer.headers["Location"]).content.decode()
    assert url(screening, "children") in page  # the question before
    assert "après « Calculer »" in page  # no rules answer pages here


@pytest.mark.parametrize(
    ("code", "sent", "said"),
    [
        ("age", {"answer": "quarante"}, "nombre entier"),
        ("age", {"answer": "7"}, "16 à 115"),
        ("age", {"answer": ""}, "Ne sait pas"),
        ("couple", {}, "Choisissez une réponse"),
        ("incomes", {"answer": ["none", "wages"]}, "Aucun"),
        ("rent", {"answer": "1.234"}, "1 234,50"),
        ("rent", {"answer": "9000"}, "trop grand"),
        ("children_ages", {"answer": "3"}, "Il faut 2 âges"),
        ("commune", {"answer": "Nulle-Part-sur-Rien"}, "Aucune commune"),
        ("received_rsa", {"answer": "500", "months": "13"}, "1 à 12"),
    ],
)
def test_impossible_answer_says_what_to_do(
    bruno: Client, screening: Screening, code: str, sent: dict[str, str], said: str
) -> None:
    screening.answers = {"children": 2, "housing": "tenant", "benefits": ["rsa"]}
    screening.save()
    answer = bruno.post(url(screening, code), {"version": 0, **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("seed", range(6))
def test_what_was_answered_is_shown_again_and_kept_as_it_is(
    bruno: Client, screening: Screening, seed: int
) -> None:
    answers = answered(seed)
    if answers.is_known("commune"):  # the extract of the tests knows few communes
        answers = answers.with_answer("commune", screening.encounter.commune_id)
    screening.answers = dict(answers.raw)
    screening.save()
    for code in asked_codes(answers):
        page = bruno.get(url(screening, code))
        form = page.context["form"]
        names = [name for name in form.fields if name != "version"]
        sent = {name: value for name in names if (value := form[name].value()) is not None}
        assert bruno.post(url(screening, code), {"version": 0, **sent}).status_code == 302, code
    screening.refresh_from_db()
    assert Answers(screening.answers) == answers


def test_question_not_worth_asking_does_not_exist(bruno: Client, screening: Screening) -> None:
    assert bruno.get(url(screening, "partner_age")).status_code == 404
    assert bruno.get(url(screening, "nothing")).status_code == 404


def test_old_page_is_refused_in_words(bruno: Client, screening: Screening) -> None:
    answer = bruno.post(url(screening, "age"), {"version": 7, "answer": "40"})
    assert answer.status_code == 409
    assert bruno.post(url(screening, "age"), {"version": "x", "then": "skip"}).status_code == 422


def test_asking_waits_a_little_then_offers_to_refresh(
    bruno: Client, screening: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_WAIT", 0.0)
    answer = bruno.post(url(screening), follow=True)
    text = answer.content.decode()
    assert "Calcul en cours" in text
    assert "Actualiser" in text


def test_findings_show_amount_month_rules_and_what_is_missing(
    bruno: Client, screening: Screening
) -> None:
    keep(screening)
    text = bruno.get(url(screening)).content.decode()
    assert "openfisca-france 176.1.8" in text
    assert url(screening, "age") in text
    assert "Droits probables" in text


def keep(screening: Screening) -> None:
    """Store one finding of each status."""
    statuses = [Status.ENTITLED, Status.NOT_ENTITLED, Status.PERHAPS, Status.NOT_ASKED]
    found = [
        Found(right, statuses[place % 4], missing=("age",) if place % 4 > 1 else ())
        for place, right in enumerate(RIGHTS)
    ]
    keep_findings(
        screening_id=screening.id, version=0, rules="openfisca-france 176.1.8 + 1 correction",
        found=found, now=timezone.now(),
    )  # fmt: skip


def test_answering_again_says_that_findings_are_old(bruno: Client, screening: Screening) -> None:
    keep(screening)
    bruno.post(url(screening, "age"), {"version": 0, "answer": "40"})
    assert "Les réponses ont changé" in bruno.get(url(screening)).content.decode()


@pytest.mark.parametrize("name", ["start", "answers", "show", "question"])
def test_page_asks_little_of_the_database(bruno: Client, screening: Screening, name: str) -> None:
    keep(screening)
    Screening.objects.update(answers=dict(answered(2).raw))
    addresses: dict[str, Callable[[], str]] = {
        "start": lambda: reverse("rights:start", args=(screening.encounter_id,)),
        "answers": lambda: reverse("rights:answers", args=(screening.id,)),
        "show": lambda: url(screening),
        "question": lambda: url(screening, "age"),
    }
    bruno.get(addresses[name]())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert bruno.get(addresses[name]()).status_code == 200
    own = [
        one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET"))
    ]
    assert len(own) <= MOST_QUERIES, "\n".join(own)
