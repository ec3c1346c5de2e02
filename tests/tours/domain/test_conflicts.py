"""Each conflict, and its absence when its cause is absent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from allervers.tours.domain.conflicts import (
    Aboard,
    Agreement,
    Away,
    Conflict,
    Kind,
    Place,
    Planned,
    Severity,
    Unit,
    conflicts,
    drive_minutes,
    great_circle_km,
    unknown_school_days,
)
from allervers.tours.domain.recurrence import Occurrence, SkipReason
from tests.tours.domain.days import PLAIN, WrittenDays

DAY = date(2026, 10, 6)
TOUR = (date(2026, 9, 1), date(2027, 6, 30))
TRUCK = Unit(uuid4(), "Camion inventé", length_m=9.0, width_m=2.5, needs_power=True)
VAN = Unit(uuid4(), "Fourgon inventé")
ISSY = Place(uuid4(), "Place inventée", (48.824, 2.270), needs_agreement=False)
ANTONY = Place(uuid4(), "Autre place", (48.753, 2.297), needs_agreement=False)
CRECHE = Aboard(uuid4(), "Association inventée")
AGENT = Aboard(uuid4(), "Aïcha", member_id=uuid4())


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, 6, hour - 2, minute, tzinfo=UTC)  # summer time


def visit(place: Place = ISSY, unit: Unit = TRUCK, *aboard: Aboard) -> Planned:
    return Planned(unit, place, at(9), at(12), aboard)


def found(
    candidate: Planned,
    *,
    existing: tuple[Planned, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    absences: tuple[Away, ...] = (),
) -> list[Kind]:
    return [
        one.kind
        for one in conflicts([candidate], existing, agreements, absences, tour=TOUR, calendar=PLAIN)
    ]


def stored(starts: datetime, ends: datetime, place: Place = ANTONY, unit: Unit = TRUCK) -> Planned:
    return Planned(unit, place, starts, ends, (AGENT,), visit_id=uuid4())


def test_visit_alone_has_no_conflict() -> None:
    assert found(visit()) == []


def test_unit_in_two_places_blocks() -> None:
    other = stored(at(11), at(13))
    result = conflicts([visit()], [other], [], [], tour=TOUR, calendar=PLAIN)
    assert result == [Conflict(Kind.UNIT_ELSEWHERE, DAY, other=other)]
    assert result[0].severity is Severity.BLOCKING


def test_two_new_visits_of_one_unit_collide() -> None:
    both = [visit(), visit(ANTONY)]
    result = conflicts(both, [], [], [], tour=TOUR, calendar=PLAIN)
    assert [one.kind for one in result] == [Kind.UNIT_ELSEWHERE]


def test_visit_does_not_collide_with_its_own_row() -> None:
    other = stored(at(9), at(12), ISSY)
    assert found(replace(visit(), visit_id=other.visit_id), existing=(other,)) == []


def test_visits_that_touch_do_not_overlap() -> None:
    assert found(visit(), existing=(stored(at(12), at(14), ISSY),)) == []


def test_other_day_and_other_unit_do_not_collide() -> None:
    tomorrow = stored(at(9).replace(day=7), at(12).replace(day=7))
    assert found(visit(), existing=(tomorrow, stored(at(9), at(12), unit=VAN))) == []


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (at(12, 10), at(14), [Kind.NO_TIME_TO_DRIVE]),
        (at(12, 30), at(14), []),
        (at(7), at(8, 50), [Kind.NO_TIME_TO_DRIVE]),
        (at(7), at(8, 30), []),
    ],
)
def test_time_to_drive_between_halts(
    starts: datetime, ends: datetime, expected: list[Kind]
) -> None:
    assert found(visit(), existing=(stored(starts, ends),)) == expected


def test_drive_says_minutes_needed_and_left() -> None:
    other = stored(at(12, 10), at(14))
    [one] = conflicts([visit()], [other], [], [], tour=TOUR, calendar=PLAIN)
    assert (one.needed, one.available) == (16, 10)


def test_unknown_position_says_nothing_of_the_drive() -> None:
    assert drive_minutes(replace(ISSY, point=None), ANTONY) is None
    assert drive_minutes(ISSY, ISSY) is None


def test_great_circle_matches_known_distances() -> None:
    # A minute of latitude is a nautical mile; a quarter of the Earth is 10,007 km.
    assert great_circle_km((48.0, 2.0), (48.0 + 1 / 60, 2.0)) == pytest.approx(1.853, abs=0.002)
    assert great_circle_km((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10_007.5, abs=0.5)
    assert great_circle_km((90.0, 0.0), (-90.0, 50.0)) == pytest.approx(20_015, abs=1)


def agreement(status: str, first: date = DAY, last: date = DAY, hour: int = 12) -> Agreement:
    return Agreement(ISSY.id, status, first, last, datetime(2026, 9, 1, hour, tzinfo=UTC))


ASKING = replace(ISSY, needs_agreement=True)
PAST, FUTURE = (date(2026, 9, 1), date(2026, 10, 5)), (date(2026, 10, 7), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((), [Kind.NO_AGREEMENT]),
        ((agreement("given"),), []),
        ((agreement("given", *PAST),), [Kind.OUTSIDE_AGREED_DATES]),
        ((agreement("given", *FUTURE),), [Kind.OUTSIDE_AGREED_DATES]),
        ((agreement("asked"),), [Kind.AGREEMENT_AWAITED]),
        ((agreement("asked", *PAST),), [Kind.NO_AGREEMENT]),
        ((agreement("refused"),), [Kind.AGREEMENT_REFUSED]),
        ((agreement("refused", *PAST),), [Kind.NO_AGREEMENT]),
        ((agreement("withdrawn"),), [Kind.NO_AGREEMENT]),
        ((agreement("given"), agreement("refused", hour=13)), [Kind.AGREEMENT_REFUSED]),
        ((agreement("refused"), agreement("given", hour=13)), []),
        ((replace(agreement("given"), place_id=uuid4()),), [Kind.NO_AGREEMENT]),
    ],
)
def test_agreement_of_the_town(answers: tuple[Agreement, ...], expected: list[Kind]) -> None:
    assert found(visit(ASKING), agreements=answers) == expected


def test_outside_agreed_dates_names_the_nearest_ones() -> None:
    answers = (agreement("given", *FUTURE), agreement("given", date(2026, 1, 1), date(2026, 2, 1)))
    [one] = conflicts([visit(ASKING)], [], answers, [], tour=TOUR, calendar=PLAIN)
    assert (one.first, one.last) == FUTURE


def test_halt_that_needs_no_agreement_has_no_conflict() -> None:
    assert found(visit(ISSY), agreements=(agreement("refused"),)) == []


@pytest.mark.parametrize(
    ("person", "away", "expected"),
    [
        (CRECHE, Away(CRECHE.organisation_id, DAY, DAY), [Kind.PARTNER_ABSENT]),
        (CRECHE, Away(CRECHE.organisation_id, date(2026, 10, 7), date(2026, 10, 9)), []),
        (CRECHE, Away(CRECHE.organisation_id, DAY, DAY, member_id=uuid4()), []),
        (CRECHE, Away(uuid4(), DAY, DAY), []),
        (AGENT, Away(AGENT.organisation_id, DAY, DAY, AGENT.member_id), [Kind.CREW_ABSENT]),
        (AGENT, Away(AGENT.organisation_id, DAY, DAY), [Kind.CREW_ABSENT]),
        (AGENT, Away(AGENT.organisation_id, DAY, DAY, uuid4()), []),
        (replace(CRECHE, has_declined=True), Away(uuid4(), DAY, DAY), [Kind.PARTNER_DECLINED]),
    ],
)
def test_absences_of_those_on_board(person: Aboard, away: Away, expected: list[Kind]) -> None:
    assert found(visit(ISSY, TRUCK, person), absences=(away,)) == expected


@pytest.mark.parametrize(
    ("starts", "member", "expected"),
    [
        (at(11), AGENT.member_id, [Kind.CREW_ELSEWHERE]),
        (at(12), AGENT.member_id, []),
        (at(11), uuid4(), []),
    ],
)
def test_crew_on_another_visit(starts: datetime, member: UUID, expected: list[Kind]) -> None:
    other = stored(starts, at(14), unit=VAN)
    person = replace(AGENT, member_id=member)
    assert found(visit(ISSY, TRUCK, person), existing=(other,)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (replace(ISSY, pitch_length_m=8.0), [Kind.PITCH_TOO_SMALL]),
        (replace(ISSY, pitch_length_m=9.0, pitch_width_m=2.4), [Kind.PITCH_TOO_SMALL]),
        (replace(ISSY, pitch_length_m=9.0, pitch_width_m=2.5), []),
        (replace(ISSY, has_power=False), [Kind.NO_POWER]),
        (replace(ISSY, has_power=True), []),
        (replace(ISSY, has_power=None), []),
    ],
)
def test_place_that_does_not_suit_the_unit(place: Place, expected: list[Kind]) -> None:
    assert found(visit(place)) == expected


def test_unit_without_needs_suits_any_place() -> None:
    assert found(visit(replace(ISSY, has_power=False, pitch_length_m=1.0), VAN)) == []


@pytest.mark.parametrize("tour", [(date(2026, 10, 7), TOUR[1]), (TOUR[0], date(2026, 10, 5))])
def test_visit_outside_its_tour_blocks(tour: tuple[date, date]) -> None:
    [one] = conflicts([visit()], [], [], [], tour=tour, calendar=PLAIN)
    assert (one.kind, one.severity) == (Kind.OUTSIDE_TOUR, Severity.BLOCKING)


def test_public_holiday_is_named() -> None:
    calendar = WrittenDays(public={DAY: "Fête inventée"})
    [one] = conflicts([visit()], [], [], [], tour=TOUR, calendar=calendar)
    assert (one.kind, one.name, one.severity) == (
        Kind.PUBLIC_HOLIDAY,
        "Fête inventée",
        Severity.WARNING,
    )


def test_unknown_school_year_is_told_for_its_dates_only() -> None:
    dates = [
        Occurrence(DAY),
        Occurrence(date(2030, 1, 8), SkipReason.UNKNOWN_SCHOOL_YEAR),
        Occurrence(date(2030, 1, 15), SkipReason.EXCEPTION),
    ]
    assert unknown_school_days(dates) == [Conflict(Kind.SCHOOL_YEAR_UNKNOWN, date(2030, 1, 8))]
