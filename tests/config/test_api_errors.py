"""What is wrong with a question asked to the API, in French."""

from http import HTTPStatus

import pytest
from django.test import Client

from allervers.config.api_errors import SENTENCES, in_french

CONTEXT = {
    "ge": 1,
    "le": 50,
    "gt": 0,
    "lt": 9,
    "max_length": 200,
    "min_length": 2,
    "pattern": "^[0-9]{2}%$",
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_sentence_is_whole(kind: str) -> None:
    said = in_french({"type": kind, "loc": ["query", "x"], "msg": "English", "ctx": CONTEXT})
    assert said["msg"].endswith(".")
    assert "English" not in said["msg"]
    assert "%(" not in said["msg"]
    assert said["loc"] == ["query", "x"]


def test_unknown_kind_keeps_its_own_words() -> None:
    assert in_french({"type": "new", "msg": "Own words"})["msg"] == "Own words"
    assert in_french({"type": "new"})["msg"] == "Cette valeur ne convient pas."


def test_wrong_question_is_answered_in_french(client: Client) -> None:
    answer = client.get("/api/v1/communes", {"q": "issy", "limit": "1000"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["detail"][0]["msg"] == "Ce nombre doit être au plus 50."
