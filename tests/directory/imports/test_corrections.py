"""A field corrected here survives every import; a source that changes its mind is shown."""

from datetime import timedelta

import pytest

from allervers.directory.actions.corrections import correct_field, keep_ours, remove_correction
from allervers.directory.actions.storing import store_records
from allervers.directory.domain.reading.record import Kind
from allervers.directory.gateways.directory_file import open_file
from allervers.directory.models import Correction, Service, Structure
from allervers.directory.queries.imports import disagreements
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.directory.imports.files import NOW, as_json, figures, service, structure, take

pytestmark = pytest.mark.usefixtures("communes")


def correct(
    cast: Cast, field: str, value: object, *, kind: Kind = Kind.STRUCTURE, of: str = "essai--1"
) -> Correction:
    return correct_field(
        viewer=viewer(cast.aicha), kind=kind, record_id=of, field=field, value=value,
        reason="appelé hier", now=NOW,
    )  # fmt: skip


def test_correction_is_shown_and_survives_the_same_file(cast: Cast) -> None:
    take(as_json(structure(), service()))
    correct(cast, "telephone", "01 99 00 99 99")
    assert Structure.objects.get().telephone == "+33199009999"
    assert figures(take(as_json(structure(), service())))[3] == 2
    assert Structure.objects.get().telephone == "+33199009999"
    assert not disagreements(viewer(cast.aicha)).exists()


def test_source_that_changes_the_corrected_field_disagrees_until_settled(cast: Cast) -> None:
    take(as_json(structure()))
    correction = correct(cast, "nom", "Maison corrigée")
    later = NOW + timedelta(days=30)
    take(as_json(structure(nom="Maison déménagée")), now=later)
    assert Structure.objects.get().nom == "Maison corrigée"
    found = disagreements(viewer(cast.aicha)).get()
    assert (found.disagreement, found.disagrees_since) == ("Maison déménagée", later)
    keep_ours(viewer=viewer(cast.aicha), correction_id=correction.id)
    take(as_json(structure(nom="Maison déménagée")), now=later)
    assert not disagreements(viewer(cast.aicha)).exists()


def test_source_that_comes_to_agree_is_quiet_again(cast: Cast) -> None:
    take(as_json(structure()))
    correct(cast, "nom", "Maison corrigée")
    take(as_json(structure(nom="Autre")))
    take(as_json(structure(nom="Maison corrigée")))
    assert not disagreements(viewer(cast.aicha)).exists()


def test_taking_theirs_shows_the_present_value_of_the_source(cast: Cast) -> None:
    take(as_json(structure()))
    correction = correct(cast, "nom", "Maison corrigée")
    take(as_json(structure(nom="Maison déménagée")))
    remove_correction(viewer=viewer(cast.aicha), correction_id=correction.id, now=NOW)
    assert Structure.objects.get().nom == "Maison déménagée"


def test_field_emptied_here_stays_empty(cast: Cast) -> None:
    take(as_json(structure()))
    correct(cast, "telephone", "")
    take(as_json(structure(adresse="2 rue Inventée")))
    assert Structure.objects.get().telephone == ""


def test_point_corrected_here_is_checked_and_carried_to_the_services(cast: Cast) -> None:
    take(as_json(structure(latitude=43.0, longitude=5.0), service()))
    assert Service.objects.get().point_status == "outside"
    correct(cast, "latitude", "46,602")
    correct(cast, "longitude", "1,102")
    held = Service.objects.get()
    assert (held.latitude, held.longitude, held.point_status) == (46.602, 1.102, "checked")
    take(as_json(structure(latitude=43.0, longitude=5.0), service()))
    held.refresh_from_db()
    assert held.point_status == "checked"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nom", ""),
        ("nom", "ab"),
        ("code_postal", "abc"),
        ("siret", "12"),
        ("telephone", "rien"),
        ("courriel", "rien"),
        ("latitude", "nord"),
        ("reseaux_porteurs", ["inventé"]),
        ("site_web", "ftp:// non"),
    ],
)
def test_wrong_value_is_refused(cast: Cast, field: str, value: object) -> None:
    take(as_json(structure()))
    with pytest.raises(Refusal) as refused:
        correct(cast, field, value)
    assert refused.value.status == 422
    assert not Correction.objects.exists()


@pytest.mark.parametrize("field", ["id", "source", "date_maj", "gone_at", "as_read", "inconnu"])
def test_identity_is_the_producers(cast: Cast, field: str) -> None:
    take(as_json(structure()))
    with pytest.raises(Refusal) as refused:
        correct(cast, field, "x")
    assert refused.value.status == 404


@pytest.mark.parametrize("who", ["bruno", "chloe", "denis", "elodie", "farid", "gaelle", "jeanne"])
def test_only_coordinators_of_carriers_correct(cast: Cast, who: str) -> None:
    take(as_json(structure()))
    with pytest.raises(Refusal) as refused:
        correct_field(
            viewer=viewer(getattr(cast, who)), kind=Kind.STRUCTURE, record_id="essai--1",
            field="nom", value="Autre nom", reason="rien", now=NOW,
        )  # fmt: skip
    assert refused.value.status == 404


def test_what_is_corrected_or_taken_back_while_a_file_is_read_is_kept(cast: Cast) -> None:
    take(as_json(structure(), structure(id="essai--2")))
    former = correct(cast, "nom", "Ancien nom", of="essai--2")
    drafts = open_file(as_json(structure(nom="Neuf"), structure(id="essai--2", nom="Neuf"))).drafts

    def meanwhile(_done: int) -> None:
        correct(cast, "nom", "Notre nom")
        remove_correction(viewer=viewer(cast.aicha), correction_id=former.id, now=NOW)

    store_records(drafts=drafts, source="essai", now=NOW, told=meanwhile)
    names = dict(Structure.objects.values_list("id", "nom"))
    assert names == {"essai--1": "Notre nom", "essai--2": "Neuf"}
