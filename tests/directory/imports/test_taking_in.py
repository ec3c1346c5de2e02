"""An import creates, changes, leaves, buries and brings back; twice changes nothing."""

from datetime import timedelta

import pytest

from allervers.directory.models import DirectoryImport, Service, Source, Structure
from tests.directory.imports.files import (
    NOW,
    as_csv,
    as_json,
    figures,
    service,
    structure,
    take,
    why,
)

pytestmark = pytest.mark.usefixtures("communes")


def test_import_when_new_creates_and_normalises() -> None:
    taken = take(as_json(structure(), service()))
    assert figures(taken) == (2, 2, 0, 0, 0, 0, 0)
    assert (taken.format, taken.state, taken.content) == ("v1_json", "done", None)
    held = Structure.objects.get()
    assert (held.telephone, held.point_status, held.code_insee) == (
        "+33199001234", "checked", "99001",
    )  # fmt: skip


def test_import_when_sent_twice_changes_nothing() -> None:
    content = as_json(structure(), service())
    take(content)
    before = list(Structure.objects.values()) + list(Service.objects.values())
    again = take(content, now=NOW + timedelta(days=1))
    assert figures(again) == (2, 0, 0, 2, 0, 0, 0)
    assert list(Structure.objects.values()) + list(Service.objects.values()) == before
    assert not again.rows.exists()


def test_import_when_a_field_differs_tells_before_and_after() -> None:
    take(as_json(structure(), service()))
    taken = take(as_json(structure(nom="Maison renommée"), service()))
    assert figures(taken) == (2, 0, 1, 1, 0, 0, 0)
    assert taken.rows.get().detail == {"nom": ["Maison inventée", "Maison renommée"]}


def test_service_without_address_stands_at_its_structure() -> None:
    take(as_json(structure(), service()))
    held = Service.objects.get()
    assert (held.adresse, held.code_insee, held.latitude) == ("1 rue Inventée", "99001", 46.601)
    take(as_json(structure(adresse="9 rue Inventée"), service()))
    held.refresh_from_db()
    assert held.adresse == "9 rue Inventée"


def test_service_may_stand_before_its_structure_in_the_file() -> None:
    assert figures(take(as_json(service(), structure()))) == (2, 2, 0, 0, 0, 0, 0)


def test_orphan_service_is_refused_unless_its_structure_is_known() -> None:
    refused = take(as_json(service()))
    assert figures(refused) == (1, 0, 0, 0, 1, 0, 0)
    assert "n'est ni dans ce fichier ni dans l'annuaire" in why(refused)
    take(as_json(structure()))
    assert figures(take(as_json(service()))) == (1, 1, 0, 0, 0, 0, 0)


def test_second_record_of_one_identifier_is_refused_and_kept_whole() -> None:
    taken = take(as_json(structure(), structure(nom="L'autre")))
    assert figures(taken) == (2, 1, 0, 0, 1, 0, 0)
    assert "deux fois dans ce fichier" in why(taken)
    kept = taken.rows.get(outcome="refused").row
    assert kept is not None
    assert kept["nom"] == "L'autre"


def three() -> list[dict[str, object]]:
    return [structure(id=f"essai--{n}", nom=f"Maison inventée {n}") for n in (1, 2, 3)]


def test_complete_file_buries_what_it_no_longer_holds_and_brings_it_back() -> None:
    take(as_json(*three()))
    taken = take(as_json(*three()[:2]), is_complete=True)
    assert (taken.gone, taken.rows.get().outcome) == (1, "gone")
    assert Structure.objects.get(id="essai--3").gone_at == NOW
    back = take(as_json(*three()))
    assert figures(back) == (3, 0, 1, 2, 0, 0, 0)
    assert Structure.objects.get(id="essai--3").gone_at is None
    assert "gone_at" in back.rows.get().detail


def test_partial_file_buries_nothing() -> None:
    take(as_json(*three()))
    assert take(as_json(*three()[:1])).gone == 0
    assert not Structure.objects.exclude(gone_at=None).exists()


def test_complete_file_that_would_bury_most_of_a_source_is_refused_until_confirmed() -> None:
    take(as_json(*three()))
    renamed = three()[0] | {"nom": "Autre nom"}
    refused = take(as_json(renamed), is_complete=True)
    assert (refused.state, refused.refusal_code) == ("refused", "too_many_gone")
    assert "2 structures sur 3" in refused.refusal
    assert not Structure.objects.filter(nom="Autre nom").exists()
    assert take(as_json(renamed), is_complete=True, accepts_many_gone=True).gone == 2


def test_complete_file_of_services_buries_no_structure() -> None:
    take(as_json(*three(), service()))
    taken = take(as_json(service()), is_complete=True)
    assert (taken.state, taken.gone) == ("done", 0)


def test_table_form_gives_the_same_records() -> None:
    take(as_json(structure(), service()))
    assert figures(take(as_csv(structure()))) == (1, 0, 0, 1, 0, 0, 0)
    taken = take(as_csv(service()))
    assert (figures(taken), taken.format) == ((1, 0, 0, 1, 0, 0, 0), "v1_table")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_table_is_read_in_usual_encodings(encoding: str, separator: str) -> None:
    row = structure(nom="Fenêtre inventée à côté")
    taken = take(as_csv(row, separator=separator, encoding=encoding))
    assert figures(taken) == (1, 1, 0, 0, 0, 0, 0)
    assert Structure.objects.get().nom == "Fenêtre inventée à côté"


def test_wrapped_lists_and_answers_of_the_api_are_read() -> None:
    import json  # noqa: PLC0415 - for this test only

    wrapped = json.dumps({"services": [service()], "structures": [structure()]}).encode()
    assert take(wrapped).created == 2
    answer = json.dumps({"items": [structure()], "total": 1, "page": 1}).encode()
    assert take(answer).unchanged == 1
    search = json.dumps({"items": [{"service": service(), "distance": 3}]}).encode()
    assert take(search).unchanged == 1


def test_identifiers_without_their_source_get_it() -> None:
    rows = structure(id="7", source=""), service(id="8", structure_id="7", source="")
    assert take(as_json(*rows), source="autre").created == 2
    assert Service.objects.get().structure_id == "autre--7"
    assert Source.objects.filter(code="autre").exists()


def test_refused_file_writes_nothing() -> None:
    take(as_json(structure()))
    taken = take(as_json(structure(nom="Coupé"), service())[:-40])
    assert (taken.state, taken.content) == ("refused", None)
    assert "avant sa fin" in taken.refusal
    assert Structure.objects.get().nom == "Maison inventée"
    assert DirectoryImport.objects.count() == 2
