"""A asks for the copy of their file: all of A, and nothing of B."""

import io
import json
import zipfile
from uuid import UUID

import pytest
from django.utils import timezone
from pypdf import PdfReader

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.copying import make_copy
from allervers.people.actions.rights_requests import (
    Asked,
    decide_redaction,
    finish_redacting,
    queue_more,
    receive,
    redact_again,
    release,
)
from allervers.people.domain.section import Section
from allervers.people.exchange.file_copy.drawing import FILE_NAME, pdf
from allervers.people.exchange.file_copy.package import package
from allervers.people.models import (
    Consent,
    ContactPoint,
    FollowUp,
    ProtectedContact,
    Representation,
    RightsRequest,
)
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.people.keeping.files import ALL, File, make_file

OWN, OTHER, HIDDEN = "canari-de-A", "canari-de-B", "canari-protege"


@pytest.fixture
def file(bruno: Viewer, aicha: Viewer) -> File:
    """Return A's file, followed by Bruno and Aïcha: A's words, B's words, a protected contact."""
    made = make_file(bruno, OWN)
    today, now = timezone.localdate(), timezone.now()
    with acting(bruno):
        FollowUp.objects.create(
            person=made.person, member_id=aicha.member_id, kind="team", sections=ALL, since=today,
            given_by_id=bruno.member_id, created_at=now,
        )  # fmt: skip
        for kind, value in (("phone", f"{OWN}-tel"), ("through", f"{OTHER}-tante")):
            ContactPoint.objects.create(
                person=made.person, kind=kind, value=value, created_by_id=bruno.member_id,
                created_at=now,
            )  # fmt: skip
        Representation.objects.create(
            person=made.person, name=f"{OTHER}-mere", kind="parent", since=today
        )
        ProtectedContact.objects.create(
            person=made.person, sealed_value=HIDDEN.encode(), created_by_id=bruno.member_id,
            created_at=now,
        )  # fmt: skip
    return made


def ask(who: Viewer, file: File, medical: str = "direct", kind: str = "access") -> RightsRequest:
    """Write down A's request."""
    asked = Asked(kind, timezone.localdate(), "carte d’identité vue", f"{OWN}-demande", medical)
    return receive(viewer=who, person_id=file.person.pk, asked=asked, now=timezone.now())


def decide(who: Viewer, request: RightsRequest, entry_id: UUID, choice: str) -> None:
    """Decide one thing."""
    decide_redaction(viewer=who, request_id=request.pk, entry_id=entry_id, choice=choice)


def printed(who: Viewer, request: RightsRequest, *, to_doctor: bool = False) -> str:
    """Return every word of the PDF: text, metadata, raw bytes, and the name of the file."""
    made = make_copy(viewer=who, request_id=request.pk, now=timezone.now(), to_doctor=to_doctor)
    content = pdf(made)
    reader = PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    raw = content.decode("latin-1")
    whole = f"{text}\n{dict(reader.metadata or {})}\n{raw}\n{FILE_NAME}"
    return whole + "".join(text.split())  # a word cut at the end of a line is one word still


def test_copy_holds_all_of_a_and_nothing_of_b(file: File, bruno: Viewer) -> None:
    kept = file.write(f"{OWN}-note")
    own = file.write(f"{OWN}-et-son-frere", concerns_others=True)
    others = [file.write(f"{OTHER}-{n}", concerns_others=True) for n in range(3)]
    missed = file.write(f"{OTHER}-non-signale")
    correction = file.write(f"{OTHER}-corrige", corrects=others[0])
    request = ask(bruno, file)
    queue_more(viewer=bruno, request_id=request.pk, entry_id=missed.pk, why="added")
    decide(bruno, request, own.pk, "keep")
    for one in (*others[:2], missed):
        decide(bruno, request, one.pk, "mask")
    said = printed(bruno, request)
    assert OTHER not in said
    assert HIDDEN not in said
    for text in (OWN, f"{OWN}-tel", f"{OWN}-note", f"{OWN}-et-son-frere"):
        assert text in said
    assert "5 notes qui parlent d’autres personnes" in said
    assert {kept.pk, correction.pk}


def test_what_nobody_decided_is_masked(file: File, bruno: Viewer) -> None:
    file.write(f"{OTHER}-1", concerns_others=True)
    assert OTHER not in printed(bruno, ask(bruno, file))


def test_readers_are_told_by_trade_never_by_name(file: File, bruno: Viewer, cast: Cast) -> None:
    said = printed(bruno, ask(bruno, file))
    assert "assistant·e de service social (Département inventé)" in said
    assert cast.bruno.user.name not in said
    assert cast.aicha.user.name not in said


def test_medical_part_goes_to_the_doctor_alone(file: File, bruno: Viewer) -> None:
    file.write(f"{OWN}-sante", Section.HEALTH)
    request = ask(bruno, file, "doctor")
    assert f"{OWN}-sante" not in printed(bruno, request)
    doctor = printed(bruno, request, to_doctor=True)
    assert f"{OWN}-sante" in doctor
    assert f"{OWN}-tel" not in doctor
    with pytest.raises(Refusal, match="introuvable"):
        printed(bruno, ask(bruno, file), to_doctor=True)


def test_draft_says_so_until_a_second_person_releases(
    file: File, bruno: Viewer, aicha: Viewer
) -> None:
    one = file.write(OTHER, concerns_others=True)
    request = ask(bruno, file)
    assert "Projet à relire" in printed(bruno, request)
    with pytest.raises(Refusal, match="Il reste des choses à relire"):
        finish_redacting(viewer=bruno, request_id=request.pk)
    decide(bruno, request, one.pk, "mask")
    finish_redacting(viewer=bruno, request_id=request.pk)
    with pytest.raises(Refusal, match="Une seconde personne"):
        release(viewer=bruno, request_id=request.pk, now=timezone.now())
    release(viewer=aicha, request_id=request.pk, now=timezone.now())
    assert "Projet à relire" not in printed(bruno, request)


def test_who_decided_one_thing_does_not_release(file: File, bruno: Viewer, aicha: Viewer) -> None:
    one = file.write(OTHER, concerns_others=True)
    request = ask(bruno, file)
    decide(aicha, request, one.pk, "mask")
    finish_redacting(viewer=bruno, request_id=request.pk)
    with pytest.raises(Refusal, match="Une seconde personne"):
        release(viewer=aicha, request_id=request.pk, now=timezone.now())


def test_dpo_releases_and_never_reads(file: File, bruno: Viewer, cast: Cast) -> None:
    request = ask(bruno, file)
    finish_redacting(viewer=bruno, request_id=request.pk)
    farid = viewer(cast.farid)
    with pytest.raises(Refusal, match="introuvable"):
        make_copy(viewer=farid, request_id=request.pk, now=timezone.now())
    release(viewer=farid, request_id=request.pk, now=timezone.now())


def test_second_reader_sends_back(file: File, bruno: Viewer, aicha: Viewer) -> None:
    request = ask(bruno, file)
    finish_redacting(viewer=bruno, request_id=request.pk)
    redact_again(viewer=aicha, request_id=request.pk)
    late = file.write(OTHER)
    queue_more(viewer=aicha, request_id=request.pk, entry_id=late.pk, why="judgement")
    assert OTHER not in printed(bruno, request)


def test_note_marked_after_the_request_is_not_forgotten(file: File, bruno: Viewer) -> None:
    request = ask(bruno, file)
    file.write(OTHER, concerns_others=True)
    with pytest.raises(Refusal, match="Il reste des choses à relire"):
        finish_redacting(viewer=bruno, request_id=request.pk)


@pytest.mark.parametrize("who", ["chloe", "denis", "elodie", "hugo"])
def test_copy_of_a_file_one_may_not_read_does_not_exist(
    file: File, bruno: Viewer, cast: Cast, who: str
) -> None:
    request = ask(bruno, file)
    with pytest.raises(Refusal, match="introuvable"):
        make_copy(viewer=viewer(getattr(cast, who)), request_id=request.pk, now=timezone.now())


def test_agreements_are_told_with_their_end(file: File, bruno: Viewer) -> None:
    today = timezone.localdate()
    with acting(bruno):
        Consent.objects.create(
            person=file.person, scope="sms", purpose=f"{OWN}-rappels", means="de vive voix",
            given_on=today, expires_on=today, recorded_by_id=bruno.member_id,
            created_at=timezone.now(),
        )  # fmt: skip
    assert f"{OWN}-rappels" in printed(bruno, ask(bruno, file))


def in_package(who: Viewer, request: RightsRequest) -> dict[str, str]:
    """Return each file of the package, as text."""
    made = make_copy(viewer=who, request_id=request.pk, now=timezone.now())
    with zipfile.ZipFile(io.BytesIO(package(made))) as whole:
        assert {one.date_time[0] for one in whole.infolist()} == {1980}
        files = {one.filename: whole.read(one) for one in whole.infolist()}
    pages = PdfReader(io.BytesIO(files.pop(FILE_NAME))).pages
    text = "".join(page.extract_text() for page in pages)
    return {FILE_NAME: "".join(text.split())} | {name: one.decode() for name, one in files.items()}


def test_package_holds_the_page_the_data_and_why_something_is_not_there(
    file: File, bruno: Viewer
) -> None:
    file.write(f"{OWN}-note")
    told = [file.write(f"{OTHER}-{n}", concerns_others=True) for n in range(2)]
    missed = file.write(f"{OTHER}-juge")
    request = ask(bruno, file)
    queue_more(viewer=bruno, request_id=request.pk, entry_id=missed.pk, why="judgement")
    for one in (*told, missed):
        decide(bruno, request, one.pk, "mask")
    found = in_package(bruno, request)
    assert set(found) == {FILE_NAME, "votre-dossier.json", "lisez-moi.txt"}
    assert OTHER not in str(found)
    assert HIDDEN not in str(found)
    assert f"{OWN}-note" in found[FILE_NAME]
    data = json.loads(found["votre-dossier.json"])
    notes = [note["texte"] for part in data["parties"] for note in part["notes"]]
    assert f"{OWN}-note" in notes
    assert data["projet"]
    assert data["retire"] == [
        "2 notes qui parlent d’autres personnes, signalées quand elles ont été écrites.",
        "1 note qui juge une personne nommée.",
    ]
    assert all(line in found["lisez-moi.txt"] for line in data["retire"])


def test_what_is_written_after_the_last_reading_is_no_part_of_the_copy(
    file: File, bruno: Viewer, cast: Cast
) -> None:
    file.write(f"{OWN}-note")
    request = ask(bruno, file)
    finish_redacting(viewer=bruno, request_id=request.pk)
    file.write(f"{OTHER}-non-signale")  # nobody read it again
    assert OTHER not in str(in_package(bruno, request))
    release(viewer=viewer(cast.farid), request_id=request.pk, now=timezone.now())
    file.write(f"{OTHER}-apres")
    said = in_package(bruno, request)
    assert OTHER not in str(said)
    assert f"{OWN}-note" in said[FILE_NAME]
    assert not json.loads(said["votre-dossier.json"])["projet"]
