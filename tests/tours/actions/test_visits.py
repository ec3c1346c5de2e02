"""Single visits: added, edited, deleted; never behind the back of those who count on them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.series import save_series
from allervers.tours.actions.visits import (
    SavedVisit,
    add_visit,
    delete_visit,
    edit_visit,
    preview_visit,
)
from allervers.tours.domain.conflicts import Kind
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.recurrence_draft import VisitDraft
from allervers.tours.models import Edition, Message, PartnerPresence, Visit
from allervers.ui.domain.refusal import Refusal
from tests.tours.actions.planning import (
    AFTERNOON,
    FULL_DAY,
    MORNING,
    NOW,
    TUESDAY,
    Scene,
    calendars,
    draft_of,
    make_halt,
    make_unit,
    make_visit,
    tuesdays,
)

WEDNESDAY = TUESDAY + timedelta(1)


def add(scene: Scene, draft: VisitDraft, viewer: Viewer | None = None) -> SavedVisit:
    return add_visit(
        viewer=viewer or scene.aicha, tour_id=scene.tour.id, draft=draft, calendars=calendars
    )


def edit(scene: Scene, visit: Visit, draft: VisitDraft, **more: Any) -> SavedVisit:
    values = {"viewer": scene.aicha, "calendars": calendars, "now": NOW, **more}
    return edit_visit(visit_id=visit.id, draft=draft, **values)


def test_visit_is_added_as_a_draft(scene: Scene) -> None:
    saved = add(scene, draft_of(scene.halt.id, hours=FULL_DAY, public_note="Parking nord"))
    visit = Visit.objects.get()
    assert (visit.status, visit.unit, visit.public_note) == ("draft", scene.unit, "Parking nord")
    assert visit.pause_ends_at == datetime(2026, 10, 6, 11, 30, tzinfo=UTC)
    assert saved.conflicts == []


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 8, 4), Kind.OUTSIDE_TOUR), (date(2027, 1, 5), Kind.OUTSIDE_TOUR)],
)
def test_visit_outside_its_tour_is_refused(scene: Scene, day: date, kind: Kind) -> None:
    with pytest.raises(Refusal) as caught:
        add(scene, draft_of(scene.halt.id, day))
    assert caught.value.code == kind.value


def test_visit_on_a_public_holiday_is_added_with_a_warning(scene: Scene) -> None:
    saved = add(scene, draft_of(scene.halt.id, date(2026, 11, 10)))
    assert [(one.kind, one.name) for one in saved.conflicts] == [
        (Kind.PUBLIC_HOLIDAY, "Fête inventée")
    ]


def test_unit_already_elsewhere_is_refused_by_name(scene: Scene) -> None:
    make_visit(scene.tour, make_halt(scene.cast.carrier, "Gymnase inventé"))
    with pytest.raises(Refusal, match="Gymnase inventé"):
        add(scene, draft_of(scene.halt.id, hours=Hours(time(11), time(15))))
    add(scene, draft_of(scene.halt.id, hours=AFTERNOON))


def test_cancelled_visit_leaves_its_unit_free(scene: Scene) -> None:
    make_visit(scene.tour, scene.halt, status="cancelled", reason="weather")
    add(scene, draft_of(scene.halt.id))


@pytest.mark.parametrize("who", ["hugo", "bruno", "gaelle"])
def test_nobody_else_adds_edits_or_deletes(scene: Scene, who: str) -> None:
    viewer = getattr(scene, who)
    visit = make_visit(scene.tour, scene.halt)
    draft = draft_of(scene.halt.id, WEDNESDAY)
    with pytest.raises(Refusal):
        add(scene, draft, viewer)
    with pytest.raises(Refusal):
        edit(scene, visit, draft, viewer=viewer)
    with pytest.raises(Refusal):
        delete_visit(viewer=viewer, visit_id=visit.id)
    assert Visit.objects.count() == 1


def test_hour_lost_in_march_is_refused(scene: Scene) -> None:
    scene.tour.ends_on = date(2027, 6, 30)
    scene.tour.save()
    with pytest.raises(Refusal, match="n'existe pas"):
        add(scene, draft_of(scene.halt.id, date(2027, 3, 28), Hours(time(2, 30), time(5))))


def test_draft_is_edited_freely_and_nobody_is_told(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    other = make_halt(scene.cast.carrier, "Gymnase inventé")
    edit(scene, visit, draft_of(other.id, WEDNESDAY, FULL_DAY))
    visit.refresh_from_db()
    assert (visit.halt, visit.starts_at.day, visit.sequence) == (other, 7, 0)
    assert not Message.objects.exists()


def test_announced_visit_changes_hours_and_tells(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    PartnerPresence.objects.create(visit=visit, organisation=scene.cast.partner)
    edit(scene, visit, draft_of(scene.halt.id, hours=AFTERNOON))
    visit.refresh_from_db()
    assert (visit.status, visit.sequence) == ("published", 1)
    messages = Message.objects.order_by("organisation__name")
    assert [one.organisation for one in messages] == [scene.cast.commune, scene.cast.partner]
    body = messages[0].body.replace("\u00a0", " ")
    assert "de 9 h à 12 h" in body
    assert "de 14 h à 17 h" in body


def test_note_of_an_announced_visit_reaches_calendars_without_a_letter(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    edit(scene, visit, draft_of(scene.halt.id, public_note="Entrée par la cour"))
    visit.refresh_from_db()
    assert visit.sequence == 1
    assert not Message.objects.exists()


def test_edit_without_change_keeps_the_sequence(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    edit(scene, visit, draft_of(scene.halt.id))
    visit.refresh_from_db()
    assert visit.sequence == 0


def test_announced_visit_does_not_change_day_or_place(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    other = make_halt(scene.cast.carrier, "Gymnase inventé")
    for draft in (draft_of(scene.halt.id, WEDNESDAY), draft_of(other.id)):
        with pytest.raises(Refusal, match="Déplacer"):
            edit(scene, visit, draft)


@pytest.mark.parametrize(
    ("values", "now"),
    [
        ({"status": "cancelled", "reason": "weather"}, NOW),
        ({"status": "moved", "reason": "weather"}, NOW),
        ({"status": "published"}, datetime(2026, 10, 6, 10, tzinfo=UTC)),
        ({}, datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_visit_that_is_over_or_off_is_not_edited(
    scene: Scene, values: dict[str, Any], now: datetime
) -> None:
    visit = make_visit(scene.tour, scene.halt, **values)
    with pytest.raises(Refusal) as caught:
        edit(scene, visit, draft_of(scene.halt.id, hours=AFTERNOON), now=now)
    assert caught.value.status == 409


def test_two_coordinators_do_not_overwrite_each_other(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    seen = visit.updated_at.isoformat()
    edit(scene, visit, draft_of(scene.halt.id, hours=AFTERNOON), seen=seen)
    with pytest.raises(Refusal) as caught:
        edit(scene, visit, draft_of(scene.halt.id), seen=seen)
    assert caught.value.status == 409


def test_edition_of_another_carrier_is_refused(scene: Scene) -> None:
    edition = Edition.objects.create(carrier=scene.cast.other_carrier, name="Jeunesse")
    with pytest.raises(Refusal):
        add(scene, draft_of(scene.halt.id, edition_id=edition.id))
    own = Edition.objects.create(carrier=scene.cast.carrier, name="Jeunesse")
    assert add(scene, draft_of(scene.halt.id, edition_id=own.id)).visit.edition == own


def test_preview_of_an_edit_ignores_the_visit_itself(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    draft = draft_of(scene.halt.id, hours=Hours(time(10), time(13)))
    values: dict[str, Any] = {"tour_id": scene.tour.id, "draft": draft, "calendars": calendars}
    assert preview_visit(viewer=scene.aicha, visit_id=visit.id, **values) == []
    [conflict] = preview_visit(viewer=scene.aicha, **values)
    assert conflict.kind is Kind.UNIT_ELSEWHERE


def test_deleted_date_of_a_series_does_not_come_back(scene: Scene) -> None:
    values: dict[str, Any] = {
        "viewer": scene.aicha,
        "tour_id": scene.tour.id,
        "calendars": calendars,
        "now": NOW,
    }
    series = save_series(draft=tuesdays(scene.halt), **values).series
    delete_visit(viewer=scene.aicha, visit_id=series.visits.get(recurrence_date=TUESDAY).id)
    series.refresh_from_db()
    assert series.exdates == [TUESDAY]
    assert series.visits.count() == 3


def test_announced_visit_is_not_deleted(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    with pytest.raises(Refusal):
        delete_visit(viewer=scene.aicha, visit_id=visit.id)


def test_shared_unit_is_planned_by_both_carriers_but_once(scene: Scene) -> None:
    scene.unit.shared_with.add(scene.cast.other_carrier)
    make_visit(scene.tour, scene.halt)
    with pytest.raises(Refusal, match="Place inventée"):
        add(scene, draft_of(make_halt(scene.cast.other_carrier, "Ailleurs").id), scene.hugo)


def test_other_unit_is_free(scene: Scene) -> None:
    make_visit(scene.tour, scene.halt)
    other = make_unit(scene.cast.carrier, "Fourgon inventé")
    scene.tour.pk, scene.tour.unit, scene.tour.name = None, other, "Autre"
    scene.tour.save()
    assert add(scene, draft_of(scene.halt.id, hours=MORNING)).conflicts == []
