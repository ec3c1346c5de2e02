"""Pages and rights of the sectors."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from allervers.accounts.models import Organisation
from allervers.territory.actions.sectors import SectorFacts, cover, store_sectors, uncover
from allervers.territory.demonstration import load_sectors
from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.gateways.extract import read_communes, read_departements
from allervers.territory.models import Sector, SectorCoverage
from allervers.territory.queries.sectors import sectors_of
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, sign_in, viewer

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]
COVERAGE = (("92040", ""), ("92048", "Bellevue"))


def make_sector(organisation: Organisation | None, name: str = "Service inventé") -> Sector:
    """Make an invented sector of two communes."""
    facts = SectorFacts("92", name, "1 rue Inventée", "+33199000001", True, COVERAGE)
    store_sectors(facts=[facts], organisation_id=organisation.id if organisation else None)
    return Sector.objects.get(name=name)


@pytest.fixture
def sector(communes: Communes, cast: Cast) -> Sector:
    """Return a sector of Aïcha's organisation."""
    return make_sector(cast.carrier)


def test_pages_show_the_sector_and_its_communes(aicha_client: Client, sector: Sector) -> None:
    assert b"2 communes" in aicha_client.get(reverse("territory:sectors")).content
    page = aicha_client.get(reverse("territory:sector", args=[sector.id])).content.decode()
    assert "Issy-les-Moulineaux" in page
    assert "Bellevue" in page
    assert "service inventé" in page


def test_cover_adds_the_commune_typed_by_name(aicha_client: Client, sector: Sector) -> None:
    url = reverse("territory:sector_cover", args=[sector.id])
    answer = aicha_client.post(url, {"commune": "verteuil s/charente", "part": ""}, follow=True)
    assert "Verteuil-sur-Charente est ajoutée" in answer.content.decode()
    again = aicha_client.post(url, {"commune": "16400", "part": ""}, follow=True)
    assert "était déjà couverte" in again.content.decode()
    assert SectorCoverage.objects.filter(sector=sector).count() == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ""), ("zzzzzz", "Aucune commune"), ("saint denis", "Saint-Denis (93066)"), ("\0", "")],
)
def test_cover_when_commune_is_unclear_asks(
    aicha_client: Client, sector: Sector, text: str, words: str
) -> None:
    url = reverse("territory:sector_cover", args=[sector.id])
    answer = aicha_client.post(url, {"commune": text})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.content.decode()


def test_uncover_asks_then_takes_out(aicha_client: Client, sector: Sector) -> None:
    row = SectorCoverage.objects.get(sector=sector, commune="92040")
    url = reverse("territory:sector_uncover", args=[sector.id, row.id])
    assert b"Ne rien changer" in aicha_client.get(url).content
    assert SectorCoverage.objects.filter(id=row.id).exists()
    aicha_client.post(url)
    assert not SectorCoverage.objects.filter(id=row.id).exists()


def test_import_reports_each_line(aicha_client: Client, sector: Sector, cast: Cast) -> None:
    make_sector(cast.other_carrier, "Service d'ailleurs (inventé)")
    table = (
        "service;commune;partie\nSERVICE INVENTÉ;1033;\nService inventé;92040;\n"
        "Inconnu;92040;\nService inventé;99999;\nService d'ailleurs (inventé);92048;Nord\n"
        f"Service inventé;92048;{'x' * 101}\n"
    )
    sent = SimpleUploadedFile("secteurs.csv", table.encode())
    url = reverse("territory:sectors_import")
    page = aicha_client.post(url, {"file": sent}).content.decode()
    assert "6 lignes lues : 1 ajoutées, 1 déjà connues, 4 refusées" in page
    for words in ("ne s’appelle", "99999", "autre organisation", "100 caractères"):
        assert words.replace("’", "&#x27;") in page or words in page


@pytest.mark.parametrize("content", [b"", b"a", b"\xff\xfe", b"\0\0\n\0\0", b'a;b\n"c'])
def test_import_when_file_is_broken_says_why(
    aicha_client: Client, sector: Sector, content: bytes
) -> None:
    sent = SimpleUploadedFile("secteurs.csv", content)
    answer = aicha_client.post(reverse("territory:sectors_import"), {"file": sent})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SectorCoverage.objects.count() == 2


@pytest.mark.parametrize("who", ["hugo", "chloe", "denis"])
def test_others_may_not_change_a_sector(sector: Sector, cast: Cast, who: str) -> None:
    stranger = viewer(cast.by_name()[who])
    row = SectorCoverage.objects.filter(sector=sector).first()
    assert row
    with pytest.raises(Refusal):
        cover(viewer=stranger, sector_id=sector.id, commune_code="16400")
    with pytest.raises(Refusal):
        uncover(viewer=stranger, sector_id=sector.id, coverage_id=row.id)


def test_sector_of_nobody_is_the_hosts_alone(communes: Communes, cast: Cast) -> None:
    found = make_sector(None)
    with pytest.raises(Refusal):
        cover(viewer=viewer(cast.aicha), sector_id=found.id, commune_code="16400")
    assert cover(viewer=viewer(cast.jeanne), sector_id=found.id, commune_code="16400")


@pytest.mark.parametrize(("who", "status"), [("chloe", 200), ("bruno", 403), ("denis", 403)])
def test_pages_open_to_the_roles_said(
    client: Client, sector: Sector, cast: Cast, who: str, status: int
) -> None:
    sign_in(client, cast.by_name()[who])
    assert client.get(reverse("territory:sectors")).status_code == status


def test_demonstration_covers_each_commune_of_the_departement_once() -> None:
    from allervers.territory.actions.communes import store_communes  # noqa: PLC0415

    facts = [each for each in read_communes() if each.departement == "92"]
    store_communes(facts=facts, departements=read_departements())
    assert (load_sectors(), load_sectors()) == (13, 0)
    assert Sector.objects.filter(is_invented=True).count() == 13
    assert all(sectors_of(each.code) for each in facts)
    assert [each.part for each in sectors_of("92050", "2 rue X, quartier Centre")] == [
        "quartier Centre"
    ]
