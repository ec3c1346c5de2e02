"""Series and visits: previewed, saved, announced, cancelled, moved."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from allervers.tours.models import Message, Series, Visit
from tests.cast import Cast, sign_in
from tests.tours.staff.season import Season

WEEKLY = {"pattern": "weekly", "starts": "14:00", "ends": "17:00", "school_time": "always"}


@pytest.fixture(autouse=True)
def _as_aicha(client: Client, cast: Cast) -> None:
    sign_in(client, cast.aicha)


def send(client: Client, url: str, values: dict[str, Any], *, save: bool = True) -> Any:
    """Ask for the preview, then save what it showed."""
    shown = client.post(url, {**values, "step": "preview"})
    if not save or shown.context is None or not shown.context.get("preview"):
        return shown
    previewed = shown.context["preview"].signature
    return client.post(url, {**values, "step": "save", "previewed": previewed})


def series_url(season: Season) -> str:
    return reverse("staff:series_add", args=[season.tour.id])


def weekly(season: Season, **values: Any) -> dict[str, Any]:
    return {**WEEKLY, "halt": str(season.halt.id), "weekdays": ["1"], **values}


def test_preview_says_the_rule_and_saves_nothing(client: Client, season: Season) -> None:
    answer = send(client, series_url(season), weekly(season), save=False)
    assert "Tous les mardis" in answer.context["preview"].words
    assert answer.context["preview"].days
    assert not Series.objects.exists()


def test_series_is_saved_after_its_preview(client: Client, season: Season) -> None:
    send(client, series_url(season), weekly(season))
    series = Series.objects.get()
    assert series.rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert series.visits.filter(status="draft").count() > 20


def test_save_without_its_preview_shows_the_preview(client: Client, season: Season) -> None:
    answer = client.post(series_url(season), {**weekly(season), "step": "save"})
    assert answer.context["preview"]
    assert not Series.objects.exists()


def test_values_changed_after_the_preview_are_previewed_again(
    client: Client, season: Season
) -> None:
    shown = send(client, series_url(season), weekly(season), save=False)
    signature = shown.context["preview"].signature
    changed = {**weekly(season, weekdays=["2"]), "step": "save", "previewed": signature}
    client.post(series_url(season), changed)
    assert not Series.objects.exists()


def test_odd_weeks_are_kept_as_a_rule(client: Client, season: Season) -> None:
    send(client, series_url(season), weekly(season, pattern="odd"))
    assert Series.objects.get().rrule.startswith("FREQ=YEARLY;BYWEEKNO=1,3,5")


def test_second_and_last_thursday_are_kept_as_a_rule(client: Client, season: Season) -> None:
    values = weekly(season, pattern="monthly", weekdays=["3"], positions=["2", "-1"])
    send(client, series_url(season), values)
    assert Series.objects.get().rrule == "FREQ=MONTHLY;BYDAY=2TH,-1TH"


def test_fortnight_without_its_first_day_is_asked(client: Client, season: Season) -> None:
    values = weekly(season, pattern="every_k", every="2")
    answer = send(client, series_url(season), values)
    assert "Donnez le premier jour" in answer.content.decode()


def test_chosen_dates_only_are_kept(client: Client, season: Season) -> None:
    days = [season.today + timedelta(days=n) for n in (20, 27)]
    values = weekly(season, pattern="chosen", weekdays=[])
    values["rdates"] = "\n".join(f"{day:%d/%m/%Y}" for day in days)
    send(client, series_url(season), values)
    assert [
        one.recurrence_date for one in Visit.objects.exclude(series=None).order_by("starts_at")
    ] == days


def test_series_colliding_with_a_visit_is_blocked(client: Client, season: Season) -> None:
    season.visit.status = "published"
    season.visit.save()
    weekday = str(season.visit.starts_at.weekday())
    values = weekly(season, weekdays=[weekday], starts="09:00", ends="10:00")
    answer = send(client, series_url(season), values, save=False)
    assert answer.context["preview"].is_blocked
    assert 'value="save"' not in answer.content.decode()
    assert "Caravane est déjà à" in answer.content.decode()


def test_series_edited_keeps_its_choices(client: Client, season: Season) -> None:
    send(client, series_url(season), weekly(season, pattern="odd"))
    url = reverse("staff:series_edit", args=[Series.objects.get().id])
    initial = client.get(url).context["form"].initial
    assert (initial["pattern"], initial["weekdays"]) == ("odd", ["1"])
    send(client, url, weekly(season, pattern="even", version=initial["version"]))
    assert "BYWEEKNO=2,4" in Series.objects.get().rrule


def test_series_that_changed_meanwhile_shows_both(client: Client, season: Season) -> None:
    send(client, series_url(season), weekly(season))
    url = reverse("staff:series_edit", args=[Series.objects.get().id])
    answer = send(client, url, weekly(season, weekdays=["2"], version="2020-01-01T00:00:00"))
    said = (
        "Quels jours\u00a0: enregistré «\u00a0mardi\u00a0», vous avez écrit «\u00a0mercredi\u00a0»"
    )
    assert said in answer.content.decode()
    assert Series.objects.get().rrule == "FREQ=WEEKLY;BYDAY=TU"


def test_visit_that_changed_meanwhile_shows_both(client: Client, season: Season) -> None:
    url = reverse("staff:visit_edit", args=[season.visit.id])
    values = {**client.get(url).context["form"].initial, "starts": "08:00", "version": "2020"}
    sent = {key: value for key, value in values.items() if value not in (None, False)}
    said = "enregistré «\u00a09\u00a0h\u00a0», vous avez écrit «\u00a08\u00a0h\u00a0»"
    assert said in send(client, url, sent).content.decode()


def test_rule_that_no_choice_says_is_kept(client: Client, season: Season) -> None:
    series = Series.objects.create(
        tour=season.tour, halt=season.halt, rrule="FREQ=MONTHLY;BYMONTHDAY=15",
        anchor=season.today, starts="14:00", ends="17:00",
    )  # fmt: skip
    url = reverse("staff:series_edit", args=[series.id])
    version = client.get(url).context["form"].initial["version"]
    send(client, url, weekly(season, pattern="kept", weekdays=[], version=version))
    series.refresh_from_db()
    assert series.rrule == "FREQ=MONTHLY;BYMONTHDAY=15"
    assert series.visits.exists()


def test_series_is_deleted_with_its_drafts(client: Client, season: Season) -> None:
    send(client, series_url(season), weekly(season))
    client.post(reverse("staff:series_delete", args=[Series.objects.get().id]))
    assert not Series.objects.exists()
    assert Visit.objects.get() == season.visit


def test_single_visit_is_added(client: Client, season: Season) -> None:
    day = season.today + timedelta(days=10)
    values = {"halt": season.halt.id, "day": f"{day}", "starts": "9h30", "ends": "12h"}
    send(client, reverse("staff:visit_add", args=[season.tour.id]), values)
    visit = Visit.objects.exclude(id=season.visit.id).get()
    assert (visit.status, visit.tour) == ("draft", season.tour)


def test_visit_outside_its_tour_is_refused(client: Client, season: Season) -> None:
    values = {"halt": season.halt.id, "day": "2019-10-06", "starts": "09:00", "ends": "12:00"}
    answer = send(client, reverse("staff:visit_add", args=[season.tour.id]), values)
    assert "Ce jour est hors de la tournée" in answer.content.decode()


def test_visit_without_agreement_is_not_announced(client: Client, season: Season) -> None:
    answer = client.post(reverse("staff:visit_publish", args=[season.visit.id]))
    season.visit.refresh_from_db()
    assert (answer.status_code, season.visit.status) == (409, "draft")


def test_visit_with_agreement_is_announced(client: Client, season: Season) -> None:
    season.agree()
    client.post(reverse("staff:visit_publish", args=[season.visit.id]))
    season.visit.refresh_from_db()
    assert season.visit.status == "published"


def test_tour_is_announced_and_says_what_waits(client: Client, season: Season) -> None:
    day = season.today + timedelta(days=3)
    season.agree(valid_from=day, valid_until=day)
    season.add_visit(20)
    url = reverse("staff:tour_publish", args=[season.tour.id])
    assert client.get(url).context["waiting"]
    answer = client.post(url, follow=True)
    assert "1\u00a0passage annoncé." in answer.content.decode()
    assert Visit.objects.filter(status="draft").count() == 1


def test_cancelled_visit_says_why_and_tells_the_commune(
    client: Client, season: Season, cast: Cast
) -> None:
    visit = season.add_visit(5, status="published")
    url = reverse("staff:visit_cancel", args=[visit.id])
    assert cast.commune.name in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    client.post(url, {"reason": "heat_wave", "reason_text": "Vigilance rouge."})
    visit.refresh_from_db()
    assert (visit.status, visit.reason) == ("cancelled", "heat_wave")
    assert Message.objects.get(visit=visit).organisation == cast.commune


def test_cancelled_visit_is_restored(client: Client, season: Season) -> None:
    season.agree()
    visit = season.add_visit(5, status="cancelled", reason="crew")
    client.post(reverse("staff:visit_restore", args=[visit.id]))
    visit.refresh_from_db()
    assert (visit.status, visit.reason) == ("published", "")


def test_announced_visit_is_moved(client: Client, season: Season) -> None:
    season.agree()
    visit = season.add_visit(5, status="published")
    url = reverse("staff:visit_move", args=[visit.id])
    values = {
        "halt": season.halt.id,
        "day": f"{season.today + timedelta(days=12)}",
        "starts": "09:00",
        "ends": "12:00",
        "reason": "town",
        "version": client.get(url).context["form"].initial["version"],
    }
    send(client, url, values)
    visit.refresh_from_db()
    assert visit.moved_to
    assert (visit.status, visit.moved_to.status) == ("moved", "published")


def test_heat_wave_cancels_a_period_after_its_list(client: Client, season: Season) -> None:
    hit = [season.add_visit(n, status="published") for n in (5, 6)]
    spared = season.add_visit(30, status="published")
    values = {
        "first": f"{season.today + timedelta(days=4)}",
        "last": f"{season.today + timedelta(days=8)}",
        "communes": ["92040"],
        "reason": "heat_wave",
    }
    shown = send(client, reverse("staff:cancel_many"), values, save=False)
    assert shown.context["preview"].kept == 2
    assert Visit.objects.filter(status="cancelled").count() == 0
    send(client, reverse("staff:cancel_many"), values)
    assert {one.id for one in Visit.objects.filter(status="cancelled")} == {one.id for one in hit}
    spared.refresh_from_db()
    assert spared.status == "published"


def test_heat_wave_spares_other_carriers(client: Client, season: Season, cast: Cast) -> None:
    season.add_visit(5, status="published")
    sign_in(client, cast.hugo)
    values = {
        "first": f"{season.today}",
        "last": f"{season.today + timedelta(days=90)}",
        "reason": "heat_wave",
    }
    shown = send(client, reverse("staff:cancel_many"), values, save=False)
    assert shown.context["preview"].is_blocked
    assert not Visit.objects.filter(status="cancelled").exists()


def test_draft_is_deleted(client: Client, season: Season) -> None:
    client.post(reverse("staff:visit_delete", args=[season.visit.id]))
    assert not Visit.objects.exists()


def test_calendar_hides_no_formula(client: Client, season: Season) -> None:
    season.halt.name = "=HYPERLINK(1)"
    season.halt.save()
    answer = client.get(reverse("staff:tour_csv", args=[season.tour.id]))
    assert "'=HYPERLINK(1)" in answer.content.decode()
