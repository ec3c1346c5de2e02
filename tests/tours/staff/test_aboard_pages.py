"""Who is on board: chosen, copied, confirmed, declined, away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from allervers.tours.actions.aboard import set_aboard
from allervers.tours.models import Absence, MobileUnit, PartnerPresence, Series, Visit
from allervers.tours.views.staff_feeds import calendar_key
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, sign_in, viewer
from tests.tours.staff.season import Season


def page(response: Any) -> str:
    return str(response.content.decode())


def on_board(season: Season, cast: Cast, visit: Visit | None = None) -> PartnerPresence:
    """Put Bruno and Denis's organisation on board of an announced visit."""
    visit = visit or season.visit
    Visit.objects.filter(id=visit.id).update(status="published")
    set_aboard(
        viewer=viewer(cast.aicha),
        visit_id=visit.id,
        members=[cast.bruno],
        partners={cast.partner: "aide à l'emploi"},
        edition=None,
    )
    return PartnerPresence.objects.get(visit=visit)


def series_of(season: Season) -> list[Visit]:
    """Put the visit and two later ones in a series."""
    series = Series.objects.create(
        tour=season.tour, halt=season.halt, rrule="FREQ=WEEKLY;BYDAY=TU",
        anchor=season.today, starts="09:00", ends="12:00",
    )  # fmt: skip
    season.visit.series = series
    season.visit.save()
    return [season.visit, *(season.add_visit(n, series=series) for n in (10, 17))]


def test_crew_and_partners_are_chosen(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    sent = {
        "members": [str(cast.bruno.id)],
        "partners": [str(cast.partner.id)],
        f"offers_{cast.partner.id.hex}": "aide à l'emploi",
    }
    client.post(reverse("staff:crew", args=[season.visit.id]), sent)
    assert [one.member for one in season.visit.crew.all()] == [cast.bruno]
    assert season.visit.partners.get().offers == "aide à l'emploi"


def test_crew_of_another_carrier_is_refused(season: Season, cast: Cast) -> None:
    with pytest.raises(Refusal, match="ne peut pas être dans l'équipe"):
        set_aboard(
            viewer=viewer(cast.aicha),
            visit_id=season.visit.id,
            members=[cast.hugo],
            partners={},
            edition=None,
        )


def test_crew_is_applied_to_the_following_visits(
    client: Client, season: Season, cast: Cast
) -> None:
    visits = series_of(season)
    sign_in(client, cast.aicha)
    sent = {"members": [str(cast.bruno.id)], "following_too": "on"}
    answer = client.post(reverse("staff:crew", args=[visits[1].id]), sent, follow=True)
    assert "pour 2 passages" in page(answer)
    assert [one.crew.count() for one in visits] == [0, 1, 1]


def test_crew_of_the_previous_visit_is_copied(client: Client, season: Season, cast: Cast) -> None:
    visits = series_of(season)
    on_board(season, cast, visits[0])
    sign_in(client, cast.aicha)
    client.post(reverse("staff:crew", args=[visits[1].id]), {"step": "copy"})
    assert visits[1].partners.get().offers == "aide à l'emploi"
    first = client.post(reverse("staff:crew", args=[visits[0].id]), {"step": "copy"})
    assert first.status_code == 422


def test_answer_of_a_partner_outlives_a_new_choice(season: Season, cast: Cast) -> None:
    presence = on_board(season, cast)
    PartnerPresence.objects.filter(id=presence.id).update(is_confirmed=True)
    on_board(season, cast)
    presence.refresh_from_db()
    assert presence.is_confirmed


@pytest.mark.parametrize(("answer", "said"), [("oui", (True, False)), ("non", (False, True))])
def test_partner_answers(
    client: Client, season: Season, cast: Cast, answer: str, said: tuple[bool, bool]
) -> None:
    presence = on_board(season, cast)
    sign_in(client, cast.denis)
    assert "votre réponse est attendue" in page(client.get(reverse("staff:home")))
    client.post(reverse("staff:presence", args=[presence.id, answer]))
    presence.refresh_from_db()
    assert (presence.is_confirmed, presence.is_declined) == said


def test_partner_does_not_answer_for_another(client: Client, season: Season, cast: Cast) -> None:
    presence = on_board(season, cast)
    sign_in(client, cast.gaelle)
    url = reverse("staff:presence", args=[presence.id, "oui"])
    assert client.post(url).status_code == 404


def test_partner_confirms_everything_but_what_it_declined(
    client: Client, season: Season, cast: Cast
) -> None:
    declined = on_board(season, cast)
    PartnerPresence.objects.filter(id=declined.id).update(is_declined=True)
    waiting = on_board(season, cast, season.add_visit(9))
    sign_in(client, cast.denis)
    assert len(client.get(reverse("staff:presences")).context["lines"]) == 1
    client.post(reverse("staff:presences"))
    confirmed = PartnerPresence.objects.filter(is_confirmed=True)
    assert [one.id for one in confirmed] == [waiting.id]


def test_declined_presence_is_to_be_settled(client: Client, season: Season, cast: Cast) -> None:
    presence = on_board(season, cast)
    PartnerPresence.objects.filter(id=presence.id).update(is_declined=True)
    sign_in(client, cast.aicha)
    assert "passage où quelqu&#x27;un manque" in page(client.get(reverse("staff:home")))
    shown = page(client.get(reverse("staff:visit", args=[season.visit.id])))
    assert "ne viendra pas" in shown


def test_absence_of_an_organisation_takes_its_members(
    client: Client, season: Season, cast: Cast
) -> None:
    on_board(season, cast)
    day = season.today + timedelta(days=3)
    Absence.objects.create(organisation=cast.carrier, starts_on=day, ends_on=day)
    sign_in(client, cast.aicha)
    shown = page(client.get(reverse("staff:visit", args=[season.visit.id])))
    assert "absent ce jour-là" in shown


def test_crew_on_board_of_two_visits_at_once_is_to_be_settled(
    client: Client, season: Season, cast: Cast
) -> None:
    on_board(season, cast)
    other = MobileUnit.objects.create(
        slug="autre", name="Autre", kind="trike", carrier=cast.carrier, is_invented=True
    )
    on_board(season, cast, season.add_visit(3, unit=other))
    sign_in(client, cast.aicha)
    attention = client.get(reverse("staff:home")).context["attention"]
    assert len(attention.someone_absent) == 2
    shown = page(client.get(reverse("staff:visit", args=[season.visit.id])))
    assert "déjà à bord ailleurs à cette heure" in shown


def test_partner_declares_its_own_absence_only(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.denis)
    dates = {"starts_on": f"{season.today}", "ends_on": f"{season.today}"}
    url = reverse("staff:absence_add")
    client.post(url, {"organisation": str(cast.partner.id), **dates})
    refused = client.post(url, {"organisation": str(cast.carrier.id), **dates})
    assert refused.status_code == 422
    assert Absence.objects.get().organisation == cast.partner


def test_absence_of_another_is_not_deleted(client: Client, season: Season, cast: Cast) -> None:
    absence = Absence.objects.create(
        organisation=cast.carrier, starts_on=season.today, ends_on=season.today
    )
    sign_in(client, cast.denis)
    answer = client.post(reverse("staff:absence_delete", args=[absence.id]))
    assert (answer.status_code, Absence.objects.count()) == (404, 1)


def test_field_worker_reads_the_day_sheet(client: Client, season: Season, cast: Cast) -> None:
    on_board(season, cast)
    sign_in(client, cast.bruno)
    day = season.today + timedelta(days=3)
    shown = page(client.get(reverse("staff:sheet", args=[day.isoformat()])))
    assert "Mission locale inventée" in shown
    assert "aide à l&#x27;emploi" in shown


def test_receptionist_finds_a_visit_by_commune(client: Client, season: Season, cast: Cast) -> None:
    on_board(season, cast)
    sign_in(client, cast.chloe)
    url = reverse("staff:home")
    assert "Place du Marché" in page(client.get(url, {"q": "bourg"}))
    assert "Place du Marché" not in page(client.get(url, {"q": "ailleurs"}))


def test_private_calendar_holds_ones_own_visits(client: Client, season: Season, cast: Cast) -> None:
    on_board(season, cast)
    mine, other = (calendar_key(viewer(one)) for one in (cast.bruno, cast.aicha))
    feeds = [client.get(reverse("staff:my_calendar", args=[key])) for key in (mine, other)]
    assert [page(feed).count("BEGIN:VEVENT") for feed in feeds] == [1, 0]


def test_private_calendar_stops_with_the_member(client: Client, cast: Cast) -> None:
    url = reverse("staff:my_calendar", args=[calendar_key(viewer(cast.bruno))])
    assert client.get(url).status_code == 200
    cast.bruno.is_active = False
    cast.bruno.save()
    assert client.get(url).status_code == 404
    assert client.get(reverse("staff:my_calendar", args=["faux:signé"])).status_code == 404
