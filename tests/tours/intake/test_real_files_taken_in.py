"""The real bus and the real lists, from the file to the drafts, with the real communes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from allervers.tours.actions.intake import take_in
from allervers.tours.actions.intake_confirm import NewTour, choose_tour, confirm_ready
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.models import Halt, TimetableImport, Visit
from tests.cast import Cast, viewer

NOW = datetime(2026, 1, 2, 8, tzinfo=UTC)


@pytest.fixture
def real_communes(shared_data: Path, db: None) -> Path:
    """Load the communes of the départements that the samples name."""
    call_command("load_territory", departements=["08", "16", "82"], verbosity=0)
    return shared_data


def _take(cast: Cast, file: Path, departement: str = "") -> TimetableImport:
    return take_in(
        viewer=viewer(cast.aicha),
        reader=read_file,
        content=file.read_bytes(),
        file_name=file.name,
        departement=departement,
    ).taken


def test_real_bus_when_confirmed_then_its_season_is_drafted(
    cast: Cast, real_communes: Path
) -> None:
    taken = _take(cast, real_communes / "tours" / "bus-france-services-charente.json")
    new = NewTour("2026", date(2026, 1, 5), date(2026, 6, 30), unit_name="Bus France Services")
    tour = choose_tour(viewer=viewer(cast.aicha), import_id=taken.id, choice=new)

    done = confirm_ready(
        viewer=viewer(cast.aicha), import_id=taken.id, tour_id=tour.id,
        calendars=calendar_of_commune, now=NOW,
    )  # fmt: skip

    assert (done.count, done.refused) == (12, [])
    halts = {halt.commune.name: halt for halt in Halt.objects.select_related("commune")}
    assert {"La Forêt-de-Tessé", "Saint-Amant-de-Boixe", "Verteuil-sur-Charente"} <= set(halts)
    assert (halts["Valence"].latitude, halts["Valence"].point_status) == (None, "outside")
    assert halts["Tusson"].point_status == "checked"
    # Whit Monday, 25 May 2026, is a public holiday of an even week's Monday: nothing that day.
    assert not Visit.objects.filter(starts_at__date=date(2026, 5, 25)).exists()
    odd = Visit.objects.filter(halt=halts["Saint-Fraigne"]).order_by("starts_at")
    assert {visit.starts_at.isocalendar().week % 2 for visit in odd} == {1}


def test_real_list_when_one_departement_then_communes_of_its_prose_are_found(
    cast: Cast, real_communes: Path
) -> None:
    taken = _take(cast, real_communes / "france-services" / "france-services-2022-12-01.csv", "08")

    found = {one.reading["commune_name"] for one in taken.proposals.all()}

    assert {"Monthois", "Machault", "Buzancy", "Grandpré", "Deville", "Thilay"} <= found
    anchors = [one for one in taken.proposals.all() if one.questions]
    assert any(one.questions[0]["field"] == "anchor" for one in anchors)


def test_real_list_when_whole_country_then_taken_in_at_once(
    cast: Cast, real_communes: Path
) -> None:
    taken = _take(cast, real_communes / "france-services" / "france-services-2022-12-01.csv")

    assert taken.report["passed_over"] == 2395
    assert taken.proposals.count() == taken.report["proposed"] > 500


def test_real_list_of_2021_when_taken_in_then_nothing_fails(
    cast: Cast, real_communes: Path
) -> None:
    name = "france-services-2021-04-23.geojson"
    taken = _take(cast, real_communes / "france-services" / name)

    assert taken.proposals.exists()
