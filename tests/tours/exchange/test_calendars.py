"""iCalendar feeds, read back by two independent parsers and by the letter of RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from django.conf import settings
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from allervers.tours.exchange import ics
from allervers.tours.models import Visit
from tests.tours.exchange.cards import card
from tests.tours.public.world import PARIS, World, at

FEED = "/haltes/issy-marche/calendrier.ics"


def read(client: Client, url: str = FEED) -> tuple[bytes, dict[str, Any]]:
    """Fetch a feed; return its bytes and its events by UID."""
    body = client.get(url).content
    events = {str(one["UID"]): one for one in Calendar.from_ical(body).walk("VEVENT")}
    return body, events


def event(client: Client, visit: Visit) -> Any:
    """The event of one visit in its halt's feed."""
    found = [one for uid, one in read(client)[1].items() if uid.startswith(str(visit.pk))]
    assert len(found) == 1
    return found[0]


def test_feed_when_read_by_another_library_gives_the_visits(world: World, client: Client) -> None:
    visit = world.visit(3)
    calendar = Calendar.from_ical(read(client)[0])
    found = recurring_ical_events.of(calendar).at(visit.starts_at.astimezone(PARIS).date())
    assert [one["SUMMARY"] for one in found] == ["Bus bleu, Issy-les-Moulineaux"]
    assert found[0].start == visit.starts_at


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)])
def test_feed_when_clocks_change_keeps_the_local_hour(
    world: World, client: Client, day: date
) -> None:
    visit = world.visit(starts_at=at(day, 1, 30), ends_at=at(day, 12))
    found = next(iter(read(client, f"/passages/{visit.pk}.ics")[1].values()))
    assert found.start.astimezone(PARIS).strftime("%H:%M") == "01:30"
    assert found.end.astimezone(PARIS).strftime("%H:%M") == "12:00"


def test_event_when_visit_cancelled_stays_and_is_struck(world: World, client: Client) -> None:
    visit = world.visit()
    before = event(client, visit)
    visit.status, visit.reason, visit.sequence = "cancelled", "heat_wave", 1
    visit.save()
    after = event(client, visit)
    assert before["UID"] == after["UID"]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt - timedelta(seconds=1)
    assert "canicule" in after["DESCRIPTION"]
    assert not after.walk("VALARM")
    assert before.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-1)


def test_event_when_visit_moved_tells_where_to_go(world: World, client: Client) -> None:
    new = world.visit(9, halt=world.near)
    old = world.visit(status="moved", reason="town", moved_to=new, sequence=1)
    found = event(client, old)
    assert found["STATUS"] == "CANCELLED"
    assert "Stade" in found["DESCRIPTION"]
    assert any(
        uid.startswith(str(new.pk)) for uid in read(client, "/unites/bus-bleu/calendrier.ics")[1]
    )


def test_feed_when_halt_checked_gives_its_position(world: World, client: Client) -> None:
    assert event(client, world.visit())["GEO"].to_ical() == "48.824;2.273"
    world.visit(halt=world.near, days=5)
    assert "GEO" not in next(iter(read(client, "/communes/92046/calendrier.ics")[1].values()))


def test_feed_when_asked_again_unchanged_answers_304(world: World, client: Client) -> None:
    visit = world.visit()
    first = client.get(FEED)
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert (
        client.get(FEED, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    )
    visit.public_note = "Entrée par la cour"
    visit.save()
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "cour" in again.content.decode()


def test_feed_when_read_holds_one_month_past_and_a_year_ahead(world: World, client: Client) -> None:
    kept = {world.visit(days).pk for days in (-25, 3, 360)}
    for days in (-40, 380):
        world.visit(days)
    assert {uid.split("@")[0] for uid in read(client)[1]} == {str(one) for one in kept}


def test_feed_when_written_obeys_rfc_5545(world: World, client: Client) -> None:
    world.aboard(world.visit(public_note="é" * 100 + "; virgule, barre \\ et\nligne"))
    answer = client.get(FEED)
    body = answer.content
    assert answer["Content-Type"].startswith("text/calendar")
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")  # §3.1: CRLF only
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))  # §3.1: 75 octets, unfolded UTF-8
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert "\\; virgule\\, barre \\\\ et\\nligne" in unfolded  # §3.3.11
    for name in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "PRODID:",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ):
        assert unfolded.count(name) == 1, name
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE"):  # §3.6.1
        assert len(re.findall(rf"^{name}[:;]", unfolded, re.MULTILINE)) == 1, name
    assert re.search(r"^DTSTART:\d{8}T\d{6}Z\r?$", unfolded, re.MULTILINE)
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == 1


@given(note=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_event_when_text_is_anything_reads_back_the_same(note: str) -> None:
    body = ics.feed([card(note=note)], name="Essai", base_url="https://exemple.invalid").body
    found = Calendar.from_ical(body).walk("VEVENT")[0]
    assert note in str(found["DESCRIPTION"])


def test_feed_when_nothing_is_announced_is_still_a_calendar(world: World, client: Client) -> None:
    body, events = read(client, "/communes/92040/calendrier.ics")
    assert events == {}
    assert len(Calendar.from_ical(body).subcomponents) == 1  # RFC 5545 §3.6: one at least


def test_uid_when_feed_changes_is_the_visit_at_this_site(world: World, client: Client) -> None:
    visit = world.visit()
    host = settings.BASE_URL.split("//")[1].split(":")[0]
    assert f"{visit.pk}@{host}" in read(client)[1]
    assert f"{visit.pk}@{host}" in read(client, f"/passages/{visit.pk}.ics")[1]


def test_window_when_hour_passes_stays_the_same() -> None:
    morning = datetime(2026, 10, 5, 1, tzinfo=UTC)
    assert ics.window(morning) == ics.window(morning + timedelta(hours=20))
    assert timezone.is_aware(ics.window(morning)[0])
