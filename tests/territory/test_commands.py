"""The two commands that load territory, from files to report."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.models import Commune

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]
RING = [[2.2, 48.8], [2.25, 48.8], [2.25, 48.85], [2.2, 48.85], [2.2, 48.8]]
BOW_TIE = [[2.2, 48.8], [2.25, 48.85], [2.25, 48.8], [2.2, 48.85], [2.2, 48.8]]
MEUDON = {"code": "92048", "nom": "Meudon", "type": "commune-actuelle", "departement": "92"}


def run(kind: str, path: Path, content: object) -> str:
    """Import one file of this content; return what was printed."""
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    out = StringIO()
    call_command("import_territory", f"--{kind}", str(path), stdout=out)
    return out.getvalue()


def outlines(*features: tuple[str, object]) -> dict[str, object]:
    """Return a FeatureCollection of polygons."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code},
                "geometry": {"type": "Polygon", "coordinates": coordinates},
            }
            for code, coordinates in features
        ],
    }


def test_load_when_restricted_then_repeated_changes_nothing() -> None:
    first, again = StringIO(), StringIO()
    call_command("load_territory", "--departements", "92", stdout=first)
    call_command("load_territory", "--departements", "92", stdout=again)
    assert "36 lues, 36 créées" in first.getvalue()
    assert "0 créées, 0 modifiées, 36 inchangées" in again.getvalue()
    assert Commune.objects.filter(outline__isnull=False, latitude__isnull=False).count() == 36


def test_load_when_departement_is_unknown_says_so() -> None:
    with pytest.raises(CommandError, match="Départements inconnus : 9Z"):
        call_command("load_territory", "--departements", "9Z")


def test_import_of_communes_reports_each(communes: Communes, tmp_path: Path) -> None:
    rows = [
        {**MEUDON, "population": 46_001, "codesPostaux": ["92190", "92360"]},
        {**MEUDON, "code": "92077", "nom": "Ville-d'Avray"},
        {**MEUDON, "code": "9204"},
        {**MEUDON, "population": -3},
        {**MEUDON, "codesPostaux": ["921"]},
        {**MEUDON, "type": "royaume"},
        {**MEUDON, "nom": ""},
        {"code": "92077"},
        [],
        {**MEUDON, "code": "92999", "nom": "Y", "type": "commune-deleguee", "chefLieu": "92077"},
    ]
    printed = run("communes", tmp_path / "communes.json", rows)
    assert "1 créées, 1 modifiées" in printed
    assert printed.count("refusée, ") == 7
    assert Commune.objects.get(code="92077").former_codes == ["92999"]
    assert "0 créées, 0 modifiées, 2 inchangées" in run("communes", tmp_path / "c.json", rows)


def test_import_of_outlines_reports_each(communes: Communes, tmp_path: Path) -> None:
    content = outlines(
        ("92048", [RING]),
        ("92040", [BOW_TIE]),
        ("99999", [RING]),
        ("", [RING]),
        ("93066", [RING]),
        ("93066", [RING]),
    )
    printed = run("outlines", tmp_path / "outlines.geojson", content)
    assert "6 lues, 0 créées, 1 modifiées, 0 inchangées, 5 refusées" in printed
    for words in ("se recoupe", "est inconnue", "code Insee manque", "morceaux"):
        assert words in printed


def test_import_of_town_halls_reports_each(communes: Communes, tmp_path: Path) -> None:
    table = "code_insee;Latitude;Longitude\n92048;48,8120;2,2380\n92040;nan;2\n1033;x;y\n"
    table += "16390;652000;6860000\n16005;200;3\n;48;2\n\n16392;43,3;5,4\n"
    printed = run("town-halls", tmp_path / "mairies.csv", table)
    assert "7 lues, 0 créées, 1 modifiées, 0 inchangées, 6 refusées" in printed
    for words in ("pas un nombre", "Lambert-93", "pas sur la Terre", "km de Valence"):
        assert words in printed
