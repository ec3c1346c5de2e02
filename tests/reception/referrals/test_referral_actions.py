"""Choosing services, recording what came of it, by whom it may be."""

from datetime import timedelta

import pytest

from allervers.reception.actions.referrals import (
    Chosen,
    choose_services,
    record_outcome,
    withdraw,
)
from allervers.reception.models import Encounter, Referral, ReferralOutcome
from allervers.reception.queries import referrals
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.reception.referrals.services import FOOD, NOW, make_encounter, make_service

WHY = Chosen(FOOD, (("asked", (FOOD,)), ("distance", ("1.20",))), 1.2)


@pytest.fixture
def encounter(cast: Cast) -> Encounter:
    return make_encounter(cast.bruno, FOOD)


def choose(cast: Cast, encounter: Encounter, service_id: str, why: Chosen = WHY) -> Referral:
    made = choose_services(
        viewer=viewer(cast.bruno), encounter_id=encounter.pk, service_ids={service_id: why}, now=NOW
    )
    return made[0]


def test_reasons_are_frozen(cast: Cast, encounter: Encounter) -> None:
    choose(cast, encounter, make_service("Épicerie inventée").pk)
    (kept,) = referrals.referrals_of(encounter.pk)
    assert (kept.thematique, kept.distance_km) == (FOOD, 1.2)
    assert kept.reasons[0] == {"code": "asked", "detail": [FOOD]}


def test_choosing_twice_makes_one(cast: Cast, encounter: Encounter) -> None:
    service = make_service("Épicerie inventée")
    first = choose(cast, encounter, service.pk)
    assert choose(cast, encounter, service.pk, Chosen()) == first
    assert Referral.objects.get().thematique == FOOD


def test_what_was_withdrawn_can_be_chosen_again(cast: Cast, encounter: Encounter) -> None:
    service = make_service("Épicerie inventée")
    made = choose(cast, encounter, service.pk)
    withdraw(viewer=viewer(cast.bruno), referral_id=made.pk, now=NOW)
    assert referrals.referrals_of(encounter.pk) == []
    choose(cast, encounter, service.pk)
    assert referrals.referrals_of(encounter.pk) == [made]


def test_a_service_gone_is_refused_and_nothing_is_written(cast: Cast, encounter: Encounter) -> None:
    gone = make_service("Épicerie fermée", gone_at=NOW)
    here = make_service("Épicerie inventée")
    with pytest.raises(Refusal) as refused:
        choose_services(
            viewer=viewer(cast.bruno),
            encounter_id=encounter.pk,
            service_ids={here.pk: WHY, gone.pk: WHY},
            now=NOW,
        )
    assert refused.value.code == "service_gone"
    assert not Referral.objects.exists()


@pytest.mark.parametrize("services", [{}, {str(n): WHY for n in range(21)}, {"inconnu": WHY}])
def test_nonsense_is_refused(cast: Cast, encounter: Encounter, services: dict[str, Chosen]) -> None:
    with pytest.raises(Refusal):
        choose_services(
            viewer=viewer(cast.bruno), encounter_id=encounter.pk, service_ids=services, now=NOW
        )


def test_the_same_outcome_at_once_is_one(cast: Cast, encounter: Encounter) -> None:
    made = choose(cast, encounter, make_service("Épicerie inventée").pk)
    for seconds in (0, 2, 61):
        later = NOW + timedelta(seconds=seconds)
        record_outcome(viewer=viewer(cast.chloe), referral_id=made.pk, outcome="not_yet", now=later)
    assert ReferralOutcome.objects.count() == 2


def test_an_outcome_is_undone_by_another(cast: Cast, encounter: Encounter) -> None:
    made = choose(cast, encounter, make_service("Épicerie inventée").pk)
    for said in ("refused", "went"):
        record_outcome(viewer=viewer(cast.bruno), referral_id=made.pk, outcome=said, now=NOW)
    made.refresh_from_db()
    assert made.outcome == "went"
    assert [one.outcome for one in made.outcomes.order_by("id")] == ["refused", "went"]


@pytest.mark.parametrize("outcome", ["", "lost", "went; drop"])
def test_an_unknown_outcome_is_refused(cast: Cast, encounter: Encounter, outcome: str) -> None:
    made = choose(cast, encounter, make_service("Épicerie inventée").pk)
    with pytest.raises(Refusal):
        record_outcome(viewer=viewer(cast.bruno), referral_id=made.pk, outcome=outcome, now=NOW)


@pytest.mark.parametrize("who", ["hugo", "denis", "elodie", "farid", "gaelle", "jeanne"])
def test_others_find_nothing(cast: Cast, encounter: Encounter, who: str) -> None:
    made = choose(cast, encounter, make_service("Épicerie inventée").pk)
    other = viewer(cast.by_name()[who])
    with pytest.raises(Refusal) as refused:
        record_outcome(viewer=other, referral_id=made.pk, outcome="went", now=NOW)
    assert refused.value.status == 404
    with pytest.raises(Refusal):
        withdraw(viewer=other, referral_id=made.pk, now=NOW)
    with pytest.raises(Refusal):
        choose_services(viewer=other, encounter_id=encounter.pk, service_ids={}, now=NOW)


def test_who_was_given_the_code_records_the_outcome(cast: Cast, encounter: Encounter) -> None:
    made = choose(cast, encounter, make_service("Épicerie inventée").pk)
    encounter.openings.create(member=cast.hugo, opened_at=NOW)
    record_outcome(viewer=viewer(cast.hugo), referral_id=made.pk, outcome="went", now=NOW)
    made.refresh_from_db()
    assert made.outcome == "went"
