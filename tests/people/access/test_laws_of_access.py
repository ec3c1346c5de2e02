"""What must hold of any decision, whatever the people, the file and the ties."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.people.domain.access import decide, purposes_open, sections_for
from allervers.people.domain.asking import (
    AccessGround,
    Agreement,
    Asker,
    CaseloadKind,
    Decision,
    GlassBroken,
    InCaseload,
    Reason,
    Record,
    Shared,
    ShareState,
    State,
)
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import OPEN
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.section import SENSITIVE, Section

NOW: Final = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DAY: Final = NOW.date()
ID: Final = UUID(int=1)
FEW: Final = settings(max_examples=60)  # the decision table holds the rest
IDS: Final = [UUID(int=rank) for rank in range(3)]

days = st.integers(-3, 3).map(lambda count: DAY + timedelta(days=count))
instants = st.integers(-300, 300).map(lambda count: NOW + timedelta(minutes=count))
sections = st.frozensets(st.sampled_from(Section))
askers = st.builds(
    Asker, member_id=st.just(ID), organisation_id=st.just(ID),
    profession=st.sampled_from([None, *Profession]), secrecy=st.sampled_from(Secrecy),
    is_approved=st.sampled_from([True, True, True, False]), valid_until=st.none() | days,
    is_stopped=st.sampled_from([False, False, True]), is_dpo=st.sampled_from([False, False, True]),
)  # fmt: skip
records = st.builds(
    Record, person_id=st.just(ID), organisation_id=st.just(ID), state=st.sampled_from(State),
    is_minor=st.none() | st.booleans(), is_restricted=st.booleans(),
)  # fmt: skip
caseloads = st.builds(
    InCaseload, kind=st.sampled_from(CaseloadKind), sections=sections, since=days,
    until=st.none() | days,
)  # fmt: skip
shares = st.builds(
    Shared, share_id=st.just(ID), ground=st.sampled_from(Ground), purpose=st.sampled_from(Purpose),
    sections=sections, state=st.sampled_from(ShareState), starts_on=days, ends_on=days,
    consent_id=st.sampled_from([None, *IDS]),
)  # fmt: skip
glasses = st.builds(GlassBroken, opened_at=instants, ends_at=instants)
grounds = st.lists(caseloads | shares | glasses, max_size=4)
agreements = st.lists(
    st.builds(
        Agreement, consent_id=st.sampled_from(IDS), expires_on=days,
        withdrawn_at=st.none() | st.just(NOW),
    ),
    max_size=3, unique_by=lambda one: one.consent_id,
)  # fmt: skip


def open_to(
    who: Asker, what: Record, ties: Sequence[AccessGround], consents: Sequence[Agreement] = (),
    *, purpose: Purpose = Purpose.FOLLOW_UP, on: datetime = NOW, together: bool = True,
) -> Decision:  # fmt: skip
    return decide(who, purpose, what, ties, consents, on, are_together=together)


@FEW
@given(askers, records, grounds, agreements, st.sampled_from(Purpose))
def test_whoever_is_not_bound_never_reads_what_secrecy_protects(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement], why: Purpose
) -> None:
    unbound = replace(who, secrecy=Secrecy.NONE)
    assert open_to(unbound, what, ties, consents, purpose=why).sections <= OPEN


@FEW
@given(
    askers,
    records,
    grounds,
    agreements,
    st.sampled_from(Purpose),
    st.sampled_from(["together", "apart"]),
)
def test_nothing_opens_without_a_ground_or_a_standing(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement], why: Purpose,
    organisations: str,
) -> None:  # fmt: skip
    together = organisations == "together"
    found = open_to(who, what, ties, consents, purpose=why, together=together)
    assert not open_to(who, what, [], consents, purpose=why).sections
    if found.sections:
        assert who.is_approved
        assert who.profession
        assert who.valid_until is not None
        assert not who.is_stopped | who.is_dpo
        assert together
        assert what.state is not State.FINAL
    else:
        assert not found.announced
        assert not found.must_say_why


@FEW
@given(askers, records, grounds, agreements, agreements, st.sampled_from(Purpose))
def test_more_consent_never_hides(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement],
    more: list[Agreement], why: Purpose,
) -> None:  # fmt: skip
    less = open_to(who, what, ties, consents, purpose=why).sections
    assert less <= open_to(who, what, ties, [*consents, *more], purpose=why).sections


@FEW
@given(askers, records, shares, st.sampled_from(Purpose))
def test_consent_taken_back_closes_at_once(
    who: Asker, what: Record, share: Shared, why: Purpose
) -> None:
    tied = replace(share, consent_id=ID)
    withdrawn = Agreement(ID, date(2099, 1, 1), NOW)
    assert not open_to(who, what, [tied], [withdrawn], purpose=why).sections
    assert not open_to(who, what, [tied], [], purpose=why).sections


@FEW
@given(askers, records, grounds, agreements, caseloads | shares | glasses)
def test_one_more_ground_never_closes(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement],
    more: AccessGround,
) -> None:  # fmt: skip
    before = open_to(who, what, ties, consents).sections
    assert before <= open_to(who, what, [*ties, more], consents).sections


@FEW
@given(askers, records, shares, agreements, days, days)
def test_narrower_dates_never_open_more(
    who: Asker, what: Record, share: Shared, consents: list[Agreement], start: date, end: date
) -> None:
    narrower = replace(
        share, starts_on=max(start, share.starts_on), ends_on=min(end, share.ends_on)
    )
    wide = open_to(who, what, [share], consents, purpose=share.purpose).sections
    assert open_to(who, what, [narrower], consents, purpose=share.purpose).sections <= wide


@FEW
@given(askers, records, shares, agreements, st.sampled_from(Section))
def test_naming_one_more_section_opens_that_one_at_most(
    who: Asker, what: Record, share: Shared, consents: list[Agreement], one: Section
) -> None:
    larger = replace(share, sections=share.sections | {one})
    before = open_to(who, what, [share], consents, purpose=share.purpose).sections
    after = open_to(who, what, [larger], consents, purpose=share.purpose).sections
    assert after - before <= {one}
    assert before <= after


@FEW
@given(askers, records, caseloads)
def test_a_caseload_opens_what_it_names_and_the_profession_reads(
    who: Asker, what: Record, tie: InCaseload
) -> None:
    found = open_to(who, what, [tie]).sections
    assert found <= tie.sections
    if found:
        assert who.profession is not None
        assert found <= sections_for(who.profession, who.secrecy)


@FEW
@given(askers, records, grounds, agreements, st.sampled_from(Purpose))
def test_what_is_most_sensitive_is_never_announced(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement], why: Purpose
) -> None:
    found = open_to(who, what, ties, consents, purpose=why)
    assert not found.announced & SENSITIVE
    assert not found.announced & found.sections
    if found.announced:
        assert any(isinstance(tie, InCaseload) for tie in ties)


@FEW
@given(askers, records, grounds, agreements)
def test_a_limited_file_and_an_archive_ask_why(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement]
) -> None:
    found = open_to(who, what, ties, consents)
    if found.sections:
        assert found.must_say_why == (what.is_restricted or what.state is State.INTERMEDIATE)
    limited = open_to(who, replace(what, is_restricted=True), ties, consents)
    assert limited.sections == found.sections & {Section.IDENTITY, Section.CONTACT}


@FEW
@given(askers, records, grounds, agreements)
def test_purposes_that_open_are_those_that_are_offered(
    who: Asker, what: Record, ties: list[AccessGround], consents: list[Agreement]
) -> None:
    offered = purposes_open(who, what, ties, consents, NOW, are_together=True)
    for purpose in Purpose:
        found = open_to(who, what, ties, consents, purpose=purpose)
        assert bool(found.sections) == (purpose in offered)


def test_the_day_is_the_one_of_paris() -> None:
    bound = Asker(
        ID, ID, Profession.NURSE, Secrecy.PROFESSION, is_approved=True, valid_until=DAY,
        is_stopped=False,
    )  # fmt: skip
    tie = InCaseload(CaseloadKind.TEAM, frozenset(Section), DAY, DAY)
    what = Record(ID, ID, State.ACTIVE, None, is_restricted=False)
    assert open_to(bound, what, [tie], on=datetime(2026, 11, 20, 22, 59, tzinfo=UTC)).sections
    late = open_to(bound, what, [tie], on=datetime(2026, 11, 20, 23, 0, tzinfo=UTC))
    assert late.reason is Reason.EXPIRED


def test_the_reason_told_is_the_strongest_ground() -> None:
    who = Asker(
        ID, ID, Profession.SOCIAL_WORKER, Secrecy.PROFESSION, is_approved=True, valid_until=DAY,
        is_stopped=False,
    )  # fmt: skip
    what = Record(ID, ID, State.ACTIVE, None, is_restricted=False)
    share = Shared(
        ID, Ground.CASF_L226_2_2, Purpose.EMERGENCY, frozenset(Section), ShareState.ACCEPTED,
        DAY, DAY, None,
    )  # fmt: skip
    broken = GlassBroken(NOW, NOW + timedelta(hours=4))
    tie = InCaseload(CaseloadKind.TEAM, frozenset({Section.CONTACT}), DAY, None)
    emergency = Purpose.EMERGENCY
    assert open_to(who, what, [share, broken, tie], purpose=emergency).reason is Reason.CASELOAD
    assert open_to(who, what, [share, broken], purpose=emergency).reason is Reason.GLASS
    assert open_to(who, what, [share], purpose=emergency).reason is Reason.CASF_L226_2_2
    assert open_to(who, what, [share]).reason is Reason.PURPOSE
    assert open_to(who, what, [replace(tie, since=DAY + timedelta(1)), share]).reason is (
        Reason.NOT_IN_DATES
    )


def test_a_coordinator_reads_what_the_law_lets_be_shared() -> None:
    who = Asker(
        ID, ID, Profession.SOCIAL_WORKER, Secrecy.PROFESSION, is_approved=True, valid_until=DAY,
        is_stopped=False,
    )  # fmt: skip
    what = Record(ID, ID, State.ACTIVE, None, is_restricted=False)
    tie = InCaseload(CaseloadKind.COORDINATOR, frozenset(Section), DAY, None)
    assert open_to(who, what, [tie]).sections == frozenset(Section) - SENSITIVE
    unbound = replace(who, profession=Profession.FAMILY_ADVISER, secrecy=Secrecy.NONE)
    assert open_to(unbound, what, [tie]).reason is Reason.PROFESSION
