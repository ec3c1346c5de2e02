"""The pages of watching in a browser: accessible, at the width of a phone and of a desk."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from allervers.people.actions.approving import Proposal, propose
from allervers.people.actions.rights_requests import Asked, receive
from allervers.people.domain.profession import Profession
from allervers.people.models import Alert, BreakGlass, FollowUp, Person, Professional
from tests.browsing import Screenshot
from tests.cast import make_cast, viewer
from tests.people.watching.reading import read_file, read_files
from tests.people.world import PeopleWorld, acting_as, make_people_world

World = SimpleNamespace


@pytest.fixture
def desk(transactional_db: None) -> World:
    """Make a day when everything waits on the DPO's desk."""
    people = make_people_world(make_cast())
    cast, now, today = people.cast, timezone.now(), timezone.localdate()
    copy, asked = (
        receive(viewer=viewer(cast.bruno), person_id=people.nour.pk, now=now,
                asked=Asked(kind, today, "connue de l’équipe", "ses mots inventés")).pk
        for kind in ("access", "object")
    )  # fmt: skip
    read_file(cast.bruno, person_id=people.lina.pk)
    with acting_as(cast.bruno):
        Person.objects.filter(pk=people.lina.pk).update(restricted_at=now)
    read_files(cast.bruno, 30)
    read_files(cast.bruno, 9, now - timedelta(days=7))
    read_file(cast.chloe, person_id=people.nour.pk)
    with acting_as(cast.chloe):
        glass = BreakGlass.objects.create(
            person=people.sami, member=cast.chloe, reason="danger inventé pour un essai",
            opened_at=now, ends_at=now + timedelta(hours=4),
            review_due_at=now + timedelta(hours=72),
        )  # fmt: skip
        for to in (None, cast.bruno):
            Alert.objects.create(
                kind="glass", organisation=cast.carrier, to=to, about_member=cast.chloe,
                person=people.sami, details=str(glass.pk), at=now,
            )  # fmt: skip
    with acting_as(cast.aicha):
        mine = FollowUp.objects.filter(member=cast.aicha)
        mine.update(until=today - timedelta(days=1))
    with acting_as(cast.farid):
        chloe = Professional.objects.filter(member=cast.chloe)
        chloe.update(stopped_at=now, stopped_why="volume")
    proposal = Proposal(Profession.NURSE, "carte inventée", today + timedelta(days=90))
    propose(viewer(cast.elodie), member_id=cast.aicha.pk, proposal=proposal, now=now)
    return World(people=people, glass=glass, copy=copy, asked=asked)


def pages(world: World, people: PeopleWorld) -> dict[str, list[tuple[str, str]]]:
    """Return, for each character, the pages to look at."""
    cast = people.cast
    return {
        "farid": [
            ("protection", reverse("people:desk")),
            ("protection-lectures", reverse("people:reads_sample")),
            ("protection-relecture", reverse("people:glass_review", args=[world.glass.pk])),
            ("protection-rouvrir", reverse("people:stop_lift", args=[cast.chloe.pk])),
            ("protection-confier", reverse("people:file_hand_over", args=[people.sami.pk])),
            ("metier-approuver", reverse("people:professional_approve", args=[cast.aicha.pk])),
            ("archives-lues", reverse("people:archive_reads")),
            ("conservation", reverse("people:retention")),
            ("demandes-dpo", reverse("people:rights_waiting")),
            ("registre", reverse("people:register")),
        ],
        "elodie": [
            ("metiers", reverse("people:professionals")),
            ("metier-proposer", reverse("people:professional_propose", args=[cast.bruno.pk])),
            ("metier-refuser", reverse("people:professional_refuse", args=[cast.aicha.pk])),
            ("conventions", reverse("people:conventions")),
            ("convention-ajouter", reverse("people:convention_add")),
            ("convention-finir", reverse("people:convention_end", args=[people.convention.pk])),
        ],
        "bruno": [
            ("mon-acces", reverse("people:my_access")),
            ("mes-lectures", reverse("people:my_reads")),
            ("encore-vous", reverse("people:prove")),
            ("bris-de-glace", reverse("people:glass")),
            ("demandes", reverse("people:rights_of", args=[people.lina.pk])),
            ("demande-recevoir", reverse("people:rights_receive", args=[people.nour.pk])),
            ("demande", reverse("people:rights_request", args=[world.copy])),
            ("demande-prolonger", reverse("people:rights_extend", args=[world.copy])),
            ("demande-repondre", reverse("people:rights_answer", args=[world.asked])),
            ("limitation-lever", reverse("people:rights_lift", args=[people.lina.pk])),
        ],
    }


def test_every_page_is_accessible(
    desk: World,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    people: PeopleWorld = desk.people
    page = None
    for who, asked in pages(desk, people).items():
        page = browse_as(people.cast.by_name()[who], on=page)
        for name, url in asked:
            answer = page.goto(url)
            assert answer is not None
            assert answer.status == 200, url
            screenshot(page, f"people-{name}")
            assert_accessible_at_both(page)
