"""`POST /api/v1/rights/screenings`: through the site, the door and the service, to simple rules."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from allervers.config.api import api
from allervers.rights.api.answering import in_a_place
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes
from allervers.rights.gateways.rights_service import ServiceDoor, rights_door
from tests.rights.households import answered

URL = "/api/v1/rights/screenings"
PLAIN: dict[Kind, Any] = {Kind.MANY: ["none"], Kind.WHOLE: 0, Kind.MONEY: "0.00"}


def alone() -> dict[str, Any]:
    """Return somebody alone, without income nor home: every question answered by the least."""
    answers = Answers({"age": 40, "nationality": "french", "housing": "homeless"})
    while codes := [one for one in asked_codes(answers) if not answers.is_asked(one)]:
        question = QUESTIONS[codes[0]]
        least = next((x for x in ("no", "none", *question.choices) if x in question.choices), "")
        answers = answers.with_answer(codes[0], PLAIN.get(question.kind, least))
    return dict(answers.raw)


ALONE = alone()


@pytest.fixture
def client(client: Client, settings: Settings, service_url: str) -> Iterator[Client]:
    """Return a browser on a site that has a service."""
    settings.RIGHTS_URL = service_url
    door = rights_door()
    assert isinstance(door, ServiceDoor)
    door.patience = 20
    yield client
    door.close()


def post(client: Client, asked: object) -> Any:
    """Ask the API."""
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    return client.post(URL, body, content_type="application/json")


def test_household_gets_its_rights_in_french(client: Client) -> None:
    answer = post(client, {"answers": ALONE})
    assert answer.status_code == 200
    found = json.loads(answer.content)
    rsa, ppa, *_others = found["findings"]
    assert not [one for one in found["findings"] if one["status"] == "not_asked"]
    assert (rsa["right"], rsa["status"], rsa["amount"]) == ("rsa", "entitled", "600.00")
    assert "600" in rsa["sentence"]
    assert "RSA" in rsa["label"]
    assert ppa["status"] == "not_entitled"
    assert found["is_settled"]
    assert found["month"] == timezone.localdate().replace(day=1).isoformat()


def test_question_not_asked_leaves_bounds_and_a_next_question(client: Client) -> None:
    asked = {code: value for code, value in ALONE.items() if code != "incomes"}
    found = json.loads(post(client, {"answers": asked}).content)
    rsa = found["findings"][0]
    # Not all ways were tried: the bound of an estimate is said with its margin of 25 €.
    assert (rsa["status"], rsa["amount"], rsa["high"]) == ("not_asked", None, "625.00")
    assert "incomes" in rsa["missing"]
    assert found["next_question"]["code"] == "incomes"
    assert found["next_question"]["ask"]


def test_local_rights_are_those_of_the_commune_and_their_questions_come_after(
    client: Client,
) -> None:
    found = json.loads(post(client, {"answers": ALONE}).content)
    assert found["next_question"]["code"] == "local_commune"
    assert not [one for one in found["local"] if one["is_here"]]
    here = json.loads(post(client, {"answers": {**ALONE, "local_commune": "92040"}}).content)
    fsl = next(one for one in here["local"] if one["right"].startswith("local:fsl"))
    assert (fsl["is_here"], fsl["sources"] != [], fsl["is_review_due"]) == (True, True, True)
    assert fsl["status"] in {"perhaps", "not_asked", "not_entitled"}
    assert all(one["text"] for one in fsl["reasons"])
    elsewhere = json.loads(post(client, {"answers": {**ALONE, "local_commune": "23096"}}).content)
    assert fsl["right"] not in [one["right"] for one in elsewhere["local"]]


def test_local_answer_that_cannot_be_is_refused(client: Client) -> None:
    answer = post(client, {"answers": {"local_years": 400}})
    assert answer.status_code == 422
    assert "de 0 à 99" in json.loads(answer.content)["detail"]


def test_answer_is_kept_by_no_cache_and_read_by_any_page(client: Client) -> None:
    answer = post(client, {"answers": {}})
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    before = client.options(URL)
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (204, "POST")


@pytest.mark.parametrize(
    ("asked", "status", "word"),
    [
        (b"", 400, "JSON"),
        (b"age=40", 400, "JSON"),
        (b'{"answers": {"wages": NaN}}', 400, "NaN"),
        (b'{"answers": {"wages": 1e999}}', 400, "JSON"),
        (b'{"answers":' * 3000, 400, "JSON"),
        (b"[" * 3000 + b"]" * 3000, 400, "JSON"),
        ([], 422, "answers"),
        ({"answers": None}, 422, "answers"),
        ({"answers": {}, "name": "Inventé"}, 422, "name"),
        ({"answers": {"shoe_size": 43}}, 422, "shoe_size"),
        ({"answers": {"age": 400}}, 422, "de 16 à 115"),
        ({"answers": {**ALONE, "children": 40}}, 422, "de 0 à 12"),
        ({"answers": {"housing": "tenant", "rent": -650}}, 422, "de 0 à 5000"),
        ({"answers": {"partner_age": 40}}, 422, "partner_age"),
        ({"answers": {}, "month": "1789-07"}, 422, "mois"),
        ({"answers": {}, "month": {"a": 1}}, 422, "mois"),
    ],
)
def test_wrong_question_is_refused_with_a_sentence(
    client: Client, asked: object, status: int, word: str
) -> None:
    answer = post(client, asked)
    assert answer.status_code == status
    said = json.loads(answer.content)
    assert list(said) == ["detail"]
    assert word in said["detail"]
    assert "Inventé" not in said["detail"]


def test_body_too_large_is_refused(client: Client) -> None:
    assert post(client, b" " * 1_000_001).status_code == 413
    assert post(client, b" " * 9_000_000).status_code == 413


def test_site_without_service_says_so(client: Client, settings: Settings) -> None:
    settings.RIGHTS_URL = ""
    answer = post(client, {"answers": ALONE})
    assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert "ALLERVERS_RIGHTS_URL" in json.loads(answer.content)["detail"]


def test_service_that_is_down_is_said_with_when_to_come_back(
    client: Client, settings: Settings
) -> None:
    settings.RIGHTS_URL = "http://127.0.0.1:1"
    answer = post(client, {"answers": ALONE})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_open_api_leaves_threads_to_the_pages(client: Client) -> None:
    with in_a_place(), in_a_place():
        answer = post(client, {"answers": ALONE})
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    assert post(client, {"answers": ALONE}).status_code == 200


def test_every_answer_is_what_the_description_says(client: Client) -> None:
    paths = api.get_openapi_schema()["paths"]
    body = paths["/api/v1/rights/screenings"]["post"]["requestBody"]
    schema = body["content"]["application/json"]["schema"]
    assert set(schema["properties"]["answers"]["properties"]) == set(QUESTIONS)
    for seed in range(6):
        answer = post(client, {"answers": dict(answered(seed, unknown=0.1).raw)})
        assert answer.status_code == 200, answer.content


def test_page_of_the_api_asks_nothing_of_the_database(client: Client) -> None:
    # No `db` fixture here: a query would fail this whole file.
    assert client.get(URL).status_code == 405
