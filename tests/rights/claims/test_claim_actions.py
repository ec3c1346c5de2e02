"""Claims are kept once, nobody overwrites another, the history says the state."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.reception.models import EncounterOpening
from allervers.rights.actions import claims as actions
from allervers.rights.actions.claims import Asked
from allervers.rights.actions.sheet_erasing import erase_sheet
from allervers.rights.domain.claims.claim import FIRST, TRANSITIONS, NonTakeUp, State, Step
from allervers.rights.mapping.claims import live_steps
from allervers.rights.models import Claim, ClaimChange
from allervers.ui.domain.refusal import Refusal
from tests.reception.today import together
from tests.rights.claims.conftest import Desk, noon

DAY = date(2026, 11, 10)


def code_of_refusal(desk: Desk, claim: Claim, **values: object) -> str:
    """Try to change a claim; return why it was refused."""
    given_values = {"state": State.SENT, "day": DAY, **values}
    with pytest.raises(Refusal) as refused:
        desk.change(claim, **given_values)  # type: ignore[arg-type]
    return refused.value.code


def test_starting_twice_makes_one_claim_followed_by_whoever_began(desk: Desk) -> None:
    claim = desk.start()
    assert desk.start() == claim
    assert (claim.state, claim.follower_id, claim.changes.count()) == (
        "todo", desk.bruno.member_id, 1,
    )  # fmt: skip


def test_another_claim_may_begin_once_the_first_is_over(desk: Desk) -> None:
    claim = desk.change(desk.start(), State.OPENED, DAY, amount=Decimal("545.10"))
    assert desk.start() != claim
    assert Claim.objects.count() == 2


def test_a_claim_remembers_when_the_right_was_found(desk: Desk) -> None:
    check = desk.world.check(
        desk.encounter, ("rsa", "entitled", "545.00"), ("af", "not_asked", None)
    )
    assert desk.start("rsa").found_at == check.computed_at
    assert desk.start("af").found_at is None


@pytest.mark.parametrize(
    "asked", [Asked("rien"), Asked("local:fsl"), Asked("local:" + "x" * 90, "Y")]
)
def test_a_right_that_does_not_exist_is_refused(desk: Desk, asked: Asked) -> None:
    with pytest.raises(Refusal) as refused:
        actions.start_claim(
            viewer=desk.bruno, encounter_id=desk.encounter.pk, asked=asked, now=noon(DAY)
        )
    assert refused.value.code == "right_unknown"


def test_a_local_right_keeps_its_name(desk: Desk) -> None:
    claim = actions.start_claim(
        viewer=desk.bruno,
        encounter_id=desk.encounter.pk,
        asked=Asked("local:fsl-92", "Fonds de solidarité logement"),
        now=noon(DAY),
    )
    assert (claim.right, claim.label) == ("local:fsl-92", "Fonds de solidarité logement")


@pytest.mark.parametrize("who", ["hugo", "denis", "elodie", "farid", "gaelle", "jeanne"])
def test_a_claim_of_others_does_not_exist(desk: Desk, who: str) -> None:
    claim = desk.start()
    other = Desk(desk.world, desk.encounter, desk.member(who))
    here = {"viewer": other.bruno, "claim_id": claim.pk}
    acts: tuple[Callable[[], object], ...] = (
        lambda: other.start("af"),
        lambda: other.change(claim, State.SENT, DAY),
        lambda: actions.undo_change(**here, seen=0, now=noon(DAY)),  # type: ignore[arg-type]
        lambda: actions.handle_reminder(**here, seen=0, now=noon(DAY)),  # type: ignore[arg-type]
        lambda: actions.follow_claim(**here, is_mine=True),  # type: ignore[arg-type]
    )
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert ClaimChange.objects.count() == 1


@pytest.mark.parametrize("who", ["aicha", "chloe"])
def test_colleagues_go_on(desk: Desk, who: str) -> None:
    colleague = Desk(desk.world, desk.encounter, desk.member(who))
    assert colleague.change(desk.start(), State.SENT, DAY).state == "sent"


def test_whoever_was_given_the_code_goes_on_as_long_as_it_opens(desk: Desk) -> None:
    claim, hugo = desk.start(), Desk(desk.world, desk.encounter, desk.member("hugo"))
    EncounterOpening.objects.create(
        encounter=desk.encounter, member=desk.world.cast.hugo, opened_at=noon(DAY)
    )
    assert hugo.change(claim, State.SENT, DAY).state == "sent"
    type(desk.encounter).objects.update(code_serial=1)
    assert code_of_refusal(hugo, claim, state=State.OPENED) == "not-found"


def test_a_claim_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        actions.undo_change(viewer=desk.bruno, claim_id=uuid4(), seen=0, now=noon(DAY))
    assert refused.value.status == 404


def test_an_old_page_is_refused(desk: Desk) -> None:
    claim = desk.start()
    desk.change(claim, State.SENT, DAY)
    step = Step(State.GIVEN_UP, DAY, NonTakeUp.NOT_ASKED)
    with pytest.raises(Refusal) as refused:
        actions.change_claim(viewer=desk.bruno, claim_id=claim.pk, step=step, seen=0, now=noon(DAY))
    assert (refused.value.code, refused.value.status) == ("changed-meanwhile", 409)


def test_the_same_change_sent_twice_makes_one(desk: Desk) -> None:
    claim, step = desk.start(), Step(State.SENT, DAY)
    for _twice in range(2):
        actions.change_claim(viewer=desk.bruno, claim_id=claim.pk, step=step, seen=0, now=noon(DAY))
    assert claim.changes.count() == 2


def test_a_note_with_a_social_security_number_is_refused_with_the_reason(desk: Desk) -> None:
    claim = desk.start()
    assert code_of_refusal(desk, claim, note="1 84 12 75 004 123 45") == "note_nir"
    assert claim.changes.count() == 1


def test_a_note_may_name_an_organisation_by_its_siret(desk: Desk) -> None:
    claim = desk.change(desk.start(), State.SENT, DAY, note="employeur 552 081 317 66522")
    assert claim.changes.get(number=2).note == "employeur 552 081 317 66522"


def test_what_the_table_forbids_is_refused_and_not_stored(desk: Desk) -> None:
    claim = desk.start()
    assert code_of_refusal(desk, claim, state=State.REFUSED) == "not_from_here"
    assert code_of_refusal(desk, claim, due_on=DAY - timedelta(days=1)) == "due_before"


def test_undoing_gives_back_what_was_before_and_keeps_the_row(desk: Desk) -> None:
    claim = desk.change(desk.start(), State.SENT, DAY)
    claim = desk.change(claim, State.OPENED, DAY, amount=Decimal(100), ends_on=DAY)
    claim = actions.undo_change(
        viewer=desk.bruno, claim_id=claim.pk, seen=claim.version, now=noon(DAY)
    )
    assert (claim.state, claim.amount, claim.ends_on, claim.reminder) == (
        "sent", None, None, "no_answer",
    )  # fmt: skip
    assert [one.undone_at is not None for one in claim.changes.order_by("number")] == [
        False, False, True,
    ]  # fmt: skip


def test_the_beginning_is_never_undone(desk: Desk) -> None:
    claim = desk.start()
    with pytest.raises(Refusal, match="rien à annuler"):
        actions.undo_change(viewer=desk.bruno, claim_id=claim.pk, seen=0, now=noon(DAY))


def test_undoing_never_brings_two_claims_of_one_right_to_life(desk: Desk) -> None:
    first = desk.change(desk.start(), State.GIVEN_UP, DAY)
    desk.start()
    with pytest.raises(Refusal) as refused:
        actions.undo_change(viewer=desk.bruno, claim_id=first.pk, seen=first.version, now=noon(DAY))
    assert refused.value.code == "another_claim"
    assert code_of_refusal(desk, first, state=State.TODO) == "another_claim"


def test_the_database_itself_keeps_one_live_claim(desk: Desk) -> None:
    claim = desk.start()
    with pytest.raises(IntegrityError, match="claim_one_live_per_right"), transaction.atomic():
        Claim.objects.create(encounter=desk.encounter, right="rsa", since=DAY, started_at=noon(DAY))
    with pytest.raises(IntegrityError, match="claim_reason_iff"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="given_up")


def test_what_is_done_leaves_the_list_and_comes_back_a_month_later(desk: Desk) -> None:
    claim = desk.change(desk.start(), State.SENT, date(2026, 5, 10))
    claim = actions.handle_reminder(
        viewer=desk.bruno, claim_id=claim.pk, seen=claim.version, now=noon(DAY)
    )
    assert claim.reminder_on == date(2026, 12, 10)
    claim = desk.change(claim, State.REFUSED, DAY)
    assert (claim.reminder, claim.reminder_on) == ("appeal", date(2027, 1, 10))


def test_following_and_leaving_to_the_team(desk: Desk) -> None:
    claim = desk.start()
    for who, is_mine, follower in (
        ("chloe", False, "bruno"), ("chloe", True, "chloe"), ("chloe", False, None),
    ):  # fmt: skip
        found = actions.follow_claim(viewer=desk.member(who), claim_id=claim.pk, is_mine=is_mine)
        assert found.follower == (getattr(desk.world.cast, follower) if follower else None)


def test_who_erases_their_sheet_has_notes_forgotten_and_counts_kept(desk: Desk) -> None:
    claim = desk.change(desk.start(), State.SENT, DAY, note="dossier complet")
    erase_sheet(encounter_id=desk.encounter.pk, now=noon(DAY))
    claim.refresh_from_db()
    assert {one.note for one in claim.changes.all()} == {""}
    assert (claim.state, claim.reminder, claim.follower) == ("sent", "", None)
    assert code_of_refusal(desk, claim, state=State.OPENED) == "sheet_erased"
    with pytest.raises(Refusal):
        actions.follow_claim(viewer=desk.bruno, claim_id=claim.pk, is_mine=True)


def test_a_claim_goes_with_its_encounter(desk: Desk) -> None:
    desk.start()
    desk.encounter.delete()
    assert not ClaimChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_begin_at_once_share_one_claim(desk: Desk) -> None:
    assert together(*[desk.start] * 3) == ["done"] * 3
    assert (Claim.objects.count(), ClaimChange.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_is_kept_and_the_other_told(desk: Desk) -> None:
    claim = desk.start()

    def change(state: State) -> object:
        reason = NonTakeUp.NOT_ASKED if state is State.GIVEN_UP else None
        step = Step(state, DAY, reason)
        return actions.change_claim(
            viewer=desk.bruno, claim_id=claim.pk, step=step, seen=0, now=noon(DAY)
        )

    ended = together(lambda: change(State.SENT), lambda: change(State.GIVEN_UP))
    assert ended == ["changed-meanwhile", "done"]
    assert claim.changes.count() == 2


WISHES = st.lists(st.sampled_from([*State, "undo", "handle"]), max_size=12)


@given(WISHES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_forbidden_transition_is_ever_stored_and_history_says_the_state(
    desk: Desk, wishes: list[State | str]
) -> None:
    Claim.objects.all().delete()
    claim = desk.start()
    for turn, wish in enumerate(wishes):
        wished(desk, claim, wish, DAY + timedelta(days=turn))
    claim.refresh_from_db()
    steps = live_steps(claim.changes.all())
    states = [one.state for one in steps]
    assert states[0] is FIRST
    assert all(after in TRANSITIONS[before] for before, after in pairwise(states))
    last = steps[-1]
    assert (claim.state, claim.since, claim.reason) == (last.state, last.on, last.reason or "")
    assert claim.amount == last.amount


def wished(desk: Desk, claim: Claim, wish: State | str, day: date) -> None:
    """Try something; a refusal is an answer."""
    claim.refresh_from_db()
    now = datetime.combine(day, datetime.min.time(), UTC)
    here = {"viewer": desk.bruno, "claim_id": claim.pk, "seen": claim.version, "now": now}
    try:
        if wish == "undo":
            actions.undo_change(**here)  # type: ignore[arg-type]
        elif wish == "handle":
            actions.handle_reminder(**here)  # type: ignore[arg-type]
        else:
            amount = Decimal(10) if wish is State.OPENED else None
            desk.change(claim, State(wish), day, amount=amount)
    except Refusal:
        return
