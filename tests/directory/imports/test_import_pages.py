"""The pages of imports: a file sent, its report, its refused rows, a correction, a disagreement."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from allervers.directory.actions.taking_in import IMPORT_JOB
from allervers.directory.jobs import import_job
from allervers.directory.models import Correction, DirectoryImport, Structure
from tests.cast import Cast, sign_in
from tests.directory.imports.files import as_json, service, structure, take
from tests.directory.imports.world import corrected_record, refused_import
from tests.tours.staff.test_queries import MOST, at_most

pytestmark = pytest.mark.usefixtures("communes")


def send(client: Client, content: bytes, **more: str) -> DirectoryImport:
    """Send a file by the form; return the import that was asked."""
    file = SimpleUploadedFile("essai.json", content)
    answer = client.post(
        reverse("directory_staff:import_add"), {"file": file, "source": "essai", **more}
    )
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return DirectoryImport.objects.latest("asked_at")


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"directory_staff:{name}", args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_file_sent_waits_for_the_worker_then_tells_its_figures(aicha_client: Client) -> None:
    taken = send(aicha_client, as_json(structure(), service(nom="")))
    job = ProcrastinateJob.objects.get(task_name=IMPORT_JOB)
    assert (job.args, job.lock) == ({"import_id": str(taken.id)}, IMPORT_JOB)
    waiting = page(aicha_client, "import_show", taken.id)
    assert "en attente" in waiting
    assert "Actualiser" in waiting
    assert import_job(str(taken.id)) == "done"
    report = page(aicha_client, "import_show", taken.id)
    assert "2 fiches lues" in report
    assert "1 créée" in report
    assert "Il manque le nom." in page(aicha_client, "import_show", taken.id, outcome="refused")


def test_report_is_asked_again_in_parts_while_it_runs(aicha_client: Client) -> None:
    taken = send(aicha_client, as_json(structure()))
    url = reverse("directory_staff:import_show", args=[taken.id])
    part = aicha_client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    import_job(str(taken.id))
    part = aicha_client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part


def test_same_file_sent_again_is_said(aicha_client: Client) -> None:
    import_job(str(send(aicha_client, as_json(structure())).id))
    again = send(aicha_client, as_json(structure()))
    import_job(str(again.id))
    assert "avait déjà été importé" in page(aicha_client, "import_show", again.id)


def test_refused_rows_are_given_without_formulas(aicha_client: Client) -> None:
    taken = take(as_json(structure(nom="=2+2", date_maj=None)))
    url = reverse("directory_staff:refused_rows", args=[taken.id])
    text = aicha_client.get(url).content.decode()
    assert ";'=2+2;" in text
    assert "Il manque la date de mise à jour." in text


def test_most_of_a_source_gone_is_confirmed_by_a_person(aicha_client: Client) -> None:
    taken = refused_import()
    assert "continuer" in page(aicha_client, "import_show", taken.id)
    url = reverse("directory_staff:import_confirm", args=[taken.id])
    assert "2 structures sur 3" in aicha_client.get(url).content.decode()
    assert aicha_client.post(url).status_code == 302
    assert import_job(str(taken.id)) == "done"
    assert Structure.objects.exclude(gone_at=None).count() == 2


def test_field_is_corrected_by_its_form(aicha_client: Client) -> None:
    take(as_json(structure()))
    url = reverse("directory_staff:correct", args=["essai--1", "telephone"])
    refused = aicha_client.post(url, {"value": "rien", "reason": "essai"})
    assert refused.status_code == 422
    sent = {"value": "01 99 00 55 55", "reason": "appelé"}
    assert aicha_client.post(url, sent).status_code == 302
    assert "corrigé ici" in page(aicha_client, "record", "essai--1")
    assert Structure.objects.get().telephone == "+33199005555"


def test_disagreement_is_settled_from_its_page(aicha_client: Client) -> None:
    correction = corrected_record()
    take(as_json(structure(nom="Maison déménagée")))
    listed = page(aicha_client, "disagreements")
    assert "Maison déménagée" in listed
    url = reverse("directory_staff:disagreements")
    aicha_client.post(url, {"correction": str(correction.id), "choice": "theirs"})
    assert not Correction.objects.exists()
    assert Structure.objects.get().nom == "Maison déménagée"
    assert aicha_client.post(url, {"correction": "x"}).status_code == 404


def test_record_is_found_by_its_name(aicha_client: Client) -> None:
    take(as_json(structure()))
    assert "Maison inventée" in page(aicha_client, "records", q="maison")
    assert "Aucune fiche" in page(aicha_client, "records", q="rien de tel")


@pytest.mark.parametrize("who", ["bruno", "chloe", "denis", "elodie", "farid", "gaelle"])
def test_pages_are_the_coordinators(client: Client, cast: Cast, who: str) -> None:
    sign_in(client, cast.by_name()[who])
    assert client.get(reverse("directory_staff:imports")).status_code == 403
    url = reverse("directory_staff:import_add")
    file = SimpleUploadedFile("essai.json", as_json(structure()))
    assert client.post(url, {"file": file, "source": "essai"}).status_code == 403
    assert not DirectoryImport.objects.exists()


def test_unknown_things_do_not_exist(aicha_client: Client) -> None:
    for name, argument in (("import_show", UUID(int=1)), ("record", "rien--1")):
        url = reverse(f"directory_staff:{name}", args=[argument])
        assert aicha_client.get(url).status_code == 404


def test_pages_ask_few_questions(aicha_client: Client) -> None:
    rows = [structure(id=f"essai--{n}", latitude=1) for n in range(60)]
    taken = take(as_json(*rows))
    corrected_record()
    pages = [
        reverse("directory_staff:imports"),
        reverse("directory_staff:import_show", args=[taken.id]),
        reverse("directory_staff:record", args=["essai--1"]),
        reverse("directory_staff:records") + "?q=maison",
        reverse("directory_staff:disagreements"),
    ]
    for url in pages:
        with at_most(MOST):
            assert aicha_client.get(url).status_code == 200
