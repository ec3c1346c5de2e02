"""What is proposed first, to whom, and why."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allervers.reception.domain.proposing import (
    Candidate,
    Fit,
    Need,
    Opening,
    fit_of,
    grouped,
    publics_of,
    reasons_for,
)

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
SOON = Opening(is_known=True, opens_at=NOW + timedelta(days=1))
FOOD = "equipement-et-alimentation--alimentation"


def candidate(name: str, km: float | None = 1.0, **values: object) -> Candidate:
    given: dict[str, object] = {
        "thematiques": frozenset({FOOD}),
        "fit": Fit(),
        "opening": SOON,
        "is_remote": km is None,
    }
    return Candidate(id=name, distance_km=km, **{**given, **values})  # type: ignore[arg-type]


def names(need: Need, *candidates: Candidate) -> list[str]:
    return [one.id for one in grouped([need], candidates)[need]]


def test_the_nearest_comes_first() -> None:
    assert names(Need(FOOD), candidate("far", 9), candidate("near", 1)) == ["near", "far"]


def test_what_does_not_open_soon_is_set_back() -> None:
    closed = candidate("closed", 1, opening=Opening(is_known=True))
    unknown = candidate("unknown", 1, opening=Opening())
    assert names(Need(FOOD), closed, unknown, candidate("open", 3)) == ["open", "unknown", "closed"]


def test_a_service_of_the_young_is_not_for_the_old() -> None:
    belongs, apart = publics_of("60_74", "")
    assert fit_of(["jeunes"], belongs, apart).is_excluded
    assert fit_of(["seniors"], belongs, apart).shared == {"seniors"}


def test_an_age_that_was_not_asked_excludes_nothing() -> None:
    fit = fit_of(["jeunes"], *publics_of("", ""))
    assert (fit.is_excluded, fit.is_sure) == (False, False)


def test_families_are_known_by_their_audience() -> None:
    assert publics_of("", "single_parent")[0] == {"familles"}


def test_a_category_is_met_by_each_of_its_thematiques() -> None:
    assert Need("equipement-et-alimentation").meets({FOOD})
    assert not Need("equipement").meets({FOOD})


def test_reasons_say_what_whom_how_far_when() -> None:
    one = candidate("a", 1.5, fit=Fit(shared=frozenset({"jeunes"})), opening=Opening())
    said = reasons_for([Need(FOOD), Need(FOOD, "l’aide alimentaire")], one, NOW)
    assert [code for code, _detail in said] == [
        "asked",
        "suggested",
        "public",
        "distance",
        "hours_unknown",
    ]


@given(st.lists(st.tuples(st.floats(0, 50), st.booleans()), max_size=12), st.integers(1, 4))
def test_each_service_is_proposed_once_and_never_the_excluded(
    drawn: list[tuple[float, bool]], most: int
) -> None:
    needs = [Need(FOOD), Need("equipement-et-alimentation")]
    every = [
        candidate(str(n), km, fit=Fit(is_sure=not out, is_excluded=out))
        for n, (km, out) in enumerate(drawn)
    ]
    groups = grouped(needs, every, most)
    shown = [one.id for group in groups.values() for one in group]
    assert len(shown) == len(set(shown)) == min(most, sum(not out for _km, out in drawn))
    assert not [one for group in groups.values() for one in group if one.fit.is_excluded]
