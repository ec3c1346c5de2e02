"""Small areas and their figures, from files as published to tables."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from allervers.territory.domain.areas import AreaKind, Indicator
from allervers.territory.models import AreaFigure, SmallArea
from allervers.territory.queries.areas import KnownArea, areas_of, ground_around

pytestmark = pytest.mark.django_db
CAF = '"iris_code";"note";"a";"percou";"am";"arsas"'
COMMUNES = "CODGEO;NBMENFISC21;NBPERSMENFISC21;MED21;TP6021;TP60AGE121;TP60TOL121"
IRIS = "IRIS;DEC_PIMP21;DEC_TP6021;DEC_NOTE21"
GRID = "idcar_200m,i_est_200,lcog_geo,ind,men,men_pauv,men_fmp,ind_18_24,ind_65_79,ind_80p"


def run(path: Path, text: str, *options: str) -> str:
    """Import a file of this text; return what was printed."""
    path.write_text(text, "utf-8")
    out = StringIO()
    call_command("import_areas", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def known(code: str, kind: AreaKind = AreaKind.IRIS) -> KnownArea:
    """Return an area of Issy, which tests load."""
    return next(one for one in areas_of(["92040"]) if (one.kind, one.code) == (kind, code))


def bounds(area: KnownArea, indicator: Indicator) -> tuple[float, float | None]:
    """Return the two bounds of a figure."""
    figure = area.figures[indicator]
    return figure.low, figure.high


def test_a_hidden_cell_of_a_published_iris_is_at_most_four(tmp_path: Path, communes: None) -> None:
    text = f'{CAF}\n"920400101";"0";663;1596;;76\n"920400102";"3";;;;\n'
    printed = run(tmp_path / "caf-2021.csv", text)
    assert "2 lues, 2 créées" in printed
    area = known("920400101")
    assert bounds(area, Indicator.CAF_RSA) == (76.0, 76.0)
    assert bounds(area, Indicator.CAF_LONE_PARENTS) == (0.0, 4.0)
    assert bounds(known("920400102"), Indicator.CAF_RSA) == (0.0, None)
    figure = known("920400102").figures[Indicator.CAF_RSA]
    assert (figure.mark, figure.year) == ("note 3", 2021)


def test_a_rate_of_declared_income_is_never_one_of_disposable_income(
    tmp_path: Path, communes: None
) -> None:
    run(tmp_path / "iris.csv", f"{IRIS}\n920400101;50,0;25,0;1\n920400102;ns;nd;0\n")
    run(tmp_path / "communes.csv", f"{COMMUNES}\n92040;30000;65000;28000;9,0;s;2,0\n")
    assert Indicator.POOR_RATE not in known("920400101").figures
    assert known("920400101").figures[Indicator.LOW_DECLARED_RATE].mark == "note 1"
    assert bounds(known("920400102"), Indicator.LOW_DECLARED_RATE) == (0.0, 100.0)
    commune = known("92040", AreaKind.COMMUNE)
    assert bounds(commune, Indicator.POOR_RATE) == (9.0, 9.0)
    assert bounds(commune, Indicator.POOR_RATE_YOUTH) == (0.0, 100.0)
    assert commune.latitude is not None


def test_squares_of_the_grid_find_their_middle_and_say_what_was_imputed(
    tmp_path: Path, communes: None
) -> None:
    row = "CRS3035RES200mN2888200E3753800,1,92040,250,100,12.5,10,20,30,10"
    run(tmp_path / "carreaux_2019.csv", f"{GRID}\n{row}\n")
    area = known("CRS3035RES200mN2888200E3753800", AreaKind.GRID)
    assert bounds(area, Indicator.POOR_HOUSEHOLDS) == (12.5, 12.5)
    assert area.figures[Indicator.PEOPLE].mark == "imputé"
    assert area.figures[Indicator.PEOPLE].year == 2019
    assert area.latitude == pytest.approx(48.9, abs=0.2)


def test_bad_rows_are_set_aside_with_their_reason_and_none_is_lost(
    tmp_path: Path, communes: None
) -> None:
    good = "92040;30000;65000;28000;9,0;s;2,0"
    bad = ["99999;1;2;3;4;5;6", "Issy;1;2;3;4;5;6", "92040;1;1;1;1;1;1", "16005;1;2;3;140;5;6",
           '16390;"1;2;3;4;5;6', "16392;1;2"]  # fmt: skip
    aside = tmp_path / "aside.csv"
    printed = run(tmp_path / "c.csv", "\n".join([COMMUNES, good, *bad]), "--aside", str(aside))
    assert "1 créées" in printed
    assert "6 écartées" in printed
    rows = list(csv.DictReader(StringIO(aside.read_text("utf-8")), delimiter=";"))
    assert {row["texte"] for row in rows} == {"99999", *bad[1:]}
    assert all(row["raison"] for row in rows)


def test_importing_twice_changes_nothing_and_a_newer_file_only_what_differs(
    tmp_path: Path, communes: None
) -> None:
    text = f"{COMMUNES}\n92040;30000;65000;28000;9,0;s;2,0\n16005;700;1600;2;12,0;s;s\n"
    run(tmp_path / "c.csv", text)
    before = sorted(AreaFigure.objects.values_list("pk", "low", "high"))
    assert "2 inchangées" in run(tmp_path / "c.csv", text)
    assert sorted(AreaFigure.objects.values_list("pk", "low", "high")) == before
    printed = run(tmp_path / "c.csv", text.replace("9,0", "9,5"))
    assert "1 modifiées, 1 inchangées" in printed


@pytest.mark.parametrize(
    "properties",
    [
        {"dcomiris": 920400101}, {"CODE_IRIS": "920400101"}, {"code_iris": "920400101"},
        {"INSEE_COM": "92040", "IRIS": "0101"}, {"depcom": 92040, "iris": 101},
    ],
)  # fmt: skip
def test_outlines_give_iris_their_middle_whatever_the_property(
    tmp_path: Path, communes: None, properties: dict[str, object]
) -> None:
    ring = [[2.2, 48.8], [2.3, 48.8], [2.3, 48.9], [2.2, 48.9], [2.2, 48.8]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    broken = {"type": "Polygon", "coordinates": [[[1]]]}
    features = [{"properties": properties, "geometry": geometry},
                {"properties": {"iris": "x"}, "geometry": geometry}, 12,
                {"properties": {"code_iris": "920400102"}, "geometry": broken}]  # fmt: skip
    printed = run(tmp_path / "o.geojson", json.dumps({"features": features}))
    assert "1 créées" in printed
    assert "3 écartées" in printed
    area = known("920400101")
    assert (area.latitude, area.longitude) == pytest.approx((48.85, 2.25))


def test_a_file_of_another_kind_or_without_a_year_is_refused(tmp_path: Path) -> None:
    for name, text in (("x.csv", "a;b\n1;2"), ("caf.csv", CAF), ("x.csv", ""), ("o.json", "[]")):
        with pytest.raises(CommandError, match="n'a pas été lu"):
            run(tmp_path / name, text)
    with pytest.raises(CommandError):
        call_command("import_areas", str(tmp_path / "nowhere.csv"))
    assert not SmallArea.objects.exists()


def test_real_files_are_read_whole(shared_data: Path, communes: None) -> None:
    folder = shared_data / "territory"
    out = StringIO()
    names = ("filosofi-2021-communes-92-94-67.csv", "caf-2021-iris-92-94-67.csv")
    files = [str(folder / name) for name in names]
    call_command("import_areas", *files, "--departements", "92", stdout=out, stderr=StringIO())
    assert "créées" in out.getvalue()
    hidden = AreaFigure.objects.filter(high__isnull=True)
    assert set(hidden.values_list("mark", flat=True)) <= {"note 3", "note 4", "s"}
    assert AreaFigure.objects.filter(indicator="caf_rsa", low__gt=0).count() > 100


def test_communes_around_are_those_whose_ground_may_be_near(communes: None) -> None:
    found = [one.code for one in ground_around([(48.823, 2.27)], 1.0).communes]
    assert "92040" in found
    assert "16005" not in found
    assert ground_around([], 1.0).communes == ()
