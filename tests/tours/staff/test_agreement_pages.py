"""Agreements: asked, answered by the commune, recorded from paper, withdrawn."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from allervers.tours.models import TownAgreement
from tests.cast import Cast, sign_in
from tests.tours.staff.season import Season

DATES = {"valid_from": "2026-10-01", "valid_until": "2026-12-31"}


def page(response: Any) -> str:
    return str(response.content.decode())


def ask(client: Client, season: Season, cast: Cast) -> TownAgreement:
    sign_in(client, cast.aicha)
    url = reverse("staff:agreement_ask", args=[season.halt.slug])
    client.post(url, {**DATES, "request_text": "Bonjour."})
    return TownAgreement.objects.get()


def test_request_proposes_the_planned_dates(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    answer = client.get(reverse("staff:agreement_ask", args=[season.halt.slug]))
    initial = answer.context["form"].initial
    assert initial["valid_from"] == initial["valid_until"] == season.visit.starts_at.date()
    assert cast.commune.name in page(answer)


def test_request_goes_to_the_commune(client: Client, season: Season, cast: Cast) -> None:
    agreement = ask(client, season, cast)
    assert (agreement.status, agreement.organisation) == ("asked", cast.commune)
    sign_in(client, cast.gaelle)
    assert "votre réponse est attendue" in page(client.get(reverse("staff:home")))


def test_commune_gives_for_its_own_dates(client: Client, season: Season, cast: Cast) -> None:
    agreement = ask(client, season, cast)
    sign_in(client, cast.gaelle)
    url = reverse("staff:agreement_answer", args=[agreement.id])
    client.post(url, {**DATES, "valid_until": "2026-11-30", "answer": "given"})
    agreement.refresh_from_db()
    assert (agreement.status, agreement.valid_until) == ("given", date(2026, 11, 30))


def test_commune_refuses_and_says_why(client: Client, season: Season, cast: Cast) -> None:
    agreement = ask(client, season, cast)
    sign_in(client, cast.gaelle)
    url = reverse("staff:agreement_answer", args=[agreement.id])
    assert client.post(url, {**DATES, "answer": "refused"}).status_code == 422
    client.post(url, {**DATES, "answer": "refused", "answer_text": "Travaux."})
    agreement.refresh_from_db()
    assert (agreement.status, agreement.answer_text) == ("refused", "Travaux.")


def test_carrier_does_not_answer_for_the_commune(
    client: Client, season: Season, cast: Cast
) -> None:
    agreement = ask(client, season, cast)
    url = reverse("staff:agreement_answer", args=[agreement.id])
    assert client.get(url).status_code == 404
    assert client.post(url, {**DATES, "answer": "given"}).status_code == 404


def test_partner_does_not_see_agreements(client: Client, season: Season, cast: Cast) -> None:
    agreement = ask(client, season, cast)
    sign_in(client, cast.denis)
    assert client.get(reverse("staff:agreement", args=[agreement.id])).status_code == 404


def test_paper_answer_closes_the_request(client: Client, season: Season, cast: Cast) -> None:
    agreement = ask(client, season, cast)
    url = reverse("staff:agreement_paper", args=[season.halt.slug]) + f"?demande={agreement.id}"
    client.post(url, {**DATES, "answer": "given", "source": "Courrier inventé"})
    agreement.refresh_from_db()
    assert (agreement.status, agreement.source) == ("given", "Courrier inventé")


def test_paper_answer_needs_its_source(client: Client, season: Season, cast: Cast) -> None:
    sign_in(client, cast.aicha)
    url = reverse("staff:agreement_paper", args=[season.halt.slug])
    assert client.post(url, {**DATES, "answer": "given"}).status_code == 422


def test_withdrawal_lists_the_visits_left(client: Client, season: Season, cast: Cast) -> None:
    agreement = season.agree()
    season.add_visit(5, status="published")
    sign_in(client, cast.aicha)
    url = reverse("staff:agreement_withdraw", args=[agreement.id])
    assert "Passages concernés" in page(client.get(url))
    answer = client.post(url, {"answer_text": "Marché de Noël."}, follow=True)
    assert "passage annoncé reste" in page(answer)
    agreement.refresh_from_db()
    assert agreement.status == "withdrawn"


def test_letter_lists_the_dates(client: Client, season: Season, cast: Cast) -> None:
    agreement = season.agree(status="asked", answered_at=None, request_text="Bonjour.")
    sign_in(client, cast.aicha)
    shown = page(client.get(reverse("staff:agreement_letter", args=[agreement.id])))
    assert "Bonjour." in shown
    assert "de 9\u00a0h à 12\u00a0h" in shown


def test_announced_visit_without_agreement_is_to_be_settled(
    client: Client, season: Season, cast: Cast
) -> None:
    season.add_visit(5, status="published")
    sign_in(client, cast.aicha)
    home = page(client.get(reverse("staff:home")))
    assert "passages sans accord de la commune" in home
