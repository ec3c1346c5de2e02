"""Announcing, cancelling, restoring and moving: every change has a reason and is told."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection

from allervers.tours.actions.publication import (
    cancel_visit,
    cancel_visits,
    publish_visits,
    restore_visit,
)
from allervers.tours.domain.conflicts import Kind
from allervers.tours.domain.recurrence import Hours
from allervers.tours.models import Message, Visit
from allervers.ui.domain.refusal import Refusal
from tests.tours.actions.planning import (
    NOW,
    TUESDAY,
    WEDNESDAY,
    Scene,
    announced,
    make_agreement,
    make_halt,
    make_tour,
    make_unit,
    make_visit,
    told,
)


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tours.send_messages'"
        )
        return int(cursor.fetchone()[0])


def test_drafts_are_announced_and_told_in_one_job(scene: Scene) -> None:
    visits = [make_visit(scene.tour, scene.halt, day) for day in (TUESDAY, WEDNESDAY)]
    result = publish_visits(viewer=scene.aicha, now=NOW, visit_ids=[one.id for one in visits])
    assert [one.status for one in result.published] == ["published"] * 2
    visits[0].refresh_from_db()
    assert (visits[0].status, visits[0].published_at) == ("published", NOW)
    assert (told(), jobs()) == (["Commune inventée"] * 2, 1)


def test_tour_is_announced_except_where_the_town_has_not_agreed(scene: Scene) -> None:
    make_visit(scene.tour, scene.halt)
    asking = make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)
    waiting = make_visit(scene.tour, asking, WEDNESDAY)
    result = publish_visits(viewer=scene.aicha, now=NOW, tour_id=scene.tour.id)
    assert len(result.published) == 1
    assert [(one.id, conflict.kind) for one, conflict in result.refused] == [
        (waiting.id, Kind.NO_AGREEMENT)
    ]
    waiting.refresh_from_db()
    assert waiting.status == "draft"


@pytest.mark.parametrize(
    ("status", "dates", "said"),
    [
        (None, {}, "pas encore donné"),
        ("asked", {}, "pas encore reçu"),
        ("refused", {}, "a refusé"),
        ("withdrawn", {}, "pas encore donné"),
        ("given", {"valid_until": date(2026, 10, 5)}, "va du"),
    ],
)
def test_visit_without_agreement_is_not_announced(
    scene: Scene, status: str | None, dates: dict[str, date], said: str
) -> None:
    halt = make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)
    visit = make_visit(scene.tour, halt)
    if status:
        make_agreement(halt, status, **dates)
    with pytest.raises(Refusal, match=said) as caught:
        publish_visits(viewer=scene.aicha, now=NOW, visit_ids=[visit.id])
    assert caught.value.code == "no_agreement"
    assert Visit.objects.get().status == "draft"


def test_visit_with_agreement_is_announced(scene: Scene) -> None:
    halt = make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)
    make_agreement(halt)
    visit = make_visit(scene.tour, halt)
    assert publish_visits(viewer=scene.aicha, now=NOW, visit_ids=[visit.id]).published == [visit]


@pytest.mark.parametrize("who", ["hugo", "bruno", "gaelle"])
def test_nobody_else_announces_or_cancels(scene: Scene, who: str) -> None:
    viewer = getattr(scene, who)
    draft, public = make_visit(scene.tour, scene.halt), announced(scene, WEDNESDAY)
    with pytest.raises(Refusal):
        publish_visits(viewer=viewer, now=NOW, visit_ids=[draft.id])
    with pytest.raises(Refusal):
        cancel_visit(viewer=viewer, visit_id=public.id, reason="weather", now=NOW)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_another_carrier_cancels_nothing_of_ours_for_a_heat_wave(scene: Scene) -> None:
    announced(scene)
    found = cancel_visits(
        viewer=scene.hugo, reason="heat_wave", now=NOW, first=TUESDAY, last=WEDNESDAY
    )
    assert found == []


def test_past_drafts_are_not_announced(scene: Scene) -> None:
    make_visit(scene.tour, scene.halt, date(2026, 9, 2))
    with pytest.raises(Refusal, match="aucun passage"):
        publish_visits(viewer=scene.aicha, now=NOW, tour_id=scene.tour.id)
    with pytest.raises(Refusal, match="aucun passage"):
        publish_visits(viewer=scene.aicha, now=NOW)


def test_cancellation_says_why_to_everyone(scene: Scene) -> None:
    visit = announced(scene)
    cancel_visit(
        viewer=scene.aicha, visit_id=visit.id, reason="heat_wave", text="Restez au frais.", now=NOW
    )
    visit.refresh_from_db()
    assert (visit.status, visit.reason, visit.sequence) == ("cancelled", "heat_wave", 1)
    assert visit.reason_text == "Restez au frais."
    assert told() == ["Commune inventée", "Mission locale inventée"]
    body = Message.objects.order_by("id")[0].body
    assert "canicule" in body
    assert "Restez au frais." in body


@pytest.mark.parametrize("reason", ["", "je-ne-sais-pas"])
def test_cancellation_without_a_reason_is_refused(scene: Scene, reason: str) -> None:
    with pytest.raises(Refusal, match="raison"):
        cancel_visit(viewer=scene.aicha, visit_id=announced(scene).id, reason=reason, now=NOW)


@pytest.mark.parametrize("status", ["draft", "cancelled", "moved"])
def test_only_announced_visits_are_cancelled(scene: Scene, status: str) -> None:
    reason = "" if status == "draft" else "town"
    visit = make_visit(scene.tour, scene.halt, status=status, reason=reason)
    with pytest.raises(Refusal):
        cancel_visit(viewer=scene.aicha, visit_id=visit.id, reason="weather", now=NOW)


def test_heat_wave_cancels_the_announced_visits_of_a_departement(scene: Scene) -> None:
    hot = announced(scene)
    cool = announced(scene, WEDNESDAY, halt=make_halt(scene.cast.carrier, "Ailleurs", code="94028"))
    later = announced(scene, TUESDAY + timedelta(7))
    draft = make_visit(scene.tour, scene.halt, WEDNESDAY + timedelta(1))
    found = cancel_visits(
        viewer=scene.aicha,
        reason="heat_wave",
        now=NOW,
        first=TUESDAY,
        last=TUESDAY + timedelta(3),
        departement="92",
    )
    assert [one.id for one in found] == [hot.id]
    rows = Visit.objects.in_bulk()
    assert [rows[one.id].status for one in (hot, cool, later, draft)] == [
        "cancelled",
        "published",
        "published",
        "draft",
    ]


def test_restored_visit_is_announced_again(scene: Scene) -> None:
    visit = announced(scene)
    cancel_visit(viewer=scene.aicha, visit_id=visit.id, reason="crew", now=NOW)
    restore_visit(viewer=scene.aicha, visit_id=visit.id, now=NOW)
    visit.refresh_from_db()
    assert (visit.status, visit.reason, visit.sequence) == ("published", "", 2)
    assert Message.objects.filter(subject__startswith="Passage rétabli").count() == 2


def test_visit_is_not_restored_once_its_unit_went_elsewhere(scene: Scene) -> None:
    visit = announced(scene)
    cancel_visit(viewer=scene.aicha, visit_id=visit.id, reason="crew", now=NOW)
    make_visit(scene.tour, make_halt(scene.cast.carrier, "Gymnase inventé"))
    with pytest.raises(Refusal, match="Gymnase inventé"):
        restore_visit(viewer=scene.aicha, visit_id=visit.id, now=NOW)


def test_visit_is_not_restored_without_the_town(scene: Scene) -> None:
    halt = make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)
    visit = make_visit(scene.tour, halt, status="cancelled", reason="town")
    with pytest.raises(Refusal, match="accord"):
        restore_visit(viewer=scene.aicha, visit_id=visit.id, now=NOW)


def test_nobody_else_restores(scene: Scene) -> None:
    visit = announced(scene)
    cancel_visit(viewer=scene.aicha, visit_id=visit.id, reason="crew", now=NOW)
    with pytest.raises(Refusal):
        restore_visit(viewer=scene.hugo, visit_id=visit.id, now=NOW)


def test_organisation_that_shares_the_unit_cancels_too(scene: Scene) -> None:
    shared = make_unit(scene.cast.other_carrier, "Fourgon partagé")
    shared.shared_with.add(scene.cast.carrier)
    visit = make_visit(make_tour(shared), scene.halt, status="published")
    cancel_visit(viewer=scene.aicha, visit_id=visit.id, reason="breakdown", now=NOW)
    visit.refresh_from_db()
    assert visit.status == "cancelled"


def test_season_is_announced_and_cancelled_in_few_queries(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    for week in range(12):
        announced_later = TUESDAY + timedelta(7 * week)
        make_visit(scene.tour, scene.halt, announced_later)
    with django_assert_max_num_queries(14):
        publish_visits(viewer=scene.aicha, now=NOW, tour_id=scene.tour.id)
    with django_assert_max_num_queries(14):
        found = cancel_visits(
            viewer=scene.aicha, reason="crew", now=NOW, first=TUESDAY, last=date(2026, 12, 31)
        )
    assert len(found) == 12
    assert found[0].updated_at == Visit.objects.get(id=found[0].id).updated_at


def test_chosen_visits_of_a_day_are_cancelled_alone(scene: Scene) -> None:
    hot = announced(scene)
    late = announced(scene, hours=Hours(time(14), time(17)))
    values: dict[str, Any] = {"reason": "heat_wave", "now": NOW, "first": TUESDAY}
    found = cancel_visits(viewer=scene.aicha, last=TUESDAY, visit_ids=[late.id], **values)
    assert [one.id for one in found] == [late.id]
    hot.refresh_from_db()
    assert hot.status == "published"


def test_many_refused_visits_are_counted(scene: Scene) -> None:
    halt = make_halt(scene.cast.carrier, "Mairie inventée", needs_agreement=True)
    for week in range(12):
        make_visit(scene.tour, halt, TUESDAY + timedelta(7 * week))
    with pytest.raises(Refusal, match=r"Et 2 autres\."):
        publish_visits(viewer=scene.aicha, now=NOW, tour_id=scene.tour.id)
