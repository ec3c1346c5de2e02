"""A person asks to correct, to limit, to object: within a month, with reasons, in their words."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.rights_answers import Answer, answer
from allervers.people.actions.rights_delays import PersonTold, extend, lift_restriction
from allervers.people.actions.rights_requests import Asked, receive
from allervers.people.domain.ground import Purpose
from allervers.people.domain.retention import later
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import decision_for
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.request_text import extension_text, request_texts
from allervers.people.models import Entry, FileKey, FileRead, Person, RightsRequest
from allervers.people.queries.acting import acting
from allervers.people.queries.rights_requests import overdue_requests, request_of
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.people.keeping.files import File, make_file
from tests.people.words import typed_in
from tests.people.world import LONG

DETAILS = "Je n’ai jamais habité là."


@pytest.fixture
def file(bruno: Viewer) -> File:
    """Return a file."""
    return make_file(bruno)


def ask(file: File, kind: str, on: date | None = None) -> RightsRequest:
    """Write down a request."""
    asked = Asked(kind, on or timezone.localdate(), "connue de l’équipe", DETAILS)
    return receive(viewer=file.holder, person_id=file.person.pk, asked=asked, now=timezone.now())


def reply(file: File, request: RightsRequest, given: Answer) -> None:
    """Answer it."""
    answer(viewer=file.holder, request_id=request.pk, given=given, now=timezone.now())


def now_of(file: File, request: RightsRequest) -> tuple[RightsRequest, str, str]:
    """Return the request, what was asked and what was answered."""
    with acting(file.holder):
        found = request_of(request.pk)
        assert found is not None
        return found, *request_texts(unwrapped(FileKey.objects.get(pk=file.person.pk)), found)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 10, 5), date(2026, 11, 5)),
    ],
)
def test_due_in_a_month(file: File, received: date, due: date) -> None:
    assert ask(file, "object", received).due_on == due


def test_late_requests_are_on_the_desk_of_the_dpo_alone(file: File, cast: Cast) -> None:
    today = timezone.localdate()
    late = ask(file, "object", today - timedelta(days=40))
    ask(file, "object", today - timedelta(days=10))
    for who, seen in ((cast.farid, [late.pk]), (cast.hugo, []), (cast.elodie, [])):
        with acting(viewer(who)):
            assert [one.pk for one in overdue_requests(today)] == seen


def test_request_is_a_contact_that_came_from_the_person(file: File, bruno: Viewer) -> None:
    with acting(bruno):
        before = timezone.localdate() - timedelta(days=300)
        Person.objects.filter(pk=file.person.pk).update(last_contact_on=before)
    ask(file, "object")
    with acting(bruno):
        assert Person.objects.get(pk=file.person.pk).last_contact_on == timezone.localdate()


def test_words_of_the_person_are_sealed(file: File) -> None:
    request = ask(file, "object")
    assert DETAILS.encode() not in bytes(request.sealed_details)
    reply(file, request, Answer(is_granted=False, text="La loi nous y oblige."))
    _found, details, answered = now_of(file, request)
    assert (details, answered) == (DETAILS, "La loi nous y oblige.")


def test_request_of_tomorrow_is_refused(file: File) -> None:
    with pytest.raises(Refusal):
        ask(file, "object", timezone.localdate() + timedelta(days=1))


def test_correction_is_another_note_and_the_former_stays(file: File, bruno: Viewer) -> None:
    wrong = file.write("Habite à Meudon.", Section.HOUSING)
    request = ask(file, "correct")
    given = Answer(True, "C’est corrigé.", wrong.pk, "Habite à Clamart.")
    reply(file, request, given)
    with acting(bruno):
        made = Entry.objects.get(corrects=wrong)
        assert Entry.objects.filter(pk=wrong.pk).exists()
    assert file.read(made.pk) == "Habite à Clamart."
    assert made.section == "housing"


def test_correction_without_what_to_correct_is_refused(file: File) -> None:
    request = ask(file, "correct")
    with pytest.raises(Refusal, match="Choisissez la note"):
        reply(file, request, Answer(is_granted=True, text="C’est corrigé."))
    assert now_of(file, request)[0].state == "open"


def test_refused_correction_keeps_what_the_person_says_beside_the_note(
    file: File, bruno: Viewer
) -> None:
    note = file.write("Dit être seul.", Section.CHILDREN)
    request = ask(file, "correct")
    given = Answer(False, "La note dit ce que vous aviez dit.", note.pk, statement="J’ai un fils.")
    reply(file, request, given)
    assert now_of(file, request)[0].state == "refused"
    with acting(bruno):
        said = Entry.objects.get(person=file.person, kind="statement")
    assert (said.section, said.is_from_person) == ("children", True)
    assert file.read(said.pk) == "J’ai un fils."


def test_refusal_without_a_reason_is_refused(file: File) -> None:
    with pytest.raises(Refusal):
        reply(file, ask(file, "object"), Answer(is_granted=False, text=" "))


@pytest.mark.parametrize("kind", ["restrict", "object"])
def test_limited_file_shows_identity_and_contact_alone(
    file: File, bruno: Viewer, kind: str
) -> None:
    reply(file, ask(file, kind), Answer(is_granted=True, text="Accordé."))
    with acting(bruno):
        found = decision_for(bruno, file.person.pk, Purpose.FOLLOW_UP, timezone.now())
        assert found is not None
        assert found[1].sections == {Section.IDENTITY, Section.CONTACT}
        assert found[1].must_say_why
    told = PersonTold(timezone.localdate(), "par lettre")
    lift_restriction(viewer=bruno, person_id=file.person.pk, told=told, now=timezone.now())
    with acting(bruno):
        found = decision_for(bruno, file.person.pk, Purpose.FOLLOW_UP, timezone.now())
        assert found is not None
        assert found[1].sections == set(Section)


def test_answered_once(file: File) -> None:
    request = ask(file, "object")
    reply(file, request, Answer(is_granted=True, text="D’accord."))
    with pytest.raises(Refusal):
        reply(file, request, Answer(is_granted=False, text="Finalement non."))


@pytest.mark.parametrize("who", ["aicha", "denis", "elodie", "farid", "hugo"])
def test_nobody_else_answers(file: File, cast: Cast, who: str) -> None:
    request = ask(file, "object")
    with pytest.raises(Refusal, match="introuvable"):
        answer(
            viewer=viewer(getattr(cast, who)), request_id=request.pk,
            given=Answer(is_granted=True, text="Oui."), now=timezone.now(),
        )  # fmt: skip


WHY = "Votre demande porte sur six ans de suivi."


def longer(file: File, request: RightsRequest, now: datetime | None = None) -> None:
    """Take two more months, the person being told."""
    extend(viewer=file.holder, request_id=request.pk, reasons=WHY, means="par lettre",
           now=now or timezone.now())  # fmt: skip


def test_answer_takes_two_months_more_once_with_reasons(file: File) -> None:
    received = timezone.localdate() - timedelta(days=20)
    request = ask(file, "access", received)
    longer(file, request)
    found = now_of(file, request)[0]
    assert (found.due_on, found.extended_on) == (later(received, 3), timezone.localdate())
    assert WHY.encode() not in bytes(found.sealed_extension)
    with acting(file.holder):
        assert extension_text(unwrapped(FileKey.objects.get(pk=file.person.pk)), found) == WHY
    with pytest.raises(Refusal, match="prolongé"):
        longer(file, request)


def test_answer_that_is_late_already_is_not_put_off(file: File) -> None:
    request = ask(file, "object", timezone.localdate() - timedelta(days=33))
    with pytest.raises(Refusal, match="prolongé"):
        longer(file, request)


@pytest.mark.parametrize("said", [
    {"due_on": date(2099, 1, 1)},
    {"due_on": date(2099, 1, 1), "extended_on": date(2026, 1, 1), "extension_means": "x",
     "sealed_extension": b"x"},
    {"extended_on": date(2026, 1, 1), "extension_means": "", "sealed_extension": b""},
])  # fmt: skip
def test_postgresql_puts_off_no_answer_otherwise(file: File, said: dict[str, object]) -> None:
    request = ask(file, "object")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(file.holder):
        RightsRequest.objects.filter(pk=request.pk).update(**said)


def test_limitation_ends_only_once_the_person_was_told(file: File, bruno: Viewer) -> None:
    reply(file, ask(file, "restrict"), Answer(is_granted=True, text="Accordé."))
    today = timezone.localdate()
    for on, means in ((today + timedelta(1), "par lettre"), (today, " "), (today - LONG, "non")):
        with pytest.raises(Refusal, match="levée"):
            lift_restriction(viewer=bruno, person_id=file.person.pk, told=PersonTold(on, means),
                             now=timezone.now())  # fmt: skip
    told = PersonTold(today, "de vive voix")
    lift_restriction(viewer=bruno, person_id=file.person.pk, told=told, now=timezone.now())
    with acting(bruno):
        said = typed_in(FileRead.objects.order_by("-pk")[0])
    assert "personne prévenue" in said
    assert "de vive voix" in said
