"""Local rights on screen and on the sheet: found, asked for, listed with their source."""

from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from allervers.reception.models import Suggestion
from allervers.rights.actions.screenings import keep_findings, start_screening
from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.local.findings import local_findings
from allervers.rights.exchange.sheet.content import sheet_of
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.models import Finding, Screening
from allervers.rights.queries.sheet import sheet_facts
from tests.cast import sign_in, viewer
from tests.rights.local.test_local_files import RIGHT, written
from tests.rights.sheet_world import SheetWorld

OLD: dict[str, Json] = {
    "age": 67, "couple": "no", "children": 0, "housing": "hosted", "local_commune": "92040",
    "benefits": ["none"], "disability": "none", "local_benefits": ["ame"],
}  # fmt: skip


@pytest.fixture
def bruno(client: Client, sheet_world: SheetWorld) -> Client:
    """Return Bruno's browser."""
    return sign_in(client, sheet_world.cast.bruno)


@pytest.fixture
def screening(sheet_world: SheetWorld) -> Screening:
    """Return a check of somebody old in the Hauts-de-Seine."""
    encounter = sheet_world.encounter(commune=sheet_world.season.commune)
    who = viewer(sheet_world.cast.bruno)
    found = start_screening(viewer=who, encounter_id=encounter.id, now=timezone.now())
    found.answers = dict(OLD)
    found.save()
    return found


def keep(screening: Screening, folder: Path | None = None) -> None:
    """Keep what the local rights give."""
    local = local_findings(local_rights(folder), Answers(screening.answers), screening.month)
    assert keep_findings(
        screening_id=screening.id, version=screening.version, rules="règles inventées",
        found=(), local=local, now=timezone.now(),
    )  # fmt: skip


def test_findings_are_kept_for_the_place_alone_and_push_orientations(
    screening: Screening,
) -> None:
    keep(screening)
    kept = dict(Finding.objects.order_by("right").values_list("right", "status"))
    assert kept == {
        "local:amethyste-92": "not_asked", "local:fij-92": "not_entitled",
        "local:fsl-92": "not_asked", "local:pass-plus": "not_entitled",
        "local:solidarite-transport": "entitled",
    }  # fmt: skip
    pushed = Suggestion.objects.get(origin="rights:local:solidarite-transport")
    assert pushed.thematique == "mobilite--financer-ma-mobilite"
    assert "Solidarité Transport" in pushed.label


def test_page_shows_status_source_date_and_what_is_missing(
    bruno: Client, screening: Screening
) -> None:
    keep(screening)
    text = bruno.get(reverse("rights:show", args=(screening.id,))).content.decode()
    assert "Solidarité Transport (Île-de-France)" in text
    assert "24 juillet 2025" in text
    assert "à revoir" in text
    assert "Réduction de 50 %" in text
    assert reverse("rights:question", args=(screening.id, "local_quotient")) in text
    assert "avoir 25 ans au plus" in text


def test_questions_of_the_place_come_after_the_national_ones_and_end(
    bruno: Client, screening: Screening
) -> None:
    Screening.objects.update(answers={"housing": "hosted"})
    address = reverse("rights:question", args=(screening.id, "local_commune"))
    page = bruno.get(address)
    assert page.context["form"].initial["answer"]  # the commune said at the reception
    sent = {"version": 0, "answer": str(screening.encounter.commune_id)}
    after = bruno.post(address, sent).headers["Location"]
    asked: list[str] = []
    while "reponses" not in after and len(asked) < 9:
        asked.append(after.partition("/?")[0].rpartition("/")[2])
        version = Screening.objects.get().version
        after = bruno.post(after, {"version": version, "then": "skip"}).headers["Location"]
    assert asked == ["local_benefits", "local_situations", "local_grant", "local_quotient",
                     "local_years", "local_tax"]  # fmt: skip


def test_local_question_that_no_right_of_the_place_needs_does_not_exist(
    bruno: Client, screening: Screening
) -> None:
    for code, status in (("local_quotient", 200), ("local_years_commune", 404)):
        address = reverse("rights:question", args=(screening.id, code))
        assert bruno.get(address).status_code == status


def test_list_is_filtered_by_departement_and_says_what_is_to_review(
    bruno: Client, sheet_world: SheetWorld, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        text = bruno.get(reverse("rights:local")).content.decode()
    assert "Améthyste du Val-de-Marne" in text
    assert text.count("à revoir") >= 8
    text = bruno.get(reverse("rights:local"), {"departement": "92"}).content.decode()
    assert "FSL des Hauts-de-Seine" in text
    assert "Améthyste du Val-de-Marne" not in text
    assert bruno.get(reverse("rights:local"), {"departement": "zz"}).status_code == 200


def test_broken_file_of_the_operator_is_told_and_stops_nothing(
    bruno: Client, tmp_path: Path
) -> None:
    written(tmp_path, RIGHT.replace("nom:", "nome:"))
    written(tmp_path, RIGHT.replace("aide-inventee", "autre").replace("Aide inv", "Autre inv"),
            "autre.yaml")  # fmt: skip
    with override_settings(LOCAL_RIGHTS=tmp_path):
        text = bruno.get(reverse("rights:local")).content.decode()
    assert "aide-inventee.yaml:2" in text
    assert "Autre inventée" in text
    assert "FSL des Hauts-de-Seine" in text


def test_right_whose_file_is_gone_keeps_its_finding(
    bruno: Client, screening: Screening, tmp_path: Path
) -> None:
    keep(screening, written(tmp_path, RIGHT))
    text = bruno.get(reverse("rights:show", args=(screening.id,))).content.decode()
    assert "Le fichier de ce droit n’est plus là" in text


def test_euros_of_a_year_are_kept_and_those_given_once_are_words(
    bruno: Client, screening: Screening, tmp_path: Path
) -> None:
    keep(screening, written(tmp_path, RIGHT))
    row = Finding.objects.get(right="local:aide-inventee")
    assert (row.status, str(row.amount), row.period) == ("entitled", "40.00", "year")
    text = bruno.get(reverse("rights:show", args=(screening.id,))).content.decode()
    assert "40,00\u00a0€ par an" in text
    keep(screening, written(tmp_path, RIGHT.replace("euros: 40", "euros: 40\n  periode: une_fois")))
    row = Finding.objects.get(right="local:aide-inventee")
    assert (row.status, row.amount, row.high) == ("entitled", None, None)


def test_sheet_of_the_person_names_the_local_rights_found(screening: Screening) -> None:
    keep(screening)
    said = sheet_of(sheet_facts(screening.encounter, timezone.now()))
    assert any("Solidarité Transport" in one for one in said.rights)
    assert not any("local:" in one for one in (*said.rights, *said.rights_notes))
