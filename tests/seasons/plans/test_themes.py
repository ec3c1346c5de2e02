"""The theme of a season: worn by the visits of a published plan; what it does not count is said."""

import pytest
from django.test import Client
from django.urls import reverse

from allervers.seasons.actions.publishing import Choices, publish_plan
from allervers.seasons.actions.seasons import change_season
from allervers.seasons.models import Season, SeasonPlan
from allervers.tours.domain.timing import instant
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import Edition, Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.seasons.need_world import make_needed
from tests.seasons.plans.world import MORNING, Planning, add_plan
from tests.seasons.setup.world import Prepared

pytestmark = pytest.mark.django_db
DRAFTS = Choices(announces=False, asks_towns=False)


def themed(season: Season, audience: str = "youth") -> Edition:
    """Give a season a theme."""
    edition = Edition.objects.create(
        carrier=season.carrier, name="Caravane jeunesse", audience=audience
    )
    season.edition = edition
    season.save()
    return edition


def publish(planning: Planning, plan: SeasonPlan | None = None) -> None:
    """Put a plan in the calendar, as drafts."""
    plan = plan or planning.plan
    publish_plan(
        viewer=planning.aicha, plan_id=plan.id, version=plan.version,
        choices=DRAFTS, calendars=calendar_of_commune, now=instant(planning.monday, MORNING),
    )  # fmt: skip


def test_visits_of_a_published_plan_wear_its_theme(client: Client, planning: Planning) -> None:
    edition = themed(planning.season)
    sign_in(client, planning.cast.aicha)
    url = reverse("seasons:plan_publish", args=[planning.plan.id])
    assert "Caravane jeunesse (jeunes)" in client.get(url).content.decode()
    publish(planning)
    assert set(Visit.objects.values_list("edition_id", flat=True)) == {edition.id}


def test_what_is_in_the_calendar_keeps_its_own_theme(planning: Planning) -> None:
    publish(planning)
    themed(planning.season)
    publish(planning, add_plan(planning, "Autre projet"))
    assert not Visit.objects.exclude(edition=None).exists()


def test_a_theme_of_others_is_refused(planning: Planning) -> None:
    edition = themed(planning.season)
    edition.carrier = planning.cast.other_carrier
    edition.save()
    with pytest.raises(Refusal) as refused:
        publish(planning)
    assert refused.value.status == 404
    with pytest.raises(Refusal):
        change_season(
            viewer=planning.aicha, season_id=planning.season.id, values={"edition": edition}
        )


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        ("youth", "dont le public n'est pas compté"),
        ("disability", "que rien de publié ne compte"),
        ("everyone", None),
    ],
)
def test_the_page_says_that_a_theme_does_not_change_who_is_looked_for(
    client: Client, cast: object, audience: str, said: str | None
) -> None:
    prepared: Prepared = make_needed(cast)  # type: ignore[arg-type]
    themed(prepared.season, audience)
    sign_in(client, prepared.cast.aicha)
    url = reverse("seasons:check", args=[prepared.season.id])
    found = client.get(url).content.decode().replace("&#x27;", "'")
    assert ("Caravane jeunesse" in found) is (said is not None)
    assert said is None or said in found
    Season.objects.update(youth_weight=2.0)
    assert ("n'est pas compté" in client.get(url).content.decode()) is False


def test_the_theme_is_chosen_among_ones_own(client: Client, planning: Planning) -> None:
    mine = themed(planning.season)
    other = Edition.objects.create(carrier=planning.cast.other_carrier, name="Ailleurs")
    sign_in(client, planning.cast.aicha)
    page = client.get(reverse("seasons:season_edit", args=[planning.season.id]))
    choices = page.context["form"].fields["edition"].queryset
    assert (mine in choices, other in choices) == (True, False)
    assert viewer(planning.cast.aicha).organisation_id == mine.carrier_id
