"""What somebody reads after a mistake: each thing said once, and a way on."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from allervers.tours.models import Visit
from tests.cast import Cast, sign_in
from tests.tours.staff.season import Season


def test_form_when_sent_empty_says_each_mistake_once(
    client: Client, season: Season, cast: Cast
) -> None:
    sign_in(client, cast.aicha)
    answer = client.post(reverse("staff:tour_add"), {})

    assert [len(said) for said in answer.context["form"].errors.values()] == [1, 1, 1, 1]
    title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert title.count("Erreur") == 1


def test_day_sheet_when_nothing_that_day_leads_to_the_days_around(
    client: Client, season: Season, cast: Cast
) -> None:
    sign_in(client, cast.aicha)
    shown = client.get(reverse("staff:sheet", args=[season.today.isoformat()])).content.decode()

    for day in (season.today - timedelta(days=1), season.today + timedelta(days=1)):
        assert reverse("staff:sheet", args=[day.isoformat()]) in shown


def test_tour_when_announced_then_its_deletion_is_not_even_offered(
    client: Client, season: Season, cast: Cast
) -> None:
    sign_in(client, cast.aicha)
    url = reverse("staff:tour_delete", args=[season.tour.id])
    assert client.get(url).status_code == 200
    Visit.objects.filter(id=season.visit.id).update(status="published")

    assert client.get(url).status_code == 422
