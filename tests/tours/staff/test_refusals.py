"""What actions refuse by themselves, whoever calls them and whatever the form let through."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from allervers.tours.actions import aboard, halts, notices, tours, units
from allervers.tours.models import Edition, MobileUnit, Notice
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.tours.staff.season import Season


def test_name_taken_since_the_form_was_checked_is_refused(season: Season, cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        units.add_unit(viewer=viewer(cast.aicha), values={"name": "Caravane", "kind": "truck"})
    assert refused.value.code == "unit_name_unique"
    assert MobileUnit.objects.count() == 1


def test_field_worker_changes_nothing(season: Season, cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        units.change_unit(viewer=viewer(cast.bruno), slug="caravane", values={"name": "X"})
    assert refused.value.code == "not-coordinator"


def test_other_carrier_reaches_nothing(season: Season, cast: Cast) -> None:
    hugo = viewer(cast.hugo)
    edition = Edition.objects.create(carrier=cast.carrier, name="Jeunes")
    now = timezone.now()
    notice = Notice.objects.create(
        carrier=cast.carrier,
        level="information",
        title="T",
        text="t",
        starts_at=now,
        ends_at=now + timedelta(days=1),
    )
    tries: list[Callable[[], object]] = [
        lambda: units.set_unit_active(viewer=hugo, slug="caravane", is_active=False),
        lambda: halts.set_halt_active(viewer=hugo, slug=season.halt.slug, is_active=False),
        lambda: tours.change_tour(viewer=hugo, tour_id=season.tour.id, values={"name": "X"}),
        lambda: tours.delete_tour(viewer=hugo, tour_id=season.tour.id),
        lambda: notices.end_notice(viewer=hugo, notice_id=notice.id, now=now),
        lambda: aboard.delete_edition(viewer=hugo, edition_id=edition.id),
        lambda: aboard.copy_aboard_from_previous(viewer=hugo, visit_id=season.visit.id),
    ]
    for attempt in tries:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.status == 404


def test_retired_unit_receives_no_tour(season: Season, cast: Cast) -> None:
    aicha = viewer(cast.aicha)
    units.set_unit_active(viewer=aicha, slug="caravane", is_active=False)
    values = {"unit": season.unit, "name": "X", "starts_on": season.today, "ends_on": season.today}
    with pytest.raises(Refusal) as refused:
        tours.add_tour(viewer=aicha, values=values)
    assert refused.value.code == "unit-not-available"


def test_stale_version_is_refused_under_lock(season: Season, cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        tours.change_tour(
            viewer=viewer(cast.aicha), tour_id=season.tour.id, values={}, seen="2020-01-01"
        )
    assert (refused.value.code, refused.value.status) == ("changed-meanwhile", 409)


def test_halt_of_a_carrier_that_shares_its_unit_is_not_changed(season: Season, cast: Cast) -> None:
    season.unit.shared_with.add(cast.other_carrier)
    with pytest.raises(Refusal) as refused:
        halts.change_halt(viewer=viewer(cast.hugo), slug=season.halt.slug, values={"name": "X"})
    assert refused.value.status == 403
