"""What must hold of any share, whoever sends and receives it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.people.domain.asking import Agreement
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import OF_SECRECY, OPEN
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.secrecy import Field
from allervers.people.domain.section import Section
from allervers.people.domain.sharing import (
    ATTESTED,
    RULES,
    Condition,
    NotInformed,
    Obstacle,
    Party,
    Proposal,
    Subject,
    check_share,
    possible,
)
from allervers.people.mapping.grounds import party_of

DAY: Final = date(2026, 11, 20)
CONSENT: Final = Agreement(UUID(int=1), DAY + timedelta(30), None)
CHILD, ADULT = Subject(is_minor=True), Subject(is_minor=False)
FEW: Final = settings(max_examples=80)
parties = st.builds(
    Party, profession=st.sampled_from(Profession), secrecy=st.sampled_from(Secrecy),
    fields=st.frozensets(st.sampled_from(Field)),
)  # fmt: skip
subjects = st.builds(Subject, is_minor=st.none() | st.booleans())


def worker(profession: Profession, mission: str = "acte inventé") -> Party:
    return party_of(profession, mission, DAY, DAY)


SOCIAL = worker(Profession.SOCIAL_WORKER)
NURSE = worker(Profession.NURSE)
ASE = worker(Profession.CHILD_PROTECTION)
LANDLORD = worker(Profession.LANDLORD)
MAYOR = worker(Profession.ELECTED)


def proposal(ground: Ground, *sections: Section, **changes: Any) -> Proposal:
    start = Proposal(
        ground, min(RULES[ground].purposes), frozenset(sections or {Section.IDENTITY}), DAY,
        DAY + timedelta(30), is_recipient_named=True, informed_on=DAY, informed_whom="la mère",
        consent=CONSENT, attested=ATTESTED,
    )  # fmt: skip
    return replace(start, **changes)


def codes(found: tuple[Obstacle, ...]) -> set[Condition]:
    return {one.code for one in found}


def offered(sender: Party, recipient: Party, subject: Subject) -> set[Ground]:
    return {one.ground for one in possible(sender, recipient, subject)}


def test_what_the_dialogue_proposes() -> None:
    care = {
        Ground.CSP_L1110_4_II, Ground.CSP_L1110_4_III_TEAM, Ground.CSP_L1110_4_III_CONSENT,
    }  # fmt: skip
    child = {Ground.CASF_L226_2_2, Ground.CASF_L226_2_1}
    assert offered(SOCIAL, NURSE, ADULT) == care | {Ground.CONSENT}
    assert offered(SOCIAL, ASE, CHILD) == child | {Ground.CASF_L121_6_2, Ground.CONSENT}
    assert offered(SOCIAL, ASE, Subject(None)) == {Ground.CASF_L121_6_2, Ground.CONSENT}
    assert offered(SOCIAL, LANDLORD, ADULT) == {Ground.CONSENT}
    assert offered(SOCIAL, MAYOR, CHILD) == set()
    magistrate = worker(Profession.MAGISTRATE)
    assert offered(SOCIAL, magistrate, ADULT) == {Ground.CPP_40, Ground.CONSENT}


def test_a_mission_counts_with_its_act_and_while_it_lasts() -> None:
    assert worker(Profession.FAMILY_ADVISER).secrecy is Secrecy.MISSION
    assert worker(Profession.FAMILY_ADVISER, " ").secrecy is Secrecy.NONE
    after = party_of(Profession.FAMILY_ADVISER, "acte", DAY, DAY + timedelta(1))
    assert after.secrecy is Secrecy.NONE
    assert party_of(Profession.FAMILY_ADVISER, "acte", None, DAY).secrecy is Secrecy.NONE
    assert worker(Profession.TEACHER).secrecy is Secrecy.NONE
    assert party_of(Profession.NURSE, "", None, DAY).secrecy is Secrecy.PROFESSION


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"purpose": Purpose.CARE}, {Condition.PURPOSE}),
        ({"purpose": Purpose.EMERGENCY}, {Condition.PURPOSE, Condition.SECTIONS}),
        ({"sections": frozenset[Section]()}, {Condition.SECTIONS}),
        ({"is_recipient_named": False}, {Condition.NAMED}),
        ({"ends_on": DAY - timedelta(1)}, {Condition.DATES}),
        ({"starts_on": DAY - timedelta(9), "ends_on": DAY - timedelta(1)}, {Condition.DATES}),
        ({"starts_on": DAY, "ends_on": DAY}, set[Condition]()),
        ({"informed_on": DAY + timedelta(1)}, {Condition.INFORMED}),
        ({"informed_whom": " "}, {Condition.INFORMED}),
        ({"informed_on": None}, {Condition.INFORMED}),
        ({"informed_on": None, "not_informed": NotInformed.DANGER}, {Condition.INFORMED}),
        ({"informed_on": None, "not_informed": NotInformed.CHILD}, set[Condition]()),
        ({"attested": ATTESTED - {Condition.NECESSARY}}, {Condition.NECESSARY}),
        ({}, set[Condition]()),
    ],
)
def test_each_condition_of_child_protection_is_asked(
    changes: dict[str, Any], missing: set[Condition]
) -> None:
    asked = proposal(Ground.CASF_L226_2_2, Section.IDENTITY, Section.CHILDREN, **changes)
    assert codes(check_share(asked, SOCIAL, ASE, CHILD, DAY)) == missing


@pytest.mark.parametrize(
    ("consent", "is_enough"),
    [
        (None, False),
        (CONSENT, True),
        (replace(CONSENT, expires_on=DAY - timedelta(1)), False),
        (replace(CONSENT, expires_on=DAY + timedelta(29)), False),  # the share would outlive it
    ],
)
def test_a_consent_covers_the_whole_share(consent: Agreement | None, *, is_enough: bool) -> None:
    asked = proposal(Ground.CONSENT, consent=consent)
    found = codes(check_share(asked, SOCIAL, LANDLORD, ADULT, DAY))
    assert found == (set() if is_enough else {Condition.CONSENT})


def test_obstacles_name_their_article() -> None:
    asked = proposal(Ground.CSP_L1110_4_II, consent=None)
    [found] = check_share(asked, SOCIAL, worker(Profession.FAMILY_ADVISER), ADULT, DAY)
    assert found == Obstacle(Condition.RECIPIENT_CARE, "CSP R1110-2")


@FEW
@given(parties, parties, subjects)
def test_the_dialogue_offers_what_the_check_accepts(
    sender: Party, recipient: Party, subject: Subject
) -> None:
    for offer in possible(sender, recipient, subject):
        for purpose in offer.purposes:
            asked = proposal(offer.ground, Section.IDENTITY, Section.CONTACT, purpose=purpose)
            assert not check_share(asked, sender, recipient, subject, DAY)


@FEW
@given(parties, parties, subjects, st.sampled_from(Ground), st.sampled_from(Section))
def test_what_is_not_offered_is_refused(
    sender: Party, recipient: Party, subject: Subject, ground: Ground, section: Section
) -> None:
    offer = {one.ground: one for one in possible(sender, recipient, subject)}.get(ground)
    if offer is None or section not in offer.sections:
        asked = proposal(ground, section)
        assert check_share(asked, sender, recipient, subject, DAY)


@FEW
@given(parties, parties, subjects, st.sampled_from(Ground), st.frozensets(st.sampled_from(Section)))
def test_whoever_is_not_bound_receives_nothing_that_secrecy_protects(
    sender: Party, recipient: Party, subject: Subject, ground: Ground, chosen: frozenset[Section]
) -> None:
    unbound = replace(recipient, secrecy=Secrecy.NONE)
    asked = proposal(ground, *chosen)
    if check_share(asked, sender, unbound, subject, DAY) or ground is Ground.CPP_40:
        return
    assert ground not in OF_SECRECY
    assert asked.sections <= OPEN


@FEW
@given(parties, parties, subjects, st.sampled_from(Ground), st.sampled_from(Condition))
def test_one_more_attestation_never_forbids(
    sender: Party, recipient: Party, subject: Subject, ground: Ground, more: Condition
) -> None:
    bare = proposal(ground, attested=frozenset())
    attested = replace(bare, attested=frozenset({more}))
    before = codes(check_share(bare, sender, recipient, subject, DAY))
    assert codes(check_share(attested, sender, recipient, subject, DAY)) == before - (
        {more} & ATTESTED
    )
