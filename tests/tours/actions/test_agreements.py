"""Town agreements: asked, answered by the town alone, recorded with a source, withdrawn."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from allervers.accounts.domain.role import Role
from allervers.tours.actions.agreements import (
    Answered,
    answer_agreement,
    ask_agreement,
    record_agreement,
    withdraw_agreement,
)
from allervers.tours.gateways.mail import send_messages
from allervers.tours.models import Halt, Message, TownAgreement
from allervers.ui.domain.refusal import Refusal
from tests.cast import make_member, make_organisation
from tests.tours.actions.planning import (
    NOW,
    Scene,
    make_agreement,
    make_halt,
    make_visit,
    viewer_of_member,
)

YEAR = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}


@pytest.fixture
def halt(scene: Scene) -> Halt:
    return make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)


def ask(scene: Scene, halt: Halt, **more: Any) -> TownAgreement:
    values = {"viewer": scene.aicha, "now": NOW, **YEAR, **more}
    return ask_agreement(halt_id=halt.id, **values)


def answer(scene: Scene, agreement: TownAgreement, **more: Any) -> Answered:
    values = {"viewer": scene.gaelle, "gives": True, "now": NOW, **more}
    return answer_agreement(agreement_id=agreement.id, **values)


def test_town_is_asked_and_written_to(scene: Scene, halt: Halt) -> None:
    agreement = ask(scene, halt, text="Deux matinées par mois.")
    assert (agreement.status, agreement.organisation) == ("asked", scene.cast.commune)
    message = Message.objects.get()
    assert message.organisation == scene.cast.commune
    assert "Mairie inventée" in message.subject
    assert "Deux matinées par mois." in message.body


def test_town_without_an_account_is_asked_on_paper(scene: Scene) -> None:
    elsewhere = make_halt(scene.cast.carrier, "Ailleurs", code="94028")
    assert ask(scene, elsewhere).organisation is None
    assert not Message.objects.exists()


def test_town_gives_for_other_dates(scene: Scene, halt: Halt) -> None:
    agreement = ask(scene, halt)
    answered = answer(scene, agreement, valid_until=date(2026, 11, 30), text="Sauf décembre.")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.valid_until) == ("given", date(2026, 11, 30))
    assert (agreement.answered_by, agreement.answered_at) == (scene.cast.gaelle, NOW)
    assert answered.visits_without == []
    assert Message.objects.filter(organisation=scene.cast.carrier).count() == 1


def test_town_refuses_and_says_why(scene: Scene, halt: Halt) -> None:
    agreement = ask(scene, halt)
    with pytest.raises(Refusal, match="pourquoi"):
        answer(scene, agreement, gives=False, text=" ")
    answer(scene, agreement, gives=False, text="Marché ce jour-là.")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.answer_text) == ("refused", "Marché ce jour-là.")


def test_answer_is_not_rewritten(scene: Scene, halt: Halt) -> None:
    agreement = ask(scene, halt)
    answer(scene, agreement)
    with pytest.raises(Refusal, match="déjà"):
        answer(scene, agreement, gives=False, text="Non.")


def test_only_the_town_that_was_asked_answers(scene: Scene, halt: Halt) -> None:
    agreement = ask(scene, halt)
    other = make_organisation("commune", "Autre commune inventée", "94028")
    stranger = viewer_of_member(make_member("Karim", other, Role.PARTNER))
    for viewer in (scene.aicha, scene.hugo, stranger):
        with pytest.raises(Refusal) as caught:
            answer(scene, agreement, viewer=viewer)
        assert caught.value.status == 404
    agreement.refresh_from_db()
    assert agreement.status == "asked"


@pytest.mark.parametrize("who", ["hugo", "bruno", "gaelle"])
def test_nobody_else_asks_or_records(scene: Scene, halt: Halt, who: str) -> None:
    with pytest.raises(Refusal):
        ask(scene, halt, viewer=getattr(scene, who))
    with pytest.raises(Refusal):
        record(scene, halt, viewer=getattr(scene, who))


def record(scene: Scene, halt: Halt, **more: Any) -> Answered:
    values = {"viewer": scene.aicha, "status": "given", "source": "Courrier", "now": NOW, **YEAR}
    return record_agreement(halt_id=halt.id, **{**values, **more})


def test_paper_answer_is_recorded_with_its_source(scene: Scene, halt: Halt) -> None:
    agreement = record(scene, halt, source="Courrier du 2 septembre 2026").agreement
    assert (agreement.status, agreement.source) == ("given", "Courrier du 2 septembre 2026")
    assert agreement.answered_by == scene.cast.aicha


@pytest.mark.parametrize("wrong", [{"source": " "}, {"status": "asked"}, {"status": "perdu"}])
def test_paper_answer_without_source_or_answer_is_refused(
    scene: Scene, halt: Halt, wrong: dict[str, str]
) -> None:
    with pytest.raises(Refusal, match="source"):
        record(scene, halt, **wrong)


def test_dates_out_of_order_are_refused(scene: Scene, halt: Halt) -> None:
    wrong = {"valid_from": date(2026, 12, 1), "valid_until": date(2026, 11, 1)}
    with pytest.raises(Refusal, match="précède"):
        ask(scene, halt, **wrong)
    with pytest.raises(Refusal, match="précède"):
        record(scene, halt, **wrong)
    with pytest.raises(Refusal, match="précède"):
        answer(scene, ask(scene, halt), **wrong)


@pytest.mark.parametrize("who", ["aicha", "gaelle"])
def test_withdrawal_lists_the_visits_left_without_agreement(
    scene: Scene, halt: Halt, who: str
) -> None:
    agreement = make_agreement(halt, organisation=scene.cast.commune)
    visit = make_visit(scene.tour, halt, status="published")
    make_visit(scene.tour, halt, date(2026, 9, 8), status="published")  # over
    make_visit(scene.tour, halt, date(2026, 10, 13))  # a draft
    values: dict[str, Any] = {"agreement_id": agreement.id, "now": NOW}
    answered = withdraw_agreement(viewer=getattr(scene, who), **values)
    assert answered.visits_without == [visit]
    assert answered.agreement.status == "withdrawn"
    visit.refresh_from_db()
    assert visit.status == "published"


def test_withdrawal_covered_by_another_agreement_leaves_nothing(scene: Scene, halt: Halt) -> None:
    agreement = make_agreement(halt)
    make_agreement(halt)
    make_visit(scene.tour, halt, status="published")
    answered = withdraw_agreement(viewer=scene.aicha, agreement_id=agreement.id, now=NOW)
    assert answered.visits_without == []


def test_stranger_withdraws_nothing(scene: Scene, halt: Halt) -> None:
    agreement = make_agreement(halt, organisation=scene.cast.commune)
    for viewer in (scene.hugo, scene.bruno):
        with pytest.raises(Refusal) as caught:
            withdraw_agreement(viewer=viewer, agreement_id=agreement.id, now=NOW)
        assert caught.value.status == 404


@pytest.mark.parametrize("status", ["refused", "withdrawn"])
def test_closed_answer_is_not_withdrawn(scene: Scene, halt: Halt, status: str) -> None:
    agreement = make_agreement(halt, status)
    with pytest.raises(Refusal, match="déjà"):
        withdraw_agreement(viewer=scene.aicha, agreement_id=agreement.id, now=NOW)


def test_unknown_agreement_is_not_found(scene: Scene) -> None:
    with pytest.raises(Refusal) as caught:
        withdraw_agreement(viewer=scene.aicha, agreement_id=uuid4(), now=NOW)
    assert caught.value.status == 404


def test_messages_are_sent_once_and_only_to_known_addresses(scene: Scene, halt: Halt) -> None:
    ask(scene, halt)
    message = Message.objects.get()
    assert send_messages([message.id], NOW) == 0  # the commune gave no address
    scene.cast.commune.email = "mairie@exemple.invalid"
    scene.cast.commune.save()
    assert send_messages([message.id], NOW) == 1
    assert send_messages([message.id], datetime(2026, 10, 1, tzinfo=UTC)) == 0
    message.refresh_from_db()
    assert message.sent_at == NOW
    [sent] = mail.outbox
    assert sent.to == ["mairie@exemple.invalid"]
    assert "Mairie inventée" in sent.subject
