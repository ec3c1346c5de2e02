"""Moving an announced visit: the old one says where the new one is."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from allervers.tours.actions.publication import move_visit
from allervers.tours.actions.visits import SavedVisit
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.recurrence_draft import VisitDraft
from allervers.tours.models import CrewAssignment, Message, Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import make_organisation
from tests.tours.actions.planning import (
    NOW,
    WEDNESDAY,
    Scene,
    announced,
    calendars,
    draft_of,
    make_halt,
    make_visit,
    told,
)


def move(scene: Scene, visit: Visit, draft: VisitDraft, **more: Any) -> SavedVisit:
    values = {"viewer": scene.aicha, "reason": "town", "calendars": calendars, "now": NOW, **more}
    return move_visit(visit_id=visit.id, draft=draft, **values)


def test_moved_visit_leads_to_the_new_one(scene: Scene) -> None:
    visit = announced(scene)
    CrewAssignment.objects.create(visit=visit, member=scene.cast.bruno)
    make_organisation("commune", "Autre commune inventée", "94028")
    other = make_halt(scene.cast.carrier, "Ailleurs", code="94028")
    new = move(scene, visit, draft_of(other.id, WEDNESDAY), text="Place en travaux.").visit
    visit.refresh_from_db()
    assert (visit.status, visit.moved_to, visit.sequence) == ("moved", new, 1)
    assert (new.status, new.halt, new.sequence) == ("published", other, 0)
    assert [one.member for one in new.crew.all()] == [scene.cast.bruno]
    presence = new.partners.get()
    assert (presence.offers, presence.is_confirmed) == ("emploi", False)
    assert told() == ["Autre commune inventée", "Commune inventée", "Mission locale inventée"]
    assert "Place en travaux." in Message.objects.order_by("id")[0].body


def test_visit_moves_within_its_own_day(scene: Scene) -> None:
    visit = announced(scene)
    new = move(scene, visit, draft_of(scene.halt.id, hours=Hours(time(10), time(13)))).visit
    assert new.starts_at == datetime(2026, 10, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize("how", ["unit elsewhere", "no agreement", "past", "draft", "moved"])
def test_move_is_refused_and_leaves_the_visit_as_it_was(scene: Scene, how: str) -> None:
    halt = make_halt(scene.cast.carrier, "Ailleurs", needs_agreement=how == "no agreement")
    visit = announced(scene)
    if how in {"draft", "moved"}:
        Visit.objects.filter(id=visit.id).update(status=how, reason="town")
    if how == "unit elsewhere":
        make_visit(scene.tour, scene.halt, WEDNESDAY)
    now = datetime(2026, 10, 5, tzinfo=UTC) if how != "past" else datetime(2026, 11, 1, tzinfo=UTC)
    before = Visit.objects.get(id=visit.id).status
    with pytest.raises(Refusal):
        move(scene, visit, draft_of(halt.id, WEDNESDAY), now=now)
    assert Visit.objects.get(id=visit.id).status == before
    assert not Message.objects.exists()


def test_visit_does_not_move_out_of_its_tour(scene: Scene) -> None:
    with pytest.raises(Refusal, match="tournée"):
        move(scene, announced(scene), draft_of(scene.halt.id, date(2027, 1, 5)))


def test_nobody_else_moves(scene: Scene) -> None:
    with pytest.raises(Refusal):
        move(scene, announced(scene), draft_of(scene.halt.id, WEDNESDAY), viewer=scene.hugo)
