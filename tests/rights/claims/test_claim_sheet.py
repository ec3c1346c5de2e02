"""What the person reads of their claims: on their page and on paper, in three languages."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from allervers.reception.mapping.codes import code_of
from allervers.rights.domain.claim import State
from allervers.rights.models import Claim
from allervers.rights.wording.claim_sentences import claim_sentence
from tests.rights.claims.conftest import Desk
from tests.rights.sheet_reading import said
from tests.rights.test_sheet_page import loose, text_of

DAY = date(2026, 11, 10)


def live(desk: Desk) -> None:
    """Live a claim in each state."""
    desk.start("rsa", DAY)
    desk.change(desk.start("ppa", DAY), State.SENT, DAY)
    desk.change(desk.change(desk.start("af", DAY), State.SENT, DAY), State.DOCUMENTS, DAY)
    desk.change(desk.start("css", DAY), State.OPENED, DAY)
    desk.change(desk.start("aah", DAY), State.OPENED, DAY, amount=Decimal("1041.59"))
    desk.change(desk.start("cf", DAY), State.GIVEN_UP, DAY)
    refused = desk.change(desk.change(desk.start("asf", DAY), State.SENT, DAY), State.REFUSED, DAY)
    desk.change(refused, State.APPEAL, DAY, note="note de l’équipe")
    desk.change(desk.change(desk.start("ars", DAY), State.SENT, DAY), State.REFUSED, DAY)


def test_page_and_paper_say_each_claim_and_nothing_of_the_team(desk: Desk, client: Client) -> None:
    live(desk)
    code = code_of(desk.encounter)
    page = client.get(f"/fiche/{code}/")
    paper = loose(said(client.get(f"/fiche/{code}.pdf").content))
    lines = page.context["sheet"].claims
    assert len(lines) == 8
    online = text_of(page.content)
    assert [one for one in lines if loose(one) not in loose(online)] == []
    assert [one for one in lines if loose(one) not in paper] == []
    assert "avant le jeudi 10 décembre 2026" in online
    assert "avant le dimanche 10 janvier 2027" in online
    assert "1\u202f042\u00a0€ par mois" in page.content.decode()
    assert "note de l’équipe" not in online + paper
    assert "<form" not in page.content.decode().partition('id="claims"')[2].partition("<section")[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_sentence_is_said_in_each_language(desk: Desk, language: str) -> None:
    live(desk)
    for claim in Claim.objects.filter(encounter=desk.encounter):
        french = claim_sentence(claim)
        with override(language):
            assert claim_sentence(claim) != french


def test_a_claim_begun_again_is_said_once(desk: Desk, client: Client) -> None:
    desk.change(desk.start("rsa", DAY), State.GIVEN_UP, DAY)
    desk.start("rsa", date(2026, 11, 12))
    sheet = client.get(f"/fiche/{code_of(desk.encounter)}/").context["sheet"]
    assert len(sheet.claims) == 1
    assert "reste à envoyer" in sheet.claims[0]
