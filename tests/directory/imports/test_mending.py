"""What is mended is said; what cannot be is set aside or refused, with a reason."""

import time

import pytest

from allervers.directory.models import Service, Structure
from tests.directory.imports.files import as_json, figures, service, structure, take, why

pytestmark = pytest.mark.usefixtures("communes")


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"latitude": 43.3, "longitude": 5.4}, "Le point est à"),
        ({"latitude": 1.101, "longitude": 46.601}, "inversées"),
        ({"latitude": 0, "longitude": 0}, "0, 0"),
        ({"latitude": 6617000.0, "longitude": 554000.0}, "Lambert-93"),
        ({"latitude": 5877000.0, "longitude": 122561.0}, "Web Mercator"),
        ({"latitude": 46.601, "longitude": -1.101}, "signe de la longitude"),
    ],
)
def test_point_outside_its_commune_is_set_aside_never_moved(
    fields: dict[str, object], word: str
) -> None:
    taken = take(as_json(structure(**fields)))
    held = Structure.objects.get()
    assert (held.latitude, held.longitude, held.point_status) == (None, None, "outside")
    assert word in why(taken, "warned")
    assert held.as_read["latitude"] == fields["latitude"]


@pytest.mark.parametrize("latitude", ["46,601", " 46.601 ", "46.601"])
def test_coordinates_with_a_decimal_comma_are_read(latitude: str) -> None:
    take(as_json(structure(latitude=latitude, longitude="1,101")))
    assert Structure.objects.get().latitude == 46.601


def test_nan_is_absent() -> None:
    text = as_json(structure(latitude="NAN", siret="nan", adresse="NULL", site_web="#N/A"))
    take(text.replace(b'"NAN"', b"NaN"))
    held = Structure.objects.get()
    assert (held.latitude, held.siret, held.adresse, held.site_web) == (None, "", "", "")
    assert held.point_status == "unknown"


def test_lost_zero_is_put_back_and_said() -> None:
    row = structure(
        commune="Valzéro", code_insee=1001, code_postal=1400, latitude=46.15, longitude=4.92
    )
    taken = take(as_json(row))
    held = Structure.objects.get()
    assert (held.code_insee, held.code_postal, held.point_status) == ("01001", "01400", "checked")
    assert "Le zéro perdu" in why(taken, "warned")


@pytest.mark.parametrize("siret", [36750100000000, "3,67501E+13", "36750100000000"])
def test_rounded_siret_is_set_aside(siret: object) -> None:
    taken = take(as_json(structure(siret=siret)))
    assert Structure.objects.get().siret == ""
    assert "arrondi" in why(taken, "warned")


def test_commune_that_contradicts_its_code_is_set_aside() -> None:
    taken = take(as_json(structure(commune="Valzéro", code_postal="01400")))
    assert Structure.objects.get().code_insee == ""
    assert "La commune est mise de côté" in why(taken, "warned")


def test_unknown_values_of_lists_are_set_aside() -> None:
    taken = take(as_json(structure(), service(thematiques=["inconnue", "sante--addictions"])))
    assert Service.objects.get().thematiques == ["sante--addictions"]
    assert "inconnue" in why(taken, "warned")


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"nom": ""}, "Il manque le nom"),
        ({"nom": "ab"}, "trop court"),
        ({"nom": "a" * 151}, "trop long"),
        ({"description": None}, "Il manque la description"),
        ({"date_maj": None}, "Il manque la date de mise à jour"),
        ({"date_maj": "2031-01-01"}, "dans le futur"),
        ({"date_maj": "hier"}, "n'est pas une date"),
        ({"publics": ["tous-publics", "jeunes"]}, "les publics"),
        ({"id": "x" * 300}, "caractères"),
        ({"structure_id": None}, "structure"),
    ],
)
def test_record_that_v1_refuses_is_refused_with_the_reason(
    fields: dict[str, object], word: str
) -> None:
    taken = take(as_json(structure(), service(**fields)))
    assert (taken.refused, Service.objects.count()) == (1, 0)
    assert word in why(taken)


def test_text_is_cleaned_of_what_a_database_cannot_hold() -> None:
    take(as_json(structure(nom="  Maison \x00 inventée ", adresse="1\\/3 rue\u00a0Inventée")))
    held = Structure.objects.get()
    assert (held.nom, held.adresse) == ("Maison inventée", "1/3 rue Inventée")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("01.99.00.12.34", "+33199001234"),
        (199001234, "+33199001234"),
        ("33199001234", "+33199001234"),
        ("01 99 00 12 34 / 01 99 00 56 78", "+33199001234"),
        ("115", "115"),
        ("voir le site", ""),
    ],
)
def test_telephones_are_brought_to_one_form(said: object, kept: str) -> None:
    taken = take(as_json(structure(telephone=said)))
    assert Structure.objects.get().telephone == kept
    assert "99 00" not in why(taken, "warned"), "a number in a sentence ends up in a log"


def test_quality_is_the_mean_of_the_criteria_that_apply() -> None:
    row = service(
        description="x" * 300, frais="gratuit", modes_mobilisation=["se-presenter"],
        mobilisable_par=["usagers"], telephone="0199001234",
    )  # fmt: skip
    assert figures(take(as_json(structure(), row)))[1] == 2
    assert Service.objects.get().score_qualite == 1.0


def test_cell_without_end_is_no_mail_and_takes_no_time() -> None:
    begins = time.process_time()
    take(as_json(*(structure(id=f"essai--{n}", courriel="x" * 20_000) for n in range(4))))
    assert time.process_time() - begins < 4, "the whole cell would take four seconds each"
    assert set(Structure.objects.values_list("courriel", flat=True)) == {""}
