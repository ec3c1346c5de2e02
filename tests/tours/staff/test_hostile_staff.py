"""What the team's pages are sent by mistake, or by somebody of another organisation."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from allervers.accounts.domain.role import Role
from allervers.accounts.queries.viewers import viewer_of
from allervers.tours.actions.aboard import add_absence, delete_absence
from allervers.tours.actions.notices import add_notice
from allervers.tours.actions.telling import message_to
from allervers.tours.forms.fields import LinesField
from allervers.tours.gateways.mail import send_messages
from allervers.tours.models import Absence, MobileUnit, PartnerPresence, TownAgreement
from allervers.tours.queries.staff_aboard import absences_of
from allervers.tours.wording.changes import Letter
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, make_member, make_organisation, sign_in
from tests.tours.staff.season import Season

DAY = date(2026, 12, 1)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_sheet_of_the_first_or_last_day_there_is_opens(
    client: Client, cast: Cast, day: str
) -> None:
    sign_in(client, cast.aicha)
    assert client.get(reverse("staff:sheet", args=[day])).status_code == 200


def test_search_of_halts_reads_past_a_null(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    assert client.get(reverse("staff:halts"), {"q": "a\0b"}).status_code == 200


def test_line_break_in_a_name_makes_no_header(cast: Cast) -> None:
    cast.partner.email = "partenaire@exemple.invalid"
    cast.partner.save()
    made = message_to(cast.partner.pk, Letter("Halte\r\nBcc: autre@exemple.invalid", "Texte"))
    made.save()
    assert send_messages([made.pk], made.created_at) == 1
    assert mail.outbox[0].subject.startswith("Halte Bcc: autre@exemple.invalid")
    assert mail.outbox[0].recipients() == ["partenaire@exemple.invalid"]


def test_person_away_is_told_to_their_own_organisation_only(cast: Cast) -> None:
    person = Absence.objects.create(
        organisation=cast.partner, member=cast.denis, starts_on=DAY, ends_on=DAY
    )
    body = Absence.objects.create(organisation=cast.partner, starts_on=DAY, ends_on=DAY)
    assert list(absences_of(viewer_of(cast.hugo), DAY)) == [body]
    assert set(absences_of(viewer_of(cast.denis), DAY)) == {person, body}


def test_coordinator_neither_declares_nor_forgets_the_absence_of_a_partners_person(
    cast: Cast,
) -> None:
    viewer = viewer_of(cast.hugo)
    with pytest.raises(Refusal):
        add_absence(
            viewer=viewer,
            organisation=cast.partner,
            member=cast.denis,
            starts_on=DAY,
            ends_on=DAY,
        )
    absence = Absence.objects.create(
        organisation=cast.partner, member=cast.denis, starts_on=DAY, ends_on=DAY
    )
    with pytest.raises(Refusal):
        delete_absence(viewer=viewer, absence_id=absence.pk)


@pytest.mark.parametrize("name", ["agreement_ask", "agreement_paper"])
def test_who_shares_a_unit_does_not_speak_with_the_town_of_its_carrier(
    client: Client, season: Season, cast: Cast, name: str
) -> None:
    MobileUnit.objects.get(carrier=cast.carrier).shared_with.add(cast.other_carrier)
    before = TownAgreement.objects.count()
    sign_in(client, cast.hugo)
    typed = {
        "valid_from": "2026-12-01",
        "valid_until": "2026-12-31",
        "request_text": "Bonjour",
        "answer": "given",
        "source": "courrier inventé",
    }
    answer = client.post(reverse(f"staff:{name}", args=[season.halt.slug]), typed)
    assert (answer.status_code, TownAgreement.objects.count()) == (403, before)


@pytest.mark.parametrize("kind", ["partner", "commune", "host"])
def test_coordinator_outside_a_carrier_speaks_neither_to_the_public_nor_for_partners(
    cast: Cast, kind: str
) -> None:
    elsewhere = make_organisation(kind, "Organisme inventé", code="94028")
    member = make_member("Zoé", elsewhere, Role.COORDINATOR)
    Absence.objects.create(organisation=cast.partner, starts_on=DAY, ends_on=DAY)
    assert not absences_of(viewer_of(member), DAY).exists()
    with pytest.raises(Refusal) as refused:
        add_notice(viewer=viewer_of(member), values={})
    assert refused.value.code == "not-coordinator"


def test_lines_are_read_past_a_null() -> None:
    assert LinesField().clean("a\0b\nc") == ["ab", "c"]


@pytest.mark.parametrize(
    ("in_days", "status", "answered"), [(5, "draft", 404), (-5, "published", 409)]
)
def test_partner_answers_neither_for_a_draft_nor_for_the_past(
    client: Client, season: Season, cast: Cast, in_days: int, status: str, answered: int
) -> None:
    visit = season.add_visit(in_days, status=status)
    expected = PartnerPresence.objects.create(visit=visit, organisation=cast.partner)
    sign_in(client, cast.denis)
    answer = client.post(reverse("staff:presence", args=[expected.pk, "non"]))
    expected.refresh_from_db()
    assert (answer.status_code, expected.is_declined) == (answered, False)
