"""The page of a file: the open sections, each a block; the others do not exist."""

from uuid import uuid4

from django.test import Client

from allervers.people.domain.section import Section
from allervers.people.models import ContactPoint, Entry, FileRead, Person
from tests.cast import sign_in
from tests.people.files.counting import asked_of_people
from tests.people.files.sending import page_text
from tests.people.words import typed_in
from tests.people.world import PeopleWorld, acting_as, note


def path_of(person: Person, rest: str = "") -> str:
    """Return the address of a page of a file."""
    return f"/espace/personnes/{person.pk}/{rest}"


def test_social_worker_reads_every_section(client: Client, people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    note(people_world.nour, bruno, Section.HEALTH, "une note de santé")
    page = sign_in(client, bruno).get(path_of(people_world.nour)).content.decode()
    for said in (
        "Nour Invente",
        "jeudi 3 mai 1984",
        "une note de santé",
        "Violences",
        "Protection",
    ):
        assert said in page
    assert "Rubriques qui ne vous sont pas ouvertes" not in page


def test_referent_alone_is_led_to_who_read_the_file(
    client: Client, people_world: PeopleWorld
) -> None:
    cast, path = people_world.cast, f'href="{path_of(people_world.nour, "lectures/")}"'
    page = sign_in(client, cast.bruno).get(path_of(people_world.nour)).content.decode()
    assert path in page
    assert client.get(path_of(people_world.nour, "lectures/")).status_code == 200
    other = sign_in(Client(), cast.chloe).get(path_of(people_world.nour))
    assert path not in other.content.decode()


def test_receptionist_reads_what_the_desk_needs(client: Client, people_world: PeopleWorld) -> None:
    cast = people_world.cast
    note(people_world.nour, cast.bruno, Section.HEALTH, "une note de santé")
    note(people_world.nour, cast.bruno, Section.RIGHTS, "demande de logement envoyée")
    page = sign_in(client, cast.chloe).get(path_of(people_world.nour)).content.decode()
    assert "demande de logement envoyée" in page
    announced = page.split("Rubriques qui ne vous sont pas ouvertes")[1]
    assert "situation, enfants, logement, ressources" in announced
    for hidden in ("santé", "violences", "protection"):
        assert hidden not in page.lower()


def test_each_read_is_written_with_what_was_open(client: Client, people_world: PeopleWorld) -> None:
    chloe = people_world.cast.chloe
    sign_in(client, chloe).get(path_of(people_world.nour))
    with acting_as(chloe):
        line = FileRead.objects.get(person_ref=people_world.nour.pk)
    assert (line.act, line.ground, line.purpose) == ("opened", "caseload", "follow_up")
    assert line.sections == ["contact", "identity", "rights"]


def test_file_of_others_is_as_one_that_does_not_exist(
    client: Client, people_world: PeopleWorld
) -> None:
    for member in (people_world.cast.aicha, people_world.cast.denis, people_world.cast.hugo):
        sign_in(client, member)
        closed = client.get(path_of(people_world.nour))
        missing = client.get(f"/espace/personnes/{uuid4()}/")
        assert (closed.status_code, missing.status_code) == (404, 404)
        assert closed.content.replace(str(people_world.nour.pk).encode(), b"") == (
            missing.content.replace(missing.request["PATH_INFO"].split("/")[3].encode(), b"")
        )


def test_print_has_no_contact_nor_protection(client: Client, people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    note(people_world.nour, bruno, Section.CONTACT, "rappeler chez sa sœur")
    note(people_world.nour, bruno, Section.PROTECTION, "cachée en lieu sûr")
    with acting_as(bruno):
        ContactPoint.objects.create(
            person=people_world.nour, kind="phone", value="+33612345678", created_by=bruno,
            created_at=people_world.nour.created_at, safe_channels=["call"],
        )  # fmt: skip
    shown = sign_in(client, bruno).get(path_of(people_world.nour)).content.decode()
    printed = client.get(path_of(people_world.nour, "imprimer/")).content.decode()
    for said in ("06 12 34 56 78", "rappeler chez sa sœur", "cachée en lieu sûr"):
        assert said.replace(" ", "\u00a0") in shown or said in shown
        assert said not in printed
        assert said.replace(" ", "\u00a0") not in printed
    with acting_as(bruno):
        assert FileRead.objects.filter(act="printed").count() == 1


def test_altered_note_says_so(client: Client, people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    with acting_as(bruno):
        entry = note(people_world.nour, bruno, Section.HOUSING, "vraie")
        Entry.objects.create(
            id=uuid4(), person=people_world.nour, section="housing", kind="note", author=bruno,
            happened_on=entry.happened_on, created_at=entry.created_at,
            sealed_text=entry.sealed_text,
        )  # fmt: skip
    page = sign_in(client, bruno).get(path_of(people_world.nour)).content.decode()
    assert page.count("ne s’ouvre plus") == 1


def test_archive_opens_with_a_reason_that_is_kept(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    with acting_as(bruno):
        Person.objects.filter(pk=nour.pk).update(state="intermediate", state_reason="contentieux")
    asked = sign_in(client, bruno).get(path_of(nour)).content.decode()
    assert "Dites pourquoi vous ouvrez ce dossier" in asked
    assert "Nour" not in asked
    opened = client.post(path_of(nour), {"reason": "recours devant le juge"}).content.decode()
    assert "Nour Invente" in opened
    assert "Ajouter une note" not in opened
    with acting_as(bruno):
        assert typed_in(FileRead.objects.get()) == "recours devant le juge"


def test_page_offers_what_for_and_narrows_to_it(client: Client, people_world: PeopleWorld) -> None:
    nour = people_world.nour
    note(nour, people_world.cast.bruno, Section.VIOLENCE, "une note tue")
    page = page_text(sign_in(client, people_world.cast.bruno), nour)
    assert '<option value="follow_up" selected>' in page
    assert "une note tue" in page
    narrow = client.get(path_of(nour), {"but": "rights"}).content.decode()
    assert '<option value="rights" selected>' in narrow
    assert "une note tue" not in narrow


def test_page_needs_few_queries(client: Client, people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    for section in Section:
        note(people_world.nour, bruno, section, "une note")
    sign_in(client, bruno)
    assert len(asked_of_people(lambda: client.get(path_of(people_world.nour)))) <= 6
