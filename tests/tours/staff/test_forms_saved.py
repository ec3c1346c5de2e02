"""What the staff forms save, refuse and say."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from allervers.tours.models import (
    Absence,
    Edition,
    Halt,
    MobileUnit,
    Notice,
    Tour,
)
from tests.cast import Cast, sign_in
from tests.tours.staff.season import Season


@pytest.fixture(autouse=True)
def _as_aicha(client: Client, cast: Cast) -> None:
    sign_in(client, cast.aicha)


def page(response: Any) -> str:
    return str(response.content.decode())


def test_unit_added_with_its_funders(client: Client, cast: Cast) -> None:
    sent = {
        "name": "Triporteur",
        "kind": "trike",
        "equipment": "imprimante\nauvent\nimprimante",
        "is_step_free": "unknown",
        "pitch_length_m": "3,5",
        "shared_with": [str(cast.other_carrier.id)],
        "funders": [str(cast.partner.id)],
    }
    answer = client.post(reverse("staff:unit_add"), sent)
    unit = MobileUnit.objects.get()
    assert answer["Location"] == reverse("staff:unit", args=["triporteur"])
    assert (unit.carrier, unit.is_step_free, unit.pitch_length_m) == (cast.carrier, None, 3.5)
    assert unit.equipment == ["imprimante", "auvent"]
    assert list(unit.shared_with.all()) == [cast.other_carrier]
    assert list(unit.funders.all()) == [cast.partner]


def test_unit_of_a_taken_name_is_refused_in_its_form(client: Client, season: Season) -> None:
    answer = client.post(reverse("staff:unit_add"), {"name": "Caravane", "kind": "truck"})
    assert answer.status_code == 422
    assert "Une unité mobile de ce nom existe déjà." in page(answer)


def test_stale_page_shows_both_and_saves_nothing(client: Client, season: Season) -> None:
    url = reverse("staff:unit_edit", args=[season.unit.slug])
    seen = season.unit.updated_at.isoformat()
    client.post(url, {"name": "Nom de Bruno", "kind": "truck", "version": seen})
    answer = client.post(url, {"name": "Nom d'Aïcha", "kind": "truck", "version": seen})
    season.unit.refresh_from_db()
    assert season.unit.name == "Nom de Bruno"
    assert (
        "enregistré «\u00a0Nom de Bruno\u00a0», vous avez écrit «\u00a0Nom d&#x27;Aïcha\u00a0»"
        in page(answer)
    )


def test_stale_page_sent_again_after_reading_is_saved(client: Client, season: Season) -> None:
    url = reverse("staff:unit_edit", args=[season.unit.slug])
    stale = client.post(url, {"name": "Autre nom", "kind": "truck", "version": "2020-01-01"})
    version = stale.context["form"].data["version"]
    client.post(url, {"name": "Autre nom", "kind": "truck", "version": version})
    season.unit.refresh_from_db()
    assert season.unit.name == "Autre nom"


def test_retired_unit_comes_back(client: Client, season: Season) -> None:
    url = reverse("staff:unit_retire", args=[season.unit.slug])
    client.post(url)
    season.unit.refresh_from_db()
    assert not season.unit.is_active
    client.post(url)
    season.unit.refresh_from_db()
    assert season.unit.is_active


def test_shared_unit_is_seen_but_not_changed(client: Client, season: Season, cast: Cast) -> None:
    season.unit.shared_with.add(cast.other_carrier)
    sign_in(client, cast.hugo)
    assert client.get(reverse("staff:unit", args=[season.unit.slug])).status_code == 200
    answer = client.post(
        reverse("staff:unit_edit", args=[season.unit.slug]),
        {"name": "Volée", "kind": "truck", "version": season.unit.updated_at.isoformat()},
    )
    season.unit.refresh_from_db()
    assert (answer.status_code, season.unit.name) == (403, "Caravane")


HALT = {"name": "Mairie", "is_step_free": "yes", "has_power": "no", "needs_agreement": "on"}


def add_halt(client: Client, **values: str) -> Any:
    url = reverse("staff:halt_add") + "?commune=92040"
    return client.post(url, {**HALT, **values}, follow=True)


def test_commune_is_chosen_before_the_halt(client: Client, season: Season) -> None:
    answer = client.get(reverse("staff:halt_add"), {"q": "bourg"})
    assert "?commune=92040" in page(answer)


def test_halt_inside_its_commune_is_checked(client: Client, season: Season) -> None:
    add_halt(client, point="typed", latitude="48,8201", longitude="2,2702")
    halt = Halt.objects.get(name="Mairie")
    assert (halt.point_status, halt.latitude, halt.is_step_free) == ("checked", 48.8201, True)
    assert halt.slug == "bourg-invente-mairie"


def test_halt_outside_its_commune_is_warned_and_kept_unchecked(
    client: Client, season: Season
) -> None:
    answer = add_halt(client, point="typed", latitude="43,3", longitude="5,4")
    assert Halt.objects.get(name="Mairie").point_status == "outside"
    assert "Attention, la position n&#x27;est pas montrée au public" in page(answer)


def test_halt_takes_the_town_halls_point(client: Client, season: Season) -> None:
    add_halt(client, point="town_hall")
    halt = Halt.objects.get(name="Mairie")
    assert (halt.latitude, halt.point_status) == (48.82, "checked")


def test_halt_with_half_a_point_is_refused(client: Client, season: Season) -> None:
    answer = add_halt(client, point="typed", latitude="48,82")
    assert answer.status_code == 422
    assert "Écrivez la longitude" in page(answer)


def test_tour_ending_before_it_begins_is_refused(client: Client, season: Season) -> None:
    sent = {"name": "T", "unit": season.unit.id, "starts_on": "2026-10-06", "ends_on": "2026-10-01"}
    answer = client.post(reverse("staff:tour_add"), sent)
    assert "Le dernier jour précède le premier." in page(answer)


def test_tour_is_made_for_a_unit_of_ours_only(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.hugo)
    sent = {"name": "T", "unit": season.unit.id, "starts_on": "2026-10-01", "ends_on": "2026-10-06"}
    assert client.post(reverse("staff:tour_add"), sent).status_code == 422
    assert Tour.objects.count() == 1


def test_announced_tour_is_not_deleted(client: Client, season: Season) -> None:
    season.add_visit(5, status="published")
    answer = client.post(reverse("staff:tour_delete", args=[season.tour.id]))
    assert (answer.status_code, Tour.objects.count()) == (422, 1)


def test_drafted_tour_is_deleted(client: Client, season: Season) -> None:
    client.post(reverse("staff:tour_delete", args=[season.tour.id]))
    assert not Tour.objects.exists()


def test_notice_is_shown_then_ended(client: Client, cast: Cast) -> None:
    sent = {
        "level": "danger",
        "title": "Vigilance canicule",
        "text": "Buvez de l'eau.",
        "starts_at": "2026-01-01T08:00",
        "ends_at": "2099-01-01T08:00",
    }
    client.post(reverse("staff:notice_add"), sent)
    notice = Notice.objects.get()
    client.post(reverse("staff:notice_end", args=[notice.id]))
    notice.refresh_from_db()
    assert notice.ends_at.year < 2099


def test_edition_is_added_and_deleted(client: Client, season: Season) -> None:
    client.post(reverse("staff:edition_add"), {"name": "Jeunes", "audience": "youth"})
    edition = Edition.objects.get()
    season.add_visit(9, edition=edition)
    client.post(reverse("staff:edition_delete", args=[edition.id]))
    assert not Edition.objects.exists()


def test_absence_of_a_partner_is_declared(client: Client, season: Season, cast: Cast) -> None:
    day = season.today + timedelta(days=3)
    sent = {"organisation": cast.partner.id, "starts_on": day.isoformat(), "ends_on": f"{day}"}
    client.post(reverse("staff:absence_add"), sent)
    assert Absence.objects.get().organisation == cast.partner


def test_absence_of_another_carrier_is_not_offered(
    client: Client, season: Season, cast: Cast
) -> None:
    sent = {
        "organisation": cast.other_carrier.id,
        "starts_on": "2026-10-06",
        "ends_on": "2026-10-06",
    }
    assert client.post(reverse("staff:absence_add"), sent).status_code == 422


def test_tour_is_not_cut_before_its_visits(client: Client, season: Season) -> None:
    url = reverse("staff:tour_edit", args=[season.tour.id])
    sent = {
        "name": season.tour.name,
        "starts_on": f"{season.tour.starts_on}",
        "ends_on": f"{season.today}",
        "version": season.tour.updated_at.isoformat(),
    }
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "1 passage prévu serait hors de la tournée" in page(answer)


def test_crew_is_chosen_among_those_who_go_on_board(
    client: Client, season: Season, cast: Cast
) -> None:
    answer = client.get(reverse("staff:crew", args=[season.visit.id]))
    offered = set(answer.context["form"].fields["members"].queryset)
    assert offered == {cast.aicha, cast.bruno, cast.chloe}
