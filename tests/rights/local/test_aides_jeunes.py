"""Files of aides-jeunes: each is converted or refused with a reason, and nothing is dropped."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import local_findings
from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.gateways.aides_jeunes import (
    Converted,
    convert_file,
    convert_folder,
    slug_of,
)
from allervers.rights.gateways.aides_jeunes_conditions import PROFILES, condition_of
from allervers.rights.gateways.local.rights import read_folder
from allervers.rights.gateways.plain_yaml import write_yaml

TODAY, MONTH = date(2026, 11, 22), date(2026, 11, 1)
PLACE = {"type": "departements", "values": ["92"]}


def file(**more: Any) -> dict[str, Any]:
    """Return a file of theirs, invented."""
    return {"label": "aide inventée", "institution": "departement_essonne", "type": "bool",
            "conditions_generales": [PLACE], "profils": [], **more}  # fmt: skip


def read(folder: Path, **more: Any) -> Converted:
    """Write one of their files, and convert it."""
    path = folder / "aide_inventee.yml"
    path.write_text(write_yaml(file(**more)), encoding="utf-8")
    return convert_file(path, path.name, TODAY)


def test_samples_are_all_converted_or_refused_with_a_reason(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = shared_data / "knowledge" / "aides-jeunes"
    found = list(convert_folder(theirs, TODAY))
    assert len(found) == 19
    assert [one.name for one in found if one.refused] == ["cf.yml"]
    call_command("import_aides_jeunes", str(theirs), "--to", str(tmp_path))
    assert "18 fichiers convertis, 1 refusés" in capsys.readouterr().out
    ours = read_folder(tmp_path)
    assert len(ours.rights) == 18
    assert not ours.problems
    assert all("AGPL-3.0" in one.origin and not one.reviewed_on for one in ours.rights)
    assert all(one.territory.is_placed for one in ours.rights)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"type": "age", "operator": "=", "value": 18}, {"age": {"au_moins": 18, "au_plus": 18}}),
        ({"type": "age", "operator": "<", "value": "26"}, {"age": {"moins_de": 26}}),
        ({"type": "beneficiaire_rsa"}, {"recoit": ["rsa"]}),
        ({"type": "taux_incapacite", "operator": ">=", "value": "0.8"},
         {"taux_incapacite": {"au_moins": 80}}),
        ({"type": "statut_occupation_logement", "excludes": ["sans_domicile"]},
         {"sauf": {"logement": ["sans_logement"]}}),
        ({"type": "not", "value": {"type": "age", "operator": ">", "value": 30}},
         {"sauf": {"age": {"plus_de": 30}}}),
        ({"type": "quotient_familial", "operator": "<=", "value": 600, "period": "month"},
         {"quotient_familial": {"au_plus": 600}}),
        ({"type": "quotient_familial", "operator": "<=", "value": 7200, "period": "year"},
         {"quotient_familial": {"au_plus": 600}}),
    ],
)  # fmt: skip
def test_condition_is_said_in_our_words(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    assert condition_of(theirs, is_caf=True) == ours


@pytest.mark.parametrize(
    "theirs",
    [
        {"type": "formation_sanitaire_social"}, {"type": "annee_etude", "values": ["terminale"]},
        {"type": "regime_securite_sociale", "includes": ["regime_general"]},
        {"type": "difficultes_acces_ou_frais_logement", "value": True}, {"type": "boursier"},
        {"type": "mention_baccalaureat", "values": ["mention_tb"]}, {"type": "inconnu", "x": 3},
        {"type": "age", "operator": "~", "value": 3}, {"type": "age"}, {}, "une phrase",
        {"type": "not", "value": {"type": "boursier"}}, {"type": "not"},
        {"type": "statut_occupation_logement", "includes": ["péniche"]},
        {"type": "quotient_familial", "operator": "<=", "value": 600},
        {"type": "age", "operator": ">=", "value": "1e999999999"},
    ],
)  # fmt: skip
def test_condition_that_has_no_words_of_ours_keeps_the_right_to_check(
    tmp_path: Path, theirs: object
) -> None:
    found = read(tmp_path, conditions_generales=[PLACE, theirs], institution="ville_inventee")
    assert not found.refused
    (tmp_path / "aide_inventee.yml").unlink()
    (tmp_path / "ours.yaml").write_text(found.text)
    (right,) = read_folder(tmp_path).rights
    (one,) = local_findings((right,), Answers({"housing": "tenant", "commune": "92040"}), MONTH)
    assert one.status is Status.PERHAPS
    assert one.unsure


@pytest.mark.parametrize("kind", [*PROFILES, "inconnu"])
def test_profile_is_converted_with_its_own_conditions(tmp_path: Path, kind: str) -> None:
    age = {"type": "age", "operator": ">=", "value": 20}
    found = read(tmp_path, profils=[{"type": kind, "conditions": [age]}])
    assert found.data
    assert {"age": {"au_moins": 20}} in found.data["conditions"][0]["toutes"]


@pytest.mark.parametrize(
    ("conditions", "institution", "place"),
    [
        ([], "departement_essonne", {"departements": ["91"]}),
        ([], "region_normandie", {"regions": ["28"]}),
        ([], "hauts_de_france", {"regions": ["32"]}),
        ([], "caf_bas_rhin", {"departements": ["67"]}),
        ([], "etat", {"france": "oui"}),
        ([], "bureau_des_aides", {"a_preciser": "bureau_des_aides"}),
        ([{"type": "attached_to_institution"}], "departement_essonne", {"departements": ["91"]}),
        ([{"type": "regions", "values": ["11"]}, {"type": "communes", "values": ["92040"]}],
         "x", {"communes": ["92040"]}),
        ([{"type": "epcis", "values": ["200054781"]}], "x", {"epcis": ["200054781"]}),
    ],
)  # fmt: skip
def test_place_is_that_of_the_conditions_else_of_who_pays(
    tmp_path: Path, conditions: list[Any], institution: str, place: dict[str, Any]
) -> None:
    found = read(tmp_path, conditions_generales=conditions, institution=institution)
    assert found.data
    assert found.data["territoire"] == place


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"label": ""}, "Ce n'est pas un droit"),
        ({"conditions_generales": [{"type": "departements", "values": ["Nord"]}]}, "codes Insee"),
        ({"conditions_generales": [PLACE, {"type": "communes", "values": ["35238"]}]}, "codes"),
    ],
)
def test_file_that_is_no_right_is_refused_with_a_reason(
    tmp_path: Path, more: dict[str, Any], reason: str
) -> None:
    assert reason in read(tmp_path, **more).refused


def test_amounts_are_read_as_they_are_said(tmp_path: Path) -> None:
    said = {"montant": 300, "unit": "€", "periodicite": "ponctuelle", "legend": "maximum"}
    found = read(tmp_path, **said).data or {}
    assert found["montant"] == {"periode": "une_fois", "de": 0, "a": 300, "precision": "maximum"}
    found = read(tmp_path, montant=50, unit="%", periodicite="annuelle").data or {}
    assert found["montant"] == {"periode": "an", "pourcentage": 50}
    assert "montant" not in (read(tmp_path).data or {})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("age"),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(("type", "value", "values", "operator", "conditions", "x")),
                      inner, max_size=3), max_leaves=8,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_a_file_holds_is_converted_or_refused(
    tmp_path: Path, general: Any, profiles: Any, free: Any, amount: Any, link: Any
) -> None:
    found = read(tmp_path, conditions_generales=general, profils=profiles, conditions=free,
                 montant=amount, link=link, periodicite=free)  # fmt: skip
    assert bool(found.refused) != bool(found.data)
    if found.data:
        LocalRightFile.model_validate(found.data)


def test_long_names_stay_apart() -> None:
    assert slug_of("ville_x") == "ville-x"
    one, other = slug_of("a" * 40), slug_of("a" * 41)
    assert one != other
    assert max(len(one), len(other)) <= 34


def test_file_corrected_by_hand_is_not_replaced_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs, ours = tmp_path / "eux", tmp_path / "nous"
    theirs.mkdir()
    read(theirs)
    call_command("import_aides_jeunes", str(theirs), "--to", str(ours))
    kept = ours / "aide-inventee.yaml"
    kept.write_text("# corrigé\n")
    call_command("import_aides_jeunes", str(theirs), "--to", str(ours))
    assert kept.read_text() == "# corrigé\n"
    assert "gardé tel qu'il est" in capsys.readouterr().out
    call_command("import_aides_jeunes", str(theirs), "--to", str(ours), "--replace")
    assert "AGPL-3.0" in kept.read_text()
    with pytest.raises(CommandError):
        call_command("import_aides_jeunes", str(tmp_path / "rien"), "--to", str(ours))
