"""Series: previewed, saved, changed without losing what people touched, deleted."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.guards import unit_in_one_place
from allervers.tours.actions.series import Saved, delete_series, preview_series, save_series
from allervers.tours.domain.conflicts import Kind
from allervers.tours.domain.recurrence import Hours, SchoolTime, SkipReason
from allervers.tours.domain.recurrence_draft import SeriesDraft
from allervers.tours.domain.timing import day_of, span_of
from allervers.tours.models import CrewAssignment, Series, Visit
from allervers.ui.domain.refusal import Refusal
from tests.tours.actions.planning import (
    FULL_DAY,
    MORNING,
    NOW,
    TUESDAY,
    Scene,
    calendars,
    make_halt,
    make_tour,
    make_visit,
    tuesdays,
)

OCTOBER = [date(2026, 10, day) for day in (6, 13, 20, 27)]


def save(scene: Scene, draft: SeriesDraft, viewer: Viewer | None = None, **more: Any) -> Saved:
    values = {"tour_id": scene.tour.id, "calendars": calendars, "now": NOW, **more}
    return save_series(viewer=viewer or scene.aicha, draft=draft, **values)


def days(series: Series) -> list[date]:
    return [day_of(visit.starts_at) for visit in series.visits.order_by("starts_at")]


def visit_on(series: Series, day: date) -> Visit:
    return series.visits.get(recurrence_date=day)


def test_series_drafts_its_visits_until_the_end(scene: Scene) -> None:
    saved = save(scene, tuesdays(scene.halt))
    assert (saved.created, days(saved.series)) == (4, OCTOBER)
    first = visit_on(saved.series, TUESDAY)
    assert (first.status, first.halt, first.unit) == ("draft", scene.halt, scene.unit)
    assert first.starts_at == datetime(2026, 10, 6, 7, tzinfo=UTC)
    assert first.ends_at - first.starts_at == timedelta(hours=3)


def test_series_without_end_stops_with_its_tour(scene: Scene) -> None:
    saved = save(scene, tuesdays(scene.halt, until=None))
    assert days(saved.series)[-1] == date(2026, 12, 29)


def test_nine_o_clock_stays_nine_o_clock_after_the_change_of_hour(scene: Scene) -> None:
    saved = save(scene, tuesdays(scene.halt, hours=FULL_DAY))
    after = visit_on(saved.series, date(2026, 10, 27))
    assert after.starts_at == datetime(2026, 10, 27, 8, tzinfo=UTC)
    assert after.pause_starts_at == datetime(2026, 10, 27, 11, tzinfo=UTC)


def test_past_dates_are_not_drafted(scene: Scene) -> None:
    now = datetime(2026, 10, 13, 8, tzinfo=UTC)  # the visit of this day began an hour ago
    assert days(save(scene, tuesdays(scene.halt), now=now).series) == OCTOBER[2:]


def test_exceptions_and_holidays_have_no_visit(scene: Scene) -> None:
    draft = tuesdays(
        scene.halt,
        until=date(2026, 11, 17),
        exdates=frozenset({OCTOBER[1]}),
        rdates=frozenset({date(2026, 10, 15)}),
    )
    saved = save(scene, draft)
    expected = {*OCTOBER, date(2026, 10, 15), date(2026, 11, 3), date(2026, 11, 17)}
    assert days(saved.series) == sorted(expected - {OCTOBER[1]})
    skipped = {one.day: one.skipped for one in saved.preview.dates if one.skipped}
    assert skipped == {
        OCTOBER[1]: SkipReason.EXCEPTION,
        date(2026, 11, 10): SkipReason.PUBLIC_HOLIDAY,
    }


def test_unpublished_school_year_makes_no_visit_and_says_so(scene: Scene) -> None:
    scene.tour.ends_on = date(2028, 9, 30)
    scene.tour.save()
    draft = tuesdays(
        scene.halt, anchor=date(2028, 8, 22), until=None, school_time=SchoolTime.TERM_ONLY
    )
    saved = save(scene, draft)
    assert days(saved.series) == [date(2028, 8, 22), date(2028, 8, 29)]
    assert {one.kind for one in saved.preview.conflicts} == {Kind.SCHOOL_YEAR_UNKNOWN}


def test_preview_says_what_saving_does_and_writes_nothing(scene: Scene) -> None:
    draft = tuesdays(scene.halt)
    preview = preview_series(
        viewer=scene.aicha, tour_id=scene.tour.id, draft=draft, calendars=calendars, now=NOW
    )
    assert (preview.days, preview.conflicts, preview.is_blocked) == (OCTOBER, [], False)
    assert not Series.objects.exists()
    assert not Visit.objects.exists()


def test_unit_elsewhere_is_previewed_and_refuses_everything(scene: Scene) -> None:
    make_visit(scene.tour, make_halt(scene.cast.carrier, "Gymnase inventé"), OCTOBER[2])
    draft = tuesdays(scene.halt)
    preview = preview_series(
        viewer=scene.aicha, tour_id=scene.tour.id, draft=draft, calendars=calendars, now=NOW
    )
    assert [(one.kind, one.day) for one in preview.conflicts] == [(Kind.UNIT_ELSEWHERE, OCTOBER[2])]
    assert preview.is_blocked
    with pytest.raises(Refusal, match=r"des dates sont impossibles.*Gymnase inventé") as caught:
        save(scene, draft)
    assert caught.value.status == 409
    assert not Series.objects.exists()


def test_missing_agreement_only_warns(scene: Scene) -> None:
    saved = save(scene, tuesdays(make_halt(scene.cast.carrier, "Mairie", needs_agreement=True)))
    assert [one.kind for one in saved.preview.conflicts] == [Kind.NO_AGREEMENT] * 4


@pytest.mark.parametrize("who", ["hugo", "bruno", "gaelle"])
def test_nobody_else_saves_a_series(scene: Scene, who: str) -> None:
    with pytest.raises(Refusal) as caught:
        save(scene, tuesdays(scene.halt), viewer=getattr(scene, who))
    assert caught.value.status in {403, 404}


def test_organisation_that_shares_the_unit_saves_a_series(scene: Scene) -> None:
    scene.unit.shared_with.add(scene.cast.other_carrier)
    assert save(scene, tuesdays(scene.halt), viewer=scene.hugo).created == 4


def test_halt_of_another_carrier_is_refused(scene: Scene) -> None:
    with pytest.raises(Refusal) as caught:
        save(scene, tuesdays(make_halt(scene.cast.other_carrier)))
    assert caught.value.status == 404


def change(scene: Scene, series_id: UUID, draft: SeriesDraft, **more: Any) -> Saved:
    return save(scene, draft, series_id=series_id, **more)


def test_change_of_hours_moves_the_drafts_in_place(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    before = set(series.visits.values_list("id", flat=True))
    saved = change(scene, series.id, tuesdays(scene.halt, hours=FULL_DAY))
    assert (saved.created, saved.changed, saved.deleted) == (0, 4, 0)
    assert set(series.visits.values_list("id", flat=True)) == before
    assert visit_on(series, TUESDAY).pause_starts_at is not None


def test_change_of_rule_makes_and_removes_drafts(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    saved = change(scene, series.id, tuesdays(scene.halt, rrule="FREQ=WEEKLY;BYDAY=TH"))
    assert (saved.created, saved.changed, saved.deleted) == (4, 0, 4)
    assert days(series) == [day + timedelta(2) for day in OCTOBER]


@pytest.mark.parametrize(
    ("values", "how"),
    [
        ({"status": "published"}, "announced"),
        ({"status": "cancelled", "reason": "weather"}, "cancelled"),
        ({"status": "moved", "reason": "town"}, "moved"),
        ({"ends_at": datetime(2026, 10, 13, 14, tzinfo=UTC)}, "hours changed by hand"),
        ({"by_appointment": True}, "changed by hand"),
    ],
)
def test_visits_that_people_touched_stay(scene: Scene, values: dict[str, Any], how: str) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    touched = visit_on(series, OCTOBER[1])
    Visit.objects.filter(id=touched.id).update(**values)
    saved = change(scene, series.id, tuesdays(scene.halt, rrule="FREQ=WEEKLY;BYDAY=TH"))
    assert OCTOBER[1] in days(series), how
    assert [one.id for one in saved.preview.kept] == [touched.id]
    assert saved.deleted == 3


def test_touched_date_still_in_the_rule_is_not_doubled(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    Visit.objects.filter(recurrence_date=OCTOBER[1]).update(status="cancelled", reason="weather")
    assert change(scene, series.id, tuesdays(scene.halt)).created == 0
    assert days(series) == OCTOBER


def test_draft_with_people_on_board_follows_or_stays(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    visit = visit_on(series, OCTOBER[1])
    CrewAssignment.objects.create(visit=visit, member=scene.cast.bruno)
    change(scene, series.id, tuesdays(scene.halt, hours=FULL_DAY))
    assert visit_on(series, OCTOBER[1]).crew.count() == 1
    change(scene, series.id, tuesdays(scene.halt, hours=FULL_DAY, rrule="FREQ=WEEKLY;BYDAY=FR"))
    assert OCTOBER[1] in days(series)


def test_past_visits_stay_as_they_were(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    now = datetime(2026, 10, 14, tzinfo=UTC)
    change(scene, series.id, tuesdays(scene.halt, hours=Hours(time(14), time(17))), now=now)
    hours = [visit.starts_at.hour for visit in series.visits.order_by("starts_at")]
    assert hours == [7, 7, 12, 13]


def test_two_coordinators_do_not_overwrite_each_other(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    seen = series.updated_at.isoformat()
    change(scene, series.id, tuesdays(scene.halt, hours=FULL_DAY), seen=seen)
    with pytest.raises(Refusal) as caught:
        change(scene, series.id, tuesdays(scene.halt), seen=seen)
    assert caught.value.status == 409


def test_series_of_another_tour_is_refused(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    other = make_tour(scene.unit)
    with pytest.raises(Refusal, match="autre tournée"):
        change(scene, series.id, tuesdays(scene.halt), tour_id=other.id)


def test_database_names_the_visit_saved_meanwhile(scene: Scene) -> None:
    make_visit(scene.tour, make_halt(scene.cast.carrier, "Gymnase inventé"))
    with (
        pytest.raises(Refusal, match=r"mardi 6 octobre 2026.*Gymnase inventé") as caught,
        unit_in_one_place(scene.unit, [span_of(TUESDAY, MORNING)]),
    ):
        make_visit(scene.tour, scene.halt)
    assert caught.value.code == "unit_elsewhere"


def test_delete_takes_the_drafts_to_come_and_keeps_the_past(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    now = datetime(2026, 10, 14, tzinfo=UTC)
    assert delete_series(viewer=scene.aicha, series_id=series.id, now=now) == 2
    assert Visit.objects.filter(series=None).count() == 2


def test_delete_is_refused_while_visits_are_announced(scene: Scene) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    series.visits.filter(recurrence_date=OCTOBER[3]).update(status="published")
    with pytest.raises(Refusal, match="1 passage annoncé"):
        delete_series(viewer=scene.aicha, series_id=series.id, now=NOW)


@pytest.mark.parametrize("who", ["hugo", "bruno"])
def test_nobody_else_deletes_a_series(scene: Scene, who: str) -> None:
    series = save(scene, tuesdays(scene.halt)).series
    with pytest.raises(Refusal):
        delete_series(viewer=getattr(scene, who), series_id=series.id, now=NOW)
    assert Series.objects.exists()


def test_many_blocked_dates_are_counted(scene: Scene) -> None:
    for week in range(7):
        make_visit(scene.tour, scene.halt, TUESDAY + timedelta(7 * week))
    with pytest.raises(Refusal, match=r"Et 1 autre\."):
        save(scene, tuesdays(scene.halt, until=None))


def test_whole_season_is_changed_in_few_queries(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    series = save(scene, tuesdays(scene.halt, until=None)).series
    with django_assert_max_num_queries(20):
        saved = change(scene, series.id, tuesdays(scene.halt, until=None, hours=FULL_DAY))
    assert saved.changed == 12
