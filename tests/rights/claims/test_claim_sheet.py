"""What the person reads of their claims: on their page and on paper, in three languages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from allervers.reception.mapping.codes import code_of
from allervers.rights.domain.claims.claim import State
from allervers.rights.domain.claims.reminders import months_after
from allervers.rights.models import Claim
from allervers.rights.wording.claim_sentences import claim_sentence
from allervers.ui import french
from tests.rights.claims.conftest import Desk
from tests.rights.sheet_reading import said
from tests.rights.test_sheet_page import loose, text_of

DAY = date(2026, 11, 10)


def live(desk: Desk, day: date) -> None:
    """Live a claim in each state."""
    desk.start("rsa", day)
    desk.change(desk.start("ppa", day), State.SENT, day)
    desk.change(desk.change(desk.start("af", day), State.SENT, day), State.DOCUMENTS, day)
    desk.change(desk.start("css", day), State.OPENED, day)
    desk.change(desk.start("aah", day), State.OPENED, day, amount=Decimal("1041.59"))
    desk.change(desk.start("cf", day), State.GIVEN_UP, day)
    refused = desk.change(desk.change(desk.start("asf", day), State.SENT, day), State.REFUSED, day)
    desk.change(refused, State.APPEAL, day, note="note de l’équipe")
    desk.change(desk.change(desk.start("ars", day), State.SENT, day), State.REFUSED, day)


def test_page_and_paper_say_each_claim_and_nothing_of_the_team(desk: Desk, client: Client) -> None:
    today = timezone.localdate()
    live(desk, today)
    code = code_of(desk.encounter)
    page = client.get(f"/fiche/{code}/")
    paper = loose(said(client.get(f"/fiche/{code}.pdf").content))
    lines = page.context["sheet"].claims
    assert len(lines) == 8
    online = text_of(page.content)
    assert [one for one in lines if loose(one) not in loose(online)] == []
    assert [one for one in lines if loose(one) not in paper] == []
    for last in (today + timedelta(days=30), months_after(today, 2)):
        assert f"avant le {french.date_text(last)}" in online
    assert "1\u202f042\u00a0€ par mois" in page.content.decode()
    assert "note de l’équipe" not in online + paper
    assert "<form" not in page.content.decode().partition('id="claims"')[2].partition("<section")[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_sentence_is_said_in_each_language(desk: Desk, language: str) -> None:
    live(desk, DAY)
    for claim in Claim.objects.filter(encounter=desk.encounter):
        said_in_french = claim_sentence(claim, DAY)
        with override(language):
            assert claim_sentence(claim, DAY) != said_in_french


def test_a_term_that_is_over_is_not_offered_any_more(desk: Desk) -> None:
    live(desk, DAY)
    asked, refused = (Claim.objects.get(right=right) for right in ("af", "ars"))
    for claim, last in ((asked, date(2026, 12, 10)), (refused, date(2027, 1, 10))):
        assert "avant le" in claim_sentence(claim, last)
        assert "avant le" not in claim_sentence(claim, last + timedelta(days=1))


def test_a_claim_begun_again_is_said_once(desk: Desk, client: Client) -> None:
    desk.change(desk.start("rsa", DAY), State.GIVEN_UP, DAY)
    desk.start("rsa", date(2026, 11, 12))
    sheet = client.get(f"/fiche/{code_of(desk.encounter)}/").context["sheet"]
    assert len(sheet.claims) == 1
    assert "reste à envoyer" in sheet.claims[0]
