"""Who is on board of an announced visit: calendars and partners follow."""

from allervers.accounts.models import Organisation
from allervers.tours.actions.aboard import copy_aboard_from_previous, set_aboard
from allervers.tours.actions.series import save_series
from allervers.tours.models import Message, PartnerPresence, Visit
from tests.cast import make_organisation
from tests.tours.actions.planning import NOW, Scene, calendars, make_visit, told, tuesdays


def put(scene: Scene, visit: Visit, partners: dict[Organisation, str]) -> Visit:
    set_aboard(
        viewer=scene.aicha,
        visit_id=visit.id,
        members=[scene.cast.bruno],
        partners=partners,
        edition=None,
    )
    visit.refresh_from_db()
    return visit


def test_partner_put_on_board_of_an_announced_visit_is_told(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    assert put(scene, visit, {scene.cast.partner: "emploi"}).sequence == 1
    assert told() == ["Mission locale inventée"]
    assert "attendus à bord" in Message.objects.get().subject


def test_partner_taken_off_is_told_and_the_new_one_too(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    PartnerPresence.objects.create(visit=visit, organisation=scene.cast.partner)
    other = make_organisation("partner", "Autre partenaire inventé")
    put(scene, visit, {other: "santé"})
    letters = {one.organisation.name: one.subject for one in Message.objects.order_by("id")}
    assert letters["Mission locale inventée"].startswith("Vous n'êtes plus attendus")
    assert letters["Autre partenaire inventé"].startswith("Vous êtes attendus")


def test_draft_tells_nobody_and_keeps_its_sequence(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt)
    assert put(scene, visit, {scene.cast.partner: "emploi"}).sequence == 0
    assert told() == []


def test_crew_alone_changes_nothing_for_calendars(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    assert put(scene, visit, {}).sequence == 0
    assert visit.crew.count() == 1


def test_same_partner_with_the_same_offer_changes_nothing(scene: Scene) -> None:
    visit = make_visit(scene.tour, scene.halt, status="published")
    put(scene, visit, {scene.cast.partner: "emploi"})
    assert put(scene, visit, {scene.cast.partner: "emploi"}).sequence == 1
    assert put(scene, visit, {scene.cast.partner: "logement"}).sequence == 2
    assert len(told()) == 1


def test_copy_from_the_previous_visit_tells_too(scene: Scene) -> None:
    series = save_series(
        viewer=scene.aicha,
        tour_id=scene.tour.id,
        draft=tuesdays(scene.halt),
        calendars=calendars,
        now=NOW,
    ).series
    first, second, *_others = series.visits.order_by("starts_at")
    PartnerPresence.objects.create(visit=first, organisation=scene.cast.partner)
    Visit.objects.filter(id=second.id).update(status="published")
    copy_aboard_from_previous(viewer=scene.aicha, visit_id=second.id)
    second.refresh_from_db()
    assert (second.sequence, told()) == (1, ["Mission locale inventée"])
