"""The limits of a situation: each refused at its place, with a sentence."""

from typing import Any

import orjson
import pytest

from allervers.rights.domain.situation import Requested, SituationError, completed
from allervers.rights.exchange.openfisca_json import read_situation


def person(**variables: Any) -> dict[str, Any]:
    """Return a situation of one person who asks for the aah."""
    return {"individus": {"a": {"aah": {"2026-11": None}, **variables}}}


def refusal(body: bytes) -> SituationError:
    """Return how a body is refused."""
    with pytest.raises(SituationError) as refused:
        read_situation(body, 2026)
    return refused.value


def test_values_asked_are_found_and_filled_in() -> None:
    situation = read_situation(orjson.dumps(person(salaire_net={"2026-10": 900})), 2026)
    (asked,) = situation.requested
    assert asked == Requested("individus", "a", "aah", "2026-11")
    answer = completed(situation, {asked: 12.5})
    assert answer["individus"]["a"] == {"aah": {"2026-11": 12.5}, "salaire_net": {"2026-10": 900}}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "JSON"),
        (b"<situation/>", "JSON"),
        (b'{"individus": {"a": {"salaire_net": {"2026-10": NaN}}}}', "NaN"),
        (b"[" * 5000 + b"]" * 5000, "JSON"),
        (b"[]", "objet"),
        (b"{}", "null"),
        (orjson.dumps({"individus": {str(one): {} for one in range(40)}}), "30 personnes"),
        (orjson.dumps({"familles": {str(one): {} for one in range(40_000)}}), "30 groupes"),
        (b'{"familles":' + b"[" * 1000 + b"]" * 1000 + b"}", "les uns dans les autres"),
    ],
)
def test_body_that_is_no_situation_is_refused(body: bytes, word: str) -> None:
    refused = refusal(body)
    assert refused.status == 400
    assert word in str(refused.error)


def test_body_too_large_is_refused() -> None:
    assert refusal(b" " * 1_000_001).status == 413


@pytest.mark.parametrize(
    ("variable", "period", "value", "word"),
    [
        ("date_naissance", "ETERNITY", "1820-01-01", "1820"),
        ("date_naissance", "ETERNITY", "2090-01-01", "2090"),
        ("date_naissance", "ETERNITY", "née hier", "née"),
        ("loyer", "2026-11", -650, "négatif"),
        ("salaire_net", "2026-11", [1], "valeur"),
        ("salaire_net", "month:2000-01:99999", 1, "période"),
        ("salaire_net", "hier", 1, "période"),
        ("salaire_net", "2026-11", "x" * 200, "caractères"),
        ("salaire_net", "2026-11", "__import__('os')", "nombre"),
        ("salaire_net", "2026-11", "9**9**9", "nombre"),
    ],
)
def test_impossible_value_is_refused_at_its_place(
    variable: str, period: str, value: object, word: str
) -> None:
    refused = refusal(orjson.dumps(person(**{variable: {period: value}})))
    assert refused.status == 400
    assert word in refused.error["individus"]["a"][variable][period]


def test_too_many_values_asked_are_refused() -> None:
    asked = {f"{year}-{month:02}": None for year in range(2000, 2020) for month in range(1, 13)}
    assert "200" in str(refusal(orjson.dumps(person(rsa=asked))).error)
