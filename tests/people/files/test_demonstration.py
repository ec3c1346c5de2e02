"""The demonstration's people are invented, say so, and are reached as anybody else's."""

from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.demonstration import load_people
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import (
    Alert,
    Concern,
    ContactPoint,
    CoordinationNeed,
    Entry,
    Identity,
    Person,
    Share,
)
from tests.people.world import acting_as


def member(key: str) -> Member:
    """Return a character of the demonstration."""
    return Member.objects.select_related("organisation").get(user__email=f"{key}@exemple.invalid")


def test_every_page_of_the_demonstration_has_something_to_show(db: None) -> None:
    load_people(timezone.now())
    with acting_as(member("bruno")):
        shares = {(one.state, one.recipient_id is None) for one in Share.objects.all()}
        assert shares == {("accepted", False), ("asked", False), ("asked", True)}
        assert Share.objects.exclude(asked="").count() == 3
        assert Concern.objects.filter(received_at=None).count() == 1
        assert CoordinationNeed.objects.filter(ended_on=None).count() == 1
    with acting_as(member("farid")):
        alerts = Alert.objects.filter(to=None)
        assert sorted(one.handled_at is None for one in alerts) == [False, True]


def test_demonstration_opens_files_once_to_whom_they_belong(db: None) -> None:
    assert load_people(timezone.now()).startswith("8 dossiers")
    assert "déjà" in load_people(timezone.now())
    expected = {"bruno": 8, "aicha": 3, "chloe": 7, "denis": 1, "hugo": 0, "rachid": 0}
    for key, count in expected.items():
        with acting_as(member(key)):
            assert (key, Person.objects.count()) == (key, count)
    with acting_as(member("bruno")):
        families = set(Identity.objects.values_list("family_name", flat=True))
        assert families == {"Inventé", ""}
        (phone,) = ContactPoint.objects.order_by("pk")
        assert open_rows([phone], phone.person_id)[0].value.startswith("+3363998")
    with acting_as(member("chloe")):
        assert set(Entry.objects.values_list("section", flat=True)) == {"rights"}
