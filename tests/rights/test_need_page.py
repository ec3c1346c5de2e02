"""The expected need of communes: loaded once, read with what it supposes, by département."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse

from allervers.rights.demonstration.load import NEED
from allervers.rights.domain.need.territory import assumptions
from allervers.rights.models import ExpectedNeed
from tests.cast import Cast, sign_in
from tests.rights.need_world import load, make_communes
from tests.tours.staff.test_queries import at_most

HOME = reverse("rights:need")


@pytest.fixture
def communes(db: None) -> None:
    """Make the communes of the file."""
    make_communes()


def edited(path: Path, **changed: str) -> Path:
    """Write the first two lines of the file, some cells changed."""
    names, first = (line.split(";") for line in NEED.read_text().splitlines()[:2])
    cells = {**dict(zip(names, first, strict=True)), **changed}
    path.write_text(";".join(names) + "\n" + ";".join(cells.values()) + "\n")
    return path


@pytest.mark.usefixtures("communes")
def test_loading_twice_changes_nothing() -> None:
    assert "35 communes (92) : remplacé" in load()
    before = list(ExpectedNeed.objects.order_by("pk").values())
    assert "rien n'a changé" in load()
    assert list(ExpectedNeed.objects.order_by("pk").values()) == before


@pytest.mark.usefixtures("communes")
def test_a_file_replaces_its_own_departements_alone(tmp_path: Path) -> None:
    load()
    load(edited(tmp_path / "94.csv", commune="94001", non_takers_high="", households=""))
    assert ExpectedNeed.objects.count() == 36
    assert ExpectedNeed.objects.get(pk="94001").non_takers_high is None
    load(edited(tmp_path / "92.csv"))
    assert ExpectedNeed.objects.count() == 2


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize(
    "changed",
    [{"non_takers_low": ""}, {"non_takers_high": "1"}, {"month": "novembre"}, {"year": "-1"}],
)
def test_a_wrong_line_changes_nothing(tmp_path: Path, changed: dict[str, str]) -> None:
    load()
    with pytest.raises(CommandError, match="ligne 2"):
        load(edited(tmp_path / "wrong.csv", **changed))
    assert ExpectedNeed.objects.count() == 35


@pytest.mark.usefixtures("communes")
def test_an_unknown_commune_is_said_and_left_out(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="load_territory"):
        load(edited(tmp_path / "unknown.csv", commune="92999"))
    with pytest.raises(CommandError, match="n'a pas la colonne"):
        load(Path(__file__))


def test_nothing_loaded_says_how_to(client: Client, cast: Cast) -> None:
    html = sign_in(client, cast.aicha).get(HOME).content.decode()
    assert "load_need" in html
    assert "<table" not in html


@pytest.mark.usefixtures("communes")
def test_the_page_says_figures_and_what_they_suppose(client: Client, cast: Cast) -> None:
    load()
    browser = sign_in(client, cast.farid)
    browser.get(HOME)
    with at_most(8):
        html = browser.get(HOME).content.decode()
    said = html.replace("&#x27;", "'")
    assert all(one in said for one in assumptions())
    assert "openfisca-france" in said
    assert "Filosofi 2021" in said
    first = ExpectedNeed.objects.order_by("-non_takers_low").select_related("commune")[0]
    assert said.index(f">{first.commune.name}<") < said.index("</tr>", said.index("<tbody>"))
    assert said.count('<th scope="row">') == 25
    assert browser.get(f"{HOME}?page=2").content.decode().count('<th scope="row">') == 10


@pytest.mark.usefixtures("communes")
def test_one_departement_on_screen_and_as_a_spreadsheet(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    load()
    load(edited(tmp_path / "94.csv", commune="94001", non_takers_high="", households=""))
    browser = sign_in(client, cast.aicha)
    html = browser.get(HOME, {"departement": "94"}).content.decode()
    assert "C94001" in html
    assert "au moins" in html
    assert "C92036" not in html
    written = browser.get(reverse("rights:need_csv"), {"departement": "94"}).content.decode()
    assert len(written.splitlines()) == 2
    assert ";94001;" not in written
    assert "94001;C94001;94;;" in written
