"""The open data of the directory: data·inclusion's contract, and questions that do not fit."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.directory import stage

PREFIX = "/api/v1"
# Ours to check in a plain clone; the whole contract is compared where it is at hand.
PARAMETERS = {
    "/search/services": "page size sources code_commune lat lon thematiques frais modes_accueil"
    " publics recherche_public types score_qualite_minimum exclure_doublons",
    "/services": "page size sources thematiques code_region slug_region code_departement"
    " slug_departement code_commune frais publics recherche_public modes_accueil types"
    " score_qualite_minimum exclure_doublons",
    "/structures": "page size sources reseaux_porteurs code_region slug_region code_departement"
    " slug_departement code_commune exclure_doublons",
}


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    """Return our own OpenAPI description."""
    found: dict[str, Any] = client.get(f"{PREFIX}/openapi.json").json()
    return found


def names(description: dict[str, Any], path: str) -> set[str]:
    """Return the names of the query parameters of an operation."""
    operation = description["paths"][path]["get"]
    return {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}


def get(client: Client, path: str, **query: Any) -> Any:
    """Return the JSON of an answer that must be good."""
    answer = client.get(f"{PREFIX}{path}", query)
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    return answer.json()


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_parameter_of_the_contract_exists(described: dict[str, Any], path: str) -> None:
    assert set(PARAMETERS[path].split()) <= names(described, f"{PREFIX}{path}")


def test_contract_of_data_inclusion_is_kept_whole(
    described: dict[str, Any], shared_data: Path
) -> None:
    contract = json.loads((shared_data / "openapi" / "data-inclusion-v1.json").read_text())
    paths = [path for path in contract["paths"] if path != "/api/v1/search"]
    assert [path for path in paths if path not in described["paths"]] == []
    for path in paths:
        assert names(contract, path) <= names(described, path), path


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("DetailedService", "DetailedService"), ("Service", "ServiceOut"),
        ("ListedStructure", "ListedStructure"), ("DetailedStructure", "DetailedStructure"),
        ("BaseStructure", "BaseStructure"), ("Source", "SourceOut"),
        ("ServiceSearchResult", "ServiceSearchResult"),
        ("Page_ServiceSearchResult_", "SearchPage"), ("FrameworkValue", "FrameworkValue"),
    ],
)  # fmt: skip
def test_every_field_of_the_contract_is_answered(
    described: dict[str, Any], shared_data: Path, theirs: str, ours: str
) -> None:
    contract = json.loads((shared_data / "openapi" / "data-inclusion-v1.json").read_text())
    wanted = set(contract["components"]["schemas"][theirs]["properties"])
    assert wanted <= set(described["components"]["schemas"][ours]["properties"])


def test_answers_hold_the_fields_that_the_description_says(
    client: Client, described: dict[str, Any], directory: None
) -> None:
    found = get(client, "/search/services", code_commune="92040", size=5)
    schemas = described["components"]["schemas"]
    assert set(found["items"][0]["service"]) == set(schemas["DetailedService"]["properties"])
    assert set(found["items"][0]) == set(schemas["ServiceSearchResult"]["properties"])
    structure = get(client, "/structures", size=1)["items"][0]
    assert set(structure) == set(schemas["ListedStructure"]["properties"])
    whole = get(client, f"/structures/{structure['id']}")
    assert set(whole) == set(schemas["DetailedStructure"]["properties"])


def test_search_pages_and_says_why(client: Client, directory: None) -> None:
    found = get(client, "/search/services", q="plus rien à manger", code_commune="92040", size=3)
    assert (found["page"], found["size"], len(found["items"])) == (1, 3, 3)
    assert found["items"][0]["raisons"][0] == "vous cherchez « manger » : Alimentation"
    assert found["items"][0]["distance"] == 0


def test_contact_names_are_never_public(client: Client, communes: None) -> None:
    one = stage.service("one", contact_nom_prenom="Jeanne Inventée")
    for path in ("/services", "/search/services", f"/services/{one.pk}"):
        assert "Jeanne" not in json.dumps(get(client, path))


@pytest.mark.parametrize("code", ["a/b", "é à", "x?y=1", "100%", "point.virgule;", "--", "<b>"])
def test_odd_identifiers_work(client: Client, communes: None, code: str) -> None:
    one = stage.service(code)
    assert get(client, f"/services/{quote(one.pk, safe='')}")["id"] == one.pk


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("lat=48.8", 422), ("lat=nan&lon=2", 422), ("lat=91&lon=0", 422), ("page=0", 422),
        ("page=1e9", 422), ("page=99999999999999999999", 422), ("size=0", 422),
        ("page=10000&size=500", 400), ("thematiques=inconnue", 422), ("q=%00", 422),
        ("code_commune=%00", 422), ("q=%ff%fe", 200), ("q=%ed%a0%80", 200), ("sources=%00", 422),
        ("ouvert_a=hier", 422), ("ouvert_a=2026-11-24T10:00:00", 422),
        ("ouvert_a=9999-12-31T23:59:59-14:00", 422), ("rayon_km=inf", 422),
        ("score_qualite_minimum=2", 422), ("q=" + "a" * 301, 422), ("publics=jeunes", 200),
        ("thematiques=sante&thematiques=mobilite", 200), ("code_commune=99999", 200),
    ],
)  # fmt: skip
def test_questions_that_do_not_fit_are_refused_in_words(
    client: Client, communes: None, query: str, status: int
) -> None:
    answer = client.get(f"{PREFIX}/search/services?{query}")
    assert answer.status_code == status, answer.content
    if status != 200:
        assert answer.json()["detail"]


def test_missing_records_are_said_missing(client: Client, communes: None) -> None:
    stage.service("gone", gone_at=stage.READ_AT)
    for path in ("/services/exemple--gone", "/services/inconnu", "/structures/inconnu"):
        answer = client.get(f"{PREFIX}{path}")
        assert (answer.status_code, "Aucun" in answer.json()["detail"]) == (404, True)


def test_lists_narrow_by_territory_thematique_and_public(client: Client, directory: None) -> None:
    def count(**query: Any) -> int:
        return int(get(client, "/services", **query)["total"])

    assert count() == 122
    assert count(code_departement="16") == count(slug_departement="charente") == 7
    assert count(slug_region="ile-de-france") == count(code_region="11") == 115
    assert count(code_departement="16", code_commune="92040") == 0
    assert count(thematiques="sante") == 18
    assert count(recherche_public="femmes", code_departement="16") == 1


def test_referentials_are_those_of_the_package(client: Client, db: None) -> None:
    assert len(get(client, "/thematiques")) == 69
    assert get(client, "/doc/frais")[0]["value"] == "gratuit"


def test_search_asks_few_questions(
    client: Client, directory: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(11):  # three open and close the transaction
        get(client, "/search/services", q="vetemants chauds", code_commune="92040")
