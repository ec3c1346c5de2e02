"""The public pages: what they say, what they never say, and what they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.tours.models import Notice, Visit
from tests.tours.public.world import World

AtMost = Callable[[int], AbstractContextManager[list[str]]]


def text(client: Client, url: str, status: int = 200) -> str:
    """Open a page as a stranger."""
    answer = client.get(url)
    assert answer.status_code == status, answer.content[:2000]
    return answer.content.decode().replace("\u00a0", " ")


def urls(world: World, visit: Visit) -> list[str]:
    """Every public page of one visit."""
    return [
        "/",
        "/passages/",
        "/passages/?q=mallakof",
        "/passages/?q=xyzzy",
        "/passages/?lat=48.82&lon=2.27",
        "/passages/?lat=43&lon=5",
        "/passages/carte.geojson?commune=92040",
        f"/passages/{visit.pk}/",
        f"/passages/{visit.pk}.ics",
        "/haltes/issy-marche/",
        "/haltes/issy-marche/calendrier.ics",
        "/haltes/issy-marche/affiche.pdf",
        "/communes/",
        "/communes/92040/",
        "/communes/92040/calendrier.ics",
        "/unites/bus-bleu/",
        "/unites/bus-bleu/calendrier.ics",
        "/donnees-ouvertes/",
        "/api/v1/visits",
        "/api/v1/visits.geojson",
        f"/api/v1/visits/{visit.pk}",
        "/api/v1/halts",
        "/api/v1/halts.geojson",
        "/api/v1/units",
    ]


def test_public_page_when_opened_sets_no_cookie_and_costs_little(
    world: World, client: Client, at_most: AtMost
) -> None:
    visit = world.visit(series=world.series())
    world.aboard(visit)
    for days in range(4, 40):
        world.aboard(world.visit(days, halt=(world.market, world.near)[days % 2]))
    client.get("/communes/92040/")
    for url in urls(world, visit):
        with at_most(8):
            answer = client.get(url)
        assert answer.status_code == 200, url
        assert not answer.cookies, url
        assert "Cookie" not in answer.get("Vary", ""), url


@pytest.mark.parametrize("shown", [True, False])
def test_draft_when_asked_anywhere_is_never_shown(
    world: World, client: Client, *, shown: bool
) -> None:
    other = world.visit(5, halt=world.near, public_note="ANNONCE")
    status = Visit.Status.PUBLISHED if shown else Visit.Status.DRAFT
    secret = world.visit(4, halt=world.near, public_note="BROUILLON", status=status)
    pages = [
        url for url in urls(world, secret) if str(secret.pk) not in url and "affiche" not in url
    ]
    pages += ["/haltes/malakoff-stade/", "/haltes/malakoff-stade/calendrier.ics"]
    found = [client.get(url).content.decode() for url in pages]
    assert any("ANNONCE" in page for page in found)
    assert any("BROUILLON" in page or str(secret.pk) in page for page in found) is shown
    for url in (
        f"/passages/{secret.pk}/",
        f"/passages/{secret.pk}.ics",
        f"/api/v1/visits/{secret.pk}",
    ):
        assert (client.get(url).status_code == 200) is shown
    assert other.pk


def test_halt_when_only_drafted_does_not_exist(world: World, client: Client) -> None:
    world.visit(status=Visit.Status.DRAFT)
    for url in ("/haltes/issy-marche/", "/haltes/issy-marche/affiche.pdf"):
        assert client.get(url).status_code == 404
    assert client.get("/api/v1/halts").json()["halts"] == []


def test_draft_replacement_when_visit_moved_is_not_told(world: World, client: Client) -> None:
    new = world.visit(9, status=Visit.Status.DRAFT)
    old = world.visit(status=Visit.Status.MOVED, reason="town", moved_to=new)
    assert str(new.pk) not in text(client, f"/passages/{old.pk}/")


def test_commune_when_visits_near_shows_own_then_near_with_distance(
    world: World, client: Client
) -> None:
    world.visit(3, halt=world.near)
    world.visit(8)
    world.visit(5, halt=world.far)
    page = text(client, "/communes/92040/")
    assert page.index("Place du marché") < page.rindex("Stade")
    assert "à environ 2" in page
    assert "Gare" not in page


def test_cancelled_visit_when_still_to_come_is_shown_with_its_reason(
    world: World, client: Client
) -> None:
    visit = world.visit(status="cancelled", reason="heat_wave", reason_text="Trop chaud")
    for url in ("/communes/92040/", "/haltes/issy-marche/", f"/passages/{visit.pk}/"):
        page = text(client, url)
        assert "canicule" in page
        assert "Trop chaud" in page


def test_cancelled_visit_when_its_time_is_over_leaves_the_lists(
    world: World, client: Client
) -> None:
    world.visit(-1, status="cancelled", reason="heat_wave")
    assert "canicule" not in text(client, "/communes/92040/")


def test_moved_visit_when_shown_leads_to_its_replacement(world: World, client: Client) -> None:
    new = world.visit(9, halt=world.near)
    old = world.visit(status="moved", reason="town", moved_to=new)
    page = text(client, f"/passages/{old.pk}/")
    assert f"/passages/{new.pk}/" in page
    assert "Ce passage est déplacé" in page


def test_unchecked_point_when_shown_gives_no_position(world: World, client: Client) -> None:
    world.near.latitude, world.near.longitude, world.near.point_status = 43.3, 5.4, "outside"
    world.near.save()
    world.visit(halt=world.near)
    page = text(client, "/haltes/malakoff-stade/") + text(client, "/api/v1/halts")
    assert "43.3" not in page
    assert "geo:" not in page


def test_declined_partner_when_visit_shown_is_left_out(world: World, client: Client) -> None:
    visit = world.visit()
    presence = world.aboard(visit)
    assert "Mission locale" in text(client, f"/passages/{visit.pk}/")
    presence.is_confirmed, presence.is_declined = False, True
    presence.save()
    assert "Mission locale" not in text(client, f"/passages/{visit.pk}/")


def test_notice_when_in_force_is_on_every_page_at_once(world: World, client: Client) -> None:
    assert "Canicule extrême" not in text(client, "/")
    now = timezone.now()
    Notice.objects.create(
        carrier=world.carrier,
        level="danger",
        title="Canicule extrême",
        text="Buvez.",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    assert "Canicule extrême" in text(client, "/")
    assert "Canicule extrême" in text(client, "/donnees-ouvertes/")


def test_notice_when_page_shows_none_asks_no_query(
    world: World, client: Client, at_most: AtMost
) -> None:
    with at_most(8) as sent:
        client.get("/api/v1/units")
    assert not [sql for sql in sent if "tours_notice" in sql]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_public_page_in_another_language_keeps_it(
    world: World, client: Client, language: str
) -> None:
    visit = world.visit(status="cancelled", reason="heat_wave", series=world.series())
    for path in ("/", "/communes/92040/", "/haltes/issy-marche/", f"/passages/{visit.pk}/"):
        page = text(client, f"/{language}{path}")
        assert f'lang="{language}"' in page
    posters = [
        client.get(f"{home}/haltes/issy-marche/affiche.pdf") for home in ("", f"/{language}")
    ]
    assert posters[0]["ETag"] == posters[1]["ETag"]
    assert client.get(f"/{language}/haltes/issy-marche/calendrier.ics").status_code == 200


def test_visit_when_read_in_english_then_welcome_is_not_the_home_page(
    world: World, client: Client
) -> None:
    visit = world.visit(3)
    page = text(client, f"/en/passages/{visit.id}/")
    assert "<dt>Welcome</dt>" in page
