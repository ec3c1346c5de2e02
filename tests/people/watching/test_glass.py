"""Breaking the glass: exact words, danger only, four hours, told, reviewed, not too often."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.alerts import tell_late_reviews
from allervers.people.actions.glass import break_glass, review_glass, search_glass
from allervers.people.domain.glass import SEARCHES
from allervers.people.domain.section import DANGER, Section
from allervers.people.gateways.alerts_mail import send_waiting_alerts
from allervers.people.models import Alert, BreakGlass, Entry, FileRead, Identity, Person
from allervers.people.queries.glass import Words
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.people.words import typed_in
from tests.people.world import PeopleWorld, acting_as, note

WHY = "menace de mort entendue ce matin au téléphone"
SAMI = Words(("Sami", "Exemplaire"), date(1970, 2, 1))
HOURS = timedelta(hours=1)


@pytest.fixture
def world(people_world: PeopleWorld) -> PeopleWorld:
    """Make Sami found by his name, as the site writes names."""
    with acting_as(people_world.cast.aicha):
        Identity.objects.filter(person=people_world.sami).update(search_key="exemplaire sami")
    return people_world


def search(member: Member, words: Words = SAMI, why: str = WHY) -> list[str]:
    """Return the pseudonyms found."""
    found = search_glass(viewer(member), words=words, reason=why, now=timezone.now())
    return [one.pseudonym for one in found]


def break_sami(world: PeopleWorld, member: Member) -> BreakGlass:
    """Find Sami and break the glass."""
    search(member)
    return break_glass(viewer(member), person_id=world.sami.pk, reason=WHY, now=timezone.now())


def broke(world: PeopleWorld, member: Member, ago: timedelta) -> BreakGlass:
    """Write a glass that was broken some time ago."""
    at = timezone.now() - ago
    with acting_as(member):
        return BreakGlass.objects.create(
            person=world.sami, member=member, reason=WHY, opened_at=at,
            ends_at=at + 4 * HOURS, review_due_at=at + 72 * HOURS,
        )  # fmt: skip


def sees(member: Member, person: Person) -> bool:
    """Whether the file is there for a member."""
    with acting_as(member):
        return Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    "words",
    [
        Words(("Sami", "Exemplaire"), date(1970, 2, 2)),
        Words(("Sami",), date(1970, 2, 1)),
        Words(("Sami", "Exemplaire"), None),
        Words(pseudonym="Essai"),
        Words(),
    ],
)
def test_words_that_are_not_exact_find_nothing_and_are_written(
    world: PeopleWorld, words: Words
) -> None:
    bruno = world.cast.bruno
    assert search(bruno, words) == []
    with acting_as(bruno):
        line = FileRead.objects.get(act="searched")
        assert typed_in(line) == WHY
    assert (line.count, line.listed, line.ground) == (0, [], "glass_search")


def test_exact_words_find_the_pseudonym_and_nothing_else(world: PeopleWorld) -> None:
    bruno = world.cast.bruno
    assert search(bruno) == [world.sami.pseudonym]
    assert search(bruno, Words(pseudonym=world.sami.pseudonym)) == [world.sami.pseudonym]
    assert search(bruno, Words(("EXEMPLAIRE", "sami"), date(1970, 2, 1))) != []
    assert not sees(bruno, world.sami)
    with acting_as(bruno):
        assert FileRead.objects.filter(act="searched", listed=[world.sami.pk]).count() == 3


def test_without_convention_nothing_is_found(world: PeopleWorld) -> None:
    assert search(world.cast.hugo) == []


@pytest.mark.parametrize(("who", "why", "code"), [
    ("elodie", WHY, "glass_not_approved"),
    ("farid", WHY, "glass_not_approved"),
    ("bruno", "pour voir un peu", "glass_reason"),
])  # fmt: skip
def test_whoever_may_not_is_told_why(world: PeopleWorld, who: str, why: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        search(world.cast.by_name()[who], why=why)
    assert refused.value.code == code


def test_searches_are_counted_too(world: PeopleWorld) -> None:
    for _ in range(SEARCHES):
        search(world.cast.bruno, Words(pseudonym="rien"))
    with pytest.raises(Refusal, match="cherché"):
        search(world.cast.bruno)


def test_only_what_was_just_found_is_opened(world: PeopleWorld) -> None:
    with pytest.raises(Refusal) as refused:
        break_glass(
            viewer(world.cast.bruno), person_id=world.sami.pk, reason=WHY, now=timezone.now()
        )
    assert refused.value.status == 404


def test_danger_and_contacts_open_and_nothing_else(world: PeopleWorld) -> None:
    aicha, bruno = world.cast.aicha, world.cast.bruno
    for section in Section:
        note(world.nour, bruno, section, f"note {section}")
    search(aicha, Words(pseudonym=world.nour.pseudonym))
    break_glass(viewer(aicha), person_id=world.nour.pk, reason=WHY, now=timezone.now())
    with acting_as(aicha):
        shown = set(Entry.objects.filter(person=world.nour).values_list("section", flat=True))
    assert shown
    assert shown <= {section.value for section in DANGER}


def test_referent_and_dpo_are_told_in_the_same_act_and_by_mail_without_names(
    world: PeopleWorld,
) -> None:
    cast = world.cast
    break_sami(world, cast.bruno)
    with acting_as(cast.aicha):
        assert Alert.objects.filter(kind="glass", to=cast.aicha).count() == 1
    with acting_as(cast.farid):
        assert Alert.objects.filter(kind="glass", to=None, about_member=cast.bruno).count() == 1
    assert send_waiting_alerts(now=timezone.now()) == 2
    assert send_waiting_alerts(now=timezone.now()) == 0
    assert {one.to[0] for one in mail.outbox} == {cast.aicha.user.email, cast.farid.user.email}
    said = " ".join(str(one.message()) for one in mail.outbox)
    assert not [n for n in ("Sami", "Exemplaire", world.sami.pseudonym, "Bruno", WHY) if n in said]


@pytest.mark.parametrize(("ago", "opens"), [
    (4 * HOURS - timedelta(minutes=1), True), (4 * HOURS + timedelta(minutes=1), False),
])  # fmt: skip
def test_it_closes_after_four_hours(world: PeopleWorld, ago: timedelta, *, opens: bool) -> None:
    broke(world, world.cast.bruno, ago)
    assert sees(world.cast.bruno, world.sami) == opens


def test_fourth_of_a_week_is_refused_by_the_site_and_by_postgresql(world: PeopleWorld) -> None:
    bruno, farid = world.cast.bruno, world.cast.farid
    for days in (8, 6, 5, 1):
        made = broke(world, bruno, timedelta(days=days))
        review_glass(viewer(farid), glass_id=made.pk, verdict="justified", now=timezone.now())
    with pytest.raises(Refusal, match="trois fois"):
        search(bruno)
    with pytest.raises(DatabaseError, match="glass_quota"), transaction.atomic():
        broke(world, bruno, timedelta(0))


def test_unreviewed_at_72_hours_closes_until_the_review(world: PeopleWorld) -> None:
    cast = world.cast
    made = broke(world, cast.bruno, 73 * HOURS)
    with pytest.raises(Refusal, match="72 heures"):
        search(cast.bruno)
    assert tell_late_reviews(now=timezone.now()) == 1
    assert tell_late_reviews(now=timezone.now()) == 0
    for member in (cast.bruno, cast.farid):
        with acting_as(member):
            assert Alert.objects.filter(kind="review_late").count() >= 1
    review_glass(viewer(cast.farid), glass_id=made.pk, verdict="justified", now=timezone.now())
    assert search(cast.bruno) == [world.sami.pseudonym]


def test_not_yet_72_hours_closes_nothing(world: PeopleWorld) -> None:
    broke(world, world.cast.bruno, 71 * HOURS)
    assert search(world.cast.bruno) == [world.sami.pseudonym]
    assert tell_late_reviews(now=timezone.now()) == 0


@pytest.mark.parametrize("who", ["bruno", "aicha", "elodie", "hugo"])
def test_only_a_dpo_of_the_file_reviews(world: PeopleWorld, who: str) -> None:
    made = broke(world, world.cast.bruno, HOURS)
    member = world.cast.by_name()[who]
    with pytest.raises(Refusal):
        review_glass(viewer(member), glass_id=made.pk, verdict="justified", now=timezone.now())


def test_what_was_written_of_a_glass_is_not_changed(world: PeopleWorld) -> None:
    made = broke(world, world.cast.bruno, HOURS)
    later = datetime.max.replace(tzinfo=timezone.get_current_timezone(), year=2200)
    with pytest.raises(DatabaseError, match="glass_only_reviewed"), acting_as(world.cast.farid):
        BreakGlass.objects.filter(pk=made.pk).update(ends_at=later)
    with pytest.raises(DatabaseError, match="glass_bounds"), acting_as(world.cast.bruno):
        BreakGlass.objects.create(
            person=world.sami, member=world.cast.bruno, reason=WHY, opened_at=made.opened_at,
            ends_at=made.opened_at + 5 * HOURS, review_due_at=made.review_due_at,
        )  # fmt: skip


def test_postgresql_searches_for_nobody_without_a_name(world: PeopleWorld) -> None:
    with (
        pytest.raises(DatabaseError, match="glass_not_allowed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT * FROM people_glass_search('', null, %s, %s, now())",
            [world.sami.pseudonym, WHY],
        )
