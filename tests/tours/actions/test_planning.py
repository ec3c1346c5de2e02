"""What the planning queries say of stored visits."""

from uuid import UUID

import pytest

from allervers.tours.domain.conflicts import Kind
from allervers.tours.models import Absence, CrewAssignment, PartnerPresence
from allervers.tours.queries.planning import visit_conflicts
from allervers.ui.domain.refusal import Refusal
from tests.tours.actions.planning import (
    AFTERNOON,
    HOLIDAYS,
    TUESDAY,
    Scene,
    make_halt,
    make_tour,
    make_unit,
    make_visit,
)


def kinds(scene: Scene, visit_id: UUID) -> list[Kind]:
    return [one.kind for one in visit_conflicts(scene.aicha, visit_id, HOLIDAYS)]


def test_stored_visit_without_trouble_has_no_conflict(scene: Scene) -> None:
    assert kinds(scene, make_visit(scene.tour, scene.halt).id) == []


def test_absent_partner_and_crew_on_board_are_told(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    PartnerPresence.objects.create(visit=visit, organisation=scene.cast.partner)
    CrewAssignment.objects.create(visit=visit, member=scene.cast.bruno)
    dates = {"starts_on": TUESDAY, "ends_on": TUESDAY}
    Absence.objects.create(organisation=scene.cast.partner, **dates)
    Absence.objects.create(organisation=scene.cast.carrier, member=scene.cast.chloe, **dates)
    assert kinds(scene, visit.id) == [Kind.PARTNER_ABSENT]
    Absence.objects.create(organisation=scene.cast.carrier, member=scene.cast.bruno, **dates)
    assert kinds(scene, visit.id) == [Kind.PARTNER_ABSENT, Kind.CREW_ABSENT]


def test_crew_member_on_another_unit_is_told(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    van = make_unit(scene.cast.carrier, "Fourgon inventé")
    other = make_visit(make_tour(van), make_halt(scene.cast.carrier, "Gymnase inventé"))
    for one in (visit, other):
        CrewAssignment.objects.create(visit=one, member=scene.cast.bruno)
    assert kinds(scene, visit.id) == [Kind.CREW_ELSEWHERE]


def test_only_a_checked_position_gives_a_drive(scene: Scene) -> None:
    here = {"latitude": 48.824, "longitude": 2.270, "point_status": "checked"}
    there = make_halt(scene.cast.carrier, "Loin", latitude=43.5, longitude=5.4)
    near = make_halt(scene.cast.carrier, "Ici", **here)
    visit = make_visit(scene.tour, near)
    make_visit(scene.tour, there, hours=AFTERNOON)
    assert kinds(scene, visit.id) == []
    there.point_status = "checked"
    there.save()
    assert kinds(scene, visit.id) == [Kind.NO_TIME_TO_DRIVE]


def test_stranger_reads_no_conflict(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    with pytest.raises(Refusal):
        visit_conflicts(scene.hugo, visit.id, HOLIDAYS)
