"""On which days the towns let a season's halts be visited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from allervers.seasons.domain.facts import Span
from allervers.seasons.models import Season
from allervers.tours import mapping
from allervers.tours.domain.conflicts import Agreement, Kind, Place, agreement_conflict
from allervers.tours.models import Halt
from allervers.tours.queries.planning import agreements_on

COUNTS = {
    Season.Agreements.GIVEN: frozenset[Kind](),
    Season.Agreements.ASKED: frozenset({Kind.AGREEMENT_AWAITED}),
    Season.Agreements.ANY: frozenset(
        {Kind.AGREEMENT_AWAITED, Kind.OUTSIDE_AGREED_DATES, Kind.NO_AGREEMENT}
    ),
}
"""What a season counts on beyond what was given; a refusal or a withdrawal always closes."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """When a halt may be visited; `is_supposed`: on some of these days nobody agreed yet.

    `is_lacking`: on some days of the season there is no agreement, and none is supposed.
    """

    spans: tuple[Span, ...]
    is_supposed: bool = False
    is_lacking: bool = False


def agreed_for(season: Season, halts: Sequence[Halt]) -> dict[UUID, Agreed]:
    """Return, by halt, the days on which it may be visited in a season, in one query."""
    answers: dict[UUID, list[Agreement]] = {halt.id: [] for halt in halts}
    for one in agreements_on(answers):
        answers[one.place_id].append(one)
    counts = COUNTS[Season.Agreements(season.agreements)]
    return {
        halt.id: agreed_at(
            mapping.to_place(halt), answers[halt.id], Span(season.starts_on, season.ends_on), counts
        )
        for halt in halts
    }


def agreed_at(
    place: Place, answers: Sequence[Agreement], season: Span, counts: Iterable[Kind]
) -> Agreed:
    """Return when one halt may be visited: answers change on few days, asked about once each."""
    spans: list[Span] = []
    is_supposed = is_lacking = False
    for part in parts(answers, season):
        conflict = agreement_conflict(place, part.first, answers)
        if conflict and (conflict.kind not in counts or is_withdrawn(answers, part.first)):
            is_lacking = True
            continue
        is_supposed = is_supposed or conflict is not None
        is_next = bool(spans) and spans[-1].last + ONE_DAY == part.first
        spans.append(Span(spans.pop().first, part.last) if is_next else part)
    return Agreed(tuple(spans), is_supposed, is_lacking)


def parts(answers: Iterable[Agreement], season: Span) -> list[Span]:
    """Cut a season where an answer begins or ends."""
    cuts = {season.first}
    for one in answers:
        cuts |= {one.first, one.last + ONE_DAY}
    starts = sorted(day for day in cuts if season.first <= day <= season.last)
    ends = [*(day - ONE_DAY for day in starts[1:]), season.last]
    return [Span(first, last) for first, last in zip(starts, ends, strict=True)]


def is_withdrawn(answers: Iterable[Agreement], day: date) -> bool:
    """Whether a town took back what it had given for a day."""
    return any(one.status == "withdrawn" and one.first <= day <= one.last for one in answers)


def states_at(season: Season, halts: Sequence[Halt]) -> Mapping[UUID, str]:
    """Return, by halt, one word for its agreement over the season, for lists."""
    return {halt_id: state_of(one) for halt_id, one in agreed_for(season, halts).items()}


def state_of(agreed: Agreed) -> str:
    """Return none, part, supposed or given."""
    if not agreed.spans:
        return "none"
    if agreed.is_supposed:
        return "supposed"
    return "part" if agreed.is_lacking else "given"
