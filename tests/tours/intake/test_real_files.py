"""The real samples, when they stand beside the checkout: the bus and the national lists."""

from collections import Counter
from pathlib import Path

from allervers.tours.gateways.france_services import read_france_services
from allervers.tours.gateways.intake_reader import read_file

ODD, EVEN = "FREQ=YEARLY;BYWEEKNO=1,3,", "FREQ=YEARLY;BYWEEKNO=2,4,"


def test_real_bus_when_read_then_twelve_halts_on_odd_or_even_weeks(shared_data: Path) -> None:
    content = (shared_data / "tours" / "bus-france-services-charente.json").read_bytes()

    read = read_file(content)

    series = [one for row in read.file.rows for one in row.series]
    assert (read.source, read.file.unit_name) == ("mednum_bus", "Bus France Services")
    assert (len(series), read.file.refused) == (12, ())
    assert Counter((one.rrule or "")[: len(ODD)] for one in series) == {ODD: 6, EVEN: 6}
    assert all(one.hours and one.skips_public_holidays for one in series)
    assert series[0].place.name == "Face à la boulangerie"
    assert series[4].place.address == "2 Place Arsène Roudy, Saint-Angeau"


def test_national_list_of_2022_when_read_then_only_what_is_itinerant(shared_data: Path) -> None:
    text = (shared_data / "france-services" / "france-services-2022-12-01.csv").read_text("utf-8")

    file = read_france_services(text)

    assert (len(file.rows), file.passed_over, file.refused) == (288, 2395, ())
    told = [row for row in file.rows if any(one.evidence for one in row.series)]
    assert len(told) >= 50
    columns = [one for row in file.rows for one in row.series if not one.evidence]
    assert all(one.questions for one in columns)


def test_national_list_when_one_departement_then_only_its_circuits(shared_data: Path) -> None:
    text = (shared_data / "france-services" / "france-services-2022-12-01.csv").read_text("utf-8")

    file = read_france_services(text, departement="8")

    assert {row.title.rsplit("(", 1)[0].strip() for row in file.rows} >= {
        "Bus France services de Vouziers"
    }
    assert len(file.rows) < 20


def test_national_list_of_2021_when_read_then_its_other_names_are_known(shared_data: Path) -> None:
    content = (shared_data / "france-services" / "france-services-2021-04-23.geojson").read_bytes()

    read = read_file(content)

    assert (read.source, len(read.file.rows)) == ("france_services", 53)
    assert all(one.questions for row in read.file.rows for one in row.series)
