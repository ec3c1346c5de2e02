"""Pages of watching: the thief is stopped, the desk acts, each sees why."""

import time
from datetime import timedelta

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.alerts import tell_ending_conventions
from allervers.people.models import (
    Alert,
    Convention,
    FileRead,
    FollowUp,
    Person,
    ProtectedOpening,
)
from tests.cast import sign_in
from tests.people.watching.reading import read_files
from tests.people.words import typed_in
from tests.people.world import ALL, PeopleWorld, acting_as, follow, make_convention, make_person

HOME = reverse("people:caseload")


def show(person: Person) -> str:
    """Return the address of a file."""
    return reverse("people:show", args=[person.pk])


def prove(client: Client) -> None:
    """Prove again who one is, as allauth notes it."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()


def text(client: Client, name: str, *args: object) -> str:
    """Return a page with plain spaces."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").replace("\u202f", " ").split())


def alerts_for(dpo: Member) -> list[str]:
    """Return the kinds of the alerts of a DPO."""
    with acting_as(dpo):
        return list(Alert.objects.order_by("at").values_list("kind", flat=True))


@pytest.mark.django_db(transaction=True)
def test_thief_with_a_valid_session_is_stopped_and_told_within_the_minute() -> None:
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.people.world import make_people_world  # noqa: PLC0415

    world = make_people_world(make_cast())
    bruno, began = world.cast.bruno, timezone.now()
    files = [make_person(bruno) for _ in range(33)]
    thief = sign_in(Client(), bruno)
    opened = [thief.get(show(one)).status_code for one in files]
    assert opened.count(200) == 30
    stopped = thief.get(show(files[-1]))
    assert stopped.headers["Location"].startswith(reverse("people:prove"))
    assert "Donner mon mot de passe" in thief.get(stopped.headers["Location"]).content.decode()
    thief.post(stopped.headers["Location"], {"reason": "je relis toute ma file active"})
    assert thief.get(show(files[-1])).status_code == 302, "a reason is no proof"
    assert thief.get(show(files[0])).status_code == 200, "what was open stays open"
    with acting_as(world.cast.farid):
        (alert,) = Alert.objects.filter(kind="soft_limit")
        assert alert.at - began < timedelta(minutes=1)
        assert FileRead.objects.filter(act="refused", ground="volume_soft").count() >= 3
    prove(thief)
    back = thief.post(stopped.headers["Location"], {"reason": "je relis toute ma file active"})
    assert back.headers["Location"] == show(files[-1])
    assert thief.get(show(files[-1])).status_code == 200


def test_proof_leads_back_to_pages_of_the_site_only(people_world: PeopleWorld) -> None:
    client = sign_in(Client(), people_world.cast.bruno)
    prove(client)
    for asked in ("https://ailleurs.invalid/", "//ailleurs.invalid/", "/compte/deconnexion/"):
        answer = client.post(f"{reverse('people:prove')}?next={asked}", {"reason": "ma relecture"})
        assert answer.headers["Location"] == HOME


def test_referent_sees_who_read_and_why_and_nobody_else(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    sign_in(Client(), cast.chloe).get(show(nour))
    page = text(sign_in(Client(), cast.bruno), "people:readers", nour.pk)
    assert "Chloé (Département inventé) a ouvert le dossier le" in page
    assert "dossier de sa file active" in page
    address = reverse("people:readers", args=[nour.pk])
    for member in (cast.chloe, cast.aicha, cast.farid, cast.elodie):
        assert sign_in(Client(), member).get(address).status_code == 404
    own = text(sign_in(Client(), cast.chloe), "people:my_reads")
    assert nour.pseudonym in own
    assert "Bruno" not in own


def test_stopped_member_is_told_and_the_dpo_lifts_it(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    with acting_as(cast.farid):
        mine = cast.bruno.professional.__class__.objects.filter(member=cast.bruno)
        mine.update(stopped_at=timezone.now(), stopped_why="volume")
    client, dpo = sign_in(Client(), cast.bruno), sign_in(Client(), cast.farid)
    assert client.get(show(people_world.nour)).status_code == 404
    assert "Arrêté : trop de dossiers" in text(client, "people:my_access")
    assert "Bruno" in text(dpo, "people:desk")
    dpo.post(reverse("people:stop_lift", args=[cast.bruno.pk]))
    assert client.get(show(people_world.nour)).status_code == 200


def test_dpo_hands_a_file_over_and_reads_none_of_it(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    with acting_as(cast.bruno):
        mine = FollowUp.objects.filter(person=nour, member=cast.bruno)
        mine.update(until=timezone.localdate() - timedelta(days=1))
    dpo = sign_in(Client(), cast.farid)
    desk = text(dpo, "people:desk")
    assert nour.pseudonym in desk
    assert not [name for name in ("Nour", "Invente", "1984") if name in desk]
    address = reverse("people:file_hand_over", args=[nour.pk])
    assert dpo.post(address, {"member": cast.aicha.pk}).status_code == 302
    assert sign_in(Client(), cast.aicha).get(show(nour)).status_code == 200
    assert dpo.get(show(nour)).status_code in {403, 404}
    assert dpo.post(address, {"member": cast.chloe.pk}).status_code == 404


def test_dpo_reviews_a_glass_and_handles_alerts(people_world: PeopleWorld) -> None:
    cast, sami = people_world.cast, people_world.sami
    client = sign_in(Client(), cast.bruno)
    why = "menace de mort entendue ce matin"
    page = client.post(reverse("people:glass"), {"pseudonym": sami.pseudonym, "reason": why})
    address = reverse("people:glass_break", args=[sami.pk])
    assert address in page.content.decode()
    opened = client.post(address, {"reason": why})
    assert client.get(opened.headers["Location"]).status_code == 200
    dpo = sign_in(Client(), cast.farid)
    with acting_as(cast.farid):
        alert = Alert.objects.get(kind="glass", to=None)
    review = reverse("people:glass_review", args=[alert.details])
    assert why in dpo.get(review).content.decode()
    dpo.post(review, {"verdict": "justified"})
    assert "Aucun bris de glace à relire" in text(dpo, "people:desk")
    assert "Aucune alerte." in text(dpo, "people:desk")
    referent = sign_in(Client(), cast.aicha)
    assert "a brisé la glace" in text(referent, "people:my_access")
    with acting_as(cast.aicha):
        mine = Alert.objects.get(to=cast.aicha)
    referent.post(reverse("people:alert_handle", args=[mine.pk]))
    assert "Aucune alerte pour vous" in text(referent, "people:my_access")


def test_convention_that_ends_closes_the_file_and_says_why(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    follow(nour, cast.denis, ["identity", "contact", "rights"], by=cast.bruno)  # type: ignore[arg-type]
    client = sign_in(Client(), cast.denis)
    assert client.get(show(nour)).status_code == 200
    admin = sign_in(Client(), cast.elodie)
    admin.post(reverse("people:convention_end", args=[people_world.convention.pk]))
    assert client.get(show(nour)).status_code == 404
    assert "Département inventé : finie le" in text(client, "people:my_access")
    assert "finie" in text(admin, "people:conventions")


def test_convention_past_its_day_closes_at_once(people_world: PeopleWorld) -> None:
    cast, nour, today = people_world.cast, people_world.nour, timezone.localdate()
    follow(nour, cast.denis, ["identity"], by=cast.bruno)  # type: ignore[arg-type]
    for ends, opens in ((0, True), (-1, False)):
        with acting_as(cast.elodie):
            Convention.objects.filter(ended_at=None).update(ended_at=timezone.now())
        make_convention(cast, ends_on=today + timedelta(days=ends))
        with acting_as(cast.denis):
            assert Person.objects.filter(pk=nour.pk).exists() == opens


def test_convention_about_to_end_is_told_once_to_both(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    make_convention(cast, ends_on=timezone.localdate() + timedelta(days=29))
    make_convention(cast, ends_on=timezone.localdate() + timedelta(days=31))
    assert tell_ending_conventions(now=timezone.now()) == 1
    assert tell_ending_conventions(now=timezone.now()) == 0
    assert alerts_for(cast.farid) == ["convention_ends"]


def test_administrator_proposes_and_the_dpo_approves_on_their_pages(
    people_world: PeopleWorld,
) -> None:
    cast, nour = people_world.cast, people_world.nour
    admin, dpo = sign_in(Client(), cast.elodie), sign_in(Client(), cast.farid)
    sent = {"profession": "nurse", "proof": "carte inventée", "mission": "",
            "valid_until": timezone.localdate() + timedelta(days=90)}  # fmt: skip
    address = reverse("people:professional_propose", args=[cast.bruno.pk])
    assert admin.post(address, sent | {"valid_until": "2020-01-01"}).status_code == 422
    assert admin.post(address, sent).status_code == 302
    approve = reverse("people:professional_approve", args=[cast.bruno.pk])
    assert admin.post(approve).status_code == 403
    client = sign_in(Client(), cast.bruno)
    assert client.get(show(nour)).status_code == 404
    assert "en attente d’une seconde personne" in text(client, "people:my_access")
    assert dpo.post(approve).status_code == 302
    assert client.get(show(nour)).status_code == 200


def test_week_s_sample_is_the_same_all_week_and_of_the_dpo_s_organisation(
    people_world: PeopleWorld,
) -> None:
    cast = people_world.cast
    last_week = timezone.now() - timedelta(days=7)
    read_files(cast.bruno, 14, last_week)
    read_files(cast.chloe, 14, last_week)
    read_files(cast.hugo, 10, last_week)
    read_files(cast.chloe, 5)  # for next week
    dpo = sign_in(Client(), cast.farid)
    page = text(dpo, "people:reads_sample")
    assert page.count("a ouvert le dossier") == 20
    assert "Hugo" not in page
    rows = [one.partition("<tbody>")[2] for one in (page, text(dpo, "people:reads_sample"))]
    assert rows[0] == rows[1]


WHY = "Recours inventé devant le juge."


def archived(world: PeopleWorld) -> None:
    """Let Aïcha agree that Bruno reads where Nour hides, then Farid archive the file."""
    cast, now = world.cast, timezone.now()
    follow(world.nour, cast.aicha, ALL, by=cast.bruno)
    with acting_as(cast.bruno):
        one = ProtectedOpening.objects.create(
            person=world.nour, asked_by=cast.bruno, reason="inventée", asked_at=now
        )
    with acting_as(cast.aicha):
        ProtectedOpening.objects.filter(pk=one.pk).update(
            agreed_by=cast.aicha, agreed_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(minutes=30),
        )  # fmt: skip
    with acting_as(cast.farid):
        Person.objects.filter(pk=world.nour.pk).update(
            state="intermediate", state_reason="litige inventé"
        )


def test_each_page_of_an_archive_asks_why_and_keeps_it(people_world: PeopleWorld) -> None:
    archived(people_world)
    bruno = sign_in(Client(), people_world.cast.bruno)
    for name in ("show", "timeline", "file_shares", "readers", "protected_read"):
        url = reverse(f"people:{name}", args=[people_world.nour.pk])
        assert "Dites pourquoi" in bruno.get(url).content.decode()
        assert bruno.post(url, {"reason": f"{WHY} {name}"}).status_code == 200, name
        with acting_as(people_world.cast.bruno):
            assert typed_in(FileRead.objects.order_by("-pk")[0]) == f"{WHY} {name}"


def test_dpo_sees_who_reads_archives_and_why(people_world: PeopleWorld) -> None:
    archived(people_world)
    farid = sign_in(Client(), people_world.cast.farid)
    page = text(farid, "people:archive_reads")
    assert "Aucune lecture d’archive" in page
    assert "Bruno (" in page, "who may open it"
    sign_in(Client(), people_world.cast.bruno).post(show(people_world.nour), {"reason": WHY})
    page = text(farid, "people:archive_reads")
    assert WHY in page
    assert people_world.nour.pseudonym in page
