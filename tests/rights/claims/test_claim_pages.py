"""The pages of claims: what a worker does with them, few queries, what nonsense gets."""

import html
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.rights.actions.sheet_erasing import erase_sheet
from allervers.rights.domain.claims.claim import State
from allervers.rights.gateways.local.rights import local_names
from allervers.rights.models import Claim, ClaimDigest
from allervers.rights.wording.claim_sentences import claim_sentence
from tests.cast import sign_in
from tests.rights.claims.conftest import Desk
from tests.tours.staff.test_queries import at_most

TODAY = date(2026, 11, 22)


@pytest.fixture
def browser(client: Client, desk: Desk) -> Client:
    """Return Bruno's browser."""
    return sign_in(client, desk.world.cast.bruno)


def today() -> date:
    """Return the day in France."""
    return timezone.localdate()


def page(browser: Client, name: str, *args: object, **asked: str) -> str:
    """Return the text of a page that opens."""
    answer = browser.get(reverse(f"rights:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def vers(claim: Claim, state: str) -> str:
    return reverse("rights:claim_change", args=(claim.pk, state))


def test_a_claim_begins_by_hand_and_leads_to_its_page(browser: Client, desk: Desk) -> None:
    url = reverse("rights:claims_of", args=(desk.encounter.pk,))
    assert "Aucune démarche" in browser.get(url).content.decode()
    answer = browser.post(url, {"right": "rsa"}, follow=True)
    assert "Que s’est-il passé" in answer.content.decode()
    assert browser.post(url, {"right": "rsa"}).status_code == 302
    assert Claim.objects.count() == 1
    assert browser.post(url, {"right": "nothing"}).status_code == 422


def test_a_local_right_is_claimed_under_its_name(browser: Client, desk: Desk) -> None:
    code, name = next(iter(local_names(None).items()))
    url = reverse("rights:claims_of", args=(desk.encounter.pk,))
    assert name in html.unescape(browser.get(url).content.decode())
    browser.post(url, {"right": code})
    claim = Claim.objects.get()
    assert (claim.right, claim.label) == (code, name)
    assert name in html.unescape(page(browser, "claim", claim.pk))


def test_a_right_is_opened_with_its_euros_and_dates(browser: Client, desk: Desk) -> None:
    claim = desk.start("css", today())
    sent = {"version": 0, "on": today(), "amount": "1 045,50", "arrears": "300", "note": "reçu"}
    assert browser.post(vers(claim, "opened"), sent).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.amount, claim.arrears) == (
        "opened", Decimal("1045.50"), Decimal(300),
    )  # fmt: skip
    text = page(browser, "claim", claim.pk)
    assert "1\u202f045,50\u00a0€" in text
    assert "Renouvellement à demander" in text
    assert "CSS, art. L861-5" in text


def test_what_is_paid_once_a_year_is_asked_and_said_by_the_year(
    browser: Client, desk: Desk
) -> None:
    claim = desk.start("ars", today())
    assert "Montant par an" in browser.get(vers(claim, "opened")).content.decode()
    browser.post(vers(claim, "opened"), {"version": 0, "on": today(), "amount": "426,87"})
    assert "par an" in page(browser, "claim", claim.pk)
    assert "par an" in claim_sentence(Claim.objects.get(), today())


def test_sent_twice_makes_one_and_an_old_page_is_told(browser: Client, desk: Desk) -> None:
    claim = desk.start(day=today())
    for _twice in range(2):
        assert browser.post(vers(claim, "sent"), {"version": 0, "on": today()}).status_code == 302
    assert claim.changes.count() == 2
    late = {"version": 0, "on": today(), "reason": "not_known"}
    assert browser.post(vers(claim, "given_up"), late).status_code == 409


@pytest.mark.parametrize(
    ("state", "sent", "said"),
    [
        ("sent", {"on": ""}, "Choisissez le jour"),
        ("sent", {"on": "hier"}, "2026-11-30"),
        ("sent", {"on": "2099-12-31"}, "pas encore arrivée"),
        ("sent", {"on": "1900-01-01"}, "impossible"),
        ("sent", {"due_on": "2001-01-01"}, "avant l’étape"),
        ("sent", {"note": "1 84 12 75 004 123 45"}, "décret n° 2019-341"),
        ("sent", {"note": "x" * 201}, "trop long"),
        ("opened", {"amount": "beaucoup"}, "1 234,50"),
        ("opened", {"amount": "99999"}, "trop grand"),
        ("opened", {"ends_on": "2001-01-01"}, "finirait avant"),
        ("given_up", {}, "Choisissez une raison"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    browser: Client, desk: Desk, state: str, sent: dict[str, str], said: str
) -> None:
    claim = desk.start(day=today())
    answer = browser.post(vers(claim, state), {"version": 0, "on": today(), **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("\u00a0", " ")
    assert claim.changes.count() == 1


def test_a_siret_in_the_note_is_kept(browser: Client, desk: Desk) -> None:
    claim = desk.start(day=today())
    sent = {"version": 0, "on": today(), "note": "employeur 55208131766522"}
    assert browser.post(vers(claim, "sent"), sent).status_code == 302
    assert claim.changes.get(number=2).note == "employeur 55208131766522"


def test_what_cannot_follow_leads_back_to_the_claim(browser: Client, desk: Desk) -> None:
    claim = desk.start(day=today())
    assert browser.get(vers(claim, "refused")).status_code == 302
    assert browser.post(vers(claim, "nothing"), {"version": 0}).status_code == 404
    refused = browser.post(vers(claim, "refused"), {"version": 0, "on": today()})
    assert refused.status_code == 422
    assert "n’en est pas là" in refused.content.decode()


def test_undo_asks_then_gives_back(browser: Client, desk: Desk) -> None:
    claim = desk.change(desk.start(day=today()), State.GIVEN_UP, today())
    url = reverse("rights:claim_undo", args=(claim.pk,))
    assert "Annuler la dernière étape" in browser.get(url).content.decode()
    assert browser.post(url, {"version": "x"}).status_code == 409
    text = browser.post(url, {"version": claim.version}, follow=True).content.decode()
    assert "annulé le" in text
    claim.refresh_from_db()
    assert claim.state == "todo"


def test_done_is_said_in_one_gesture(browser: Client, desk: Desk) -> None:
    claim = desk.change(desk.start(day=today()), State.SENT, today() - timedelta(days=90))
    assert "en retard" in page(browser, "claim", claim.pk)
    url = reverse("rights:claim_handled", args=(claim.pk,))
    browser.post(url, {"version": claim.version})
    assert "en retard" not in page(browser, "claim", claim.pk)


def test_mine_and_the_team_s(browser: Client, desk: Desk) -> None:
    claim = desk.start()
    assert "RSA" in page(browser, "claims")
    browser.post(reverse("rights:claim_follow", args=(claim.pk,)), {"suivre": "non"})
    assert "Vous ne suivez aucune démarche" in page(browser, "claims")
    assert "personne ne la suit" in page(browser, "claims", qui="equipe")
    browser.post(reverse("rights:claim_follow", args=(claim.pk,)), {"suivre": "oui"})
    assert "suivie par Bruno" in page(browser, "claims")


def test_the_most_overdue_come_first_and_filters_narrow(browser: Client, desk: Desk) -> None:
    desk.start("af", today())
    desk.change(desk.start("css", today()), State.OPENED, today() - timedelta(days=1))
    desk.change(desk.start("rsa", today()), State.SENT, today() - timedelta(days=200))
    cards = browser.get(reverse("rights:claims")).context["cards"]
    assert [card.claim.right for card in cards] == ["rsa", "af", "css"]
    assert [card.is_late for card in cards] == [True, False, False]
    for asked, found in (
        ({"etat": "opened"}, ["css"]), ({"droit": "rsa"}, ["rsa"]),
        ({"etat": "x"}, ["rsa", "af", "css"]), ({"etat": "todo", "droit": "css"}, []),
    ):  # fmt: skip
        cards = browser.get(reverse("rights:claims"), asked).context["cards"]
        assert [card.claim.right for card in cards] == found


def test_the_dated_list_holds_what_is_late_then_each_day(browser: Client, desk: Desk) -> None:
    assert "Rien à faire" in page(browser, "claims_agenda")
    desk.change(desk.start("rsa", today()), State.SENT, today() - timedelta(days=200))
    desk.change(desk.start("af", today()), State.SENT, today(), due_on=today() + timedelta(days=3))
    desk.change(desk.start("cf", today()), State.SENT, today(), due_on=today() + timedelta(days=90))
    found = browser.get(reverse("rights:claims_agenda")).context
    assert [card.claim.right for card in found["late"]] == ["rsa"]
    assert [(day, [card.claim.right for card in cards]) for day, cards in found["days"]] == [
        (today() + timedelta(days=3), ["af"])
    ]


def test_lists_are_of_the_organisation_only(client: Client, desk: Desk) -> None:
    desk.start()
    sign_in(client, desk.world.cast.hugo)
    for name in ("claims", "claims_agenda"):
        assert "RSA" not in page(client, name, qui="equipe")


def test_an_erased_sheet_leaves_a_claim_to_read_only(browser: Client, desk: Desk) -> None:
    claim = desk.change(desk.start(day=today()), State.SENT, today(), note="au guichet")
    erase_sheet(encounter_id=desk.encounter.pk, now=timezone.now())
    text = page(browser, "claim", claim.pk)
    assert "La personne a effacé sa fiche" in text
    assert "au guichet" not in text
    assert browser.post(vers(claim, "opened"), {"version": 1, "on": today()}).status_code == 410


def test_the_weekly_letter_is_refused_and_taken_again(browser: Client, desk: Desk) -> None:
    url = reverse("rights:claims_digest")
    assert browser.get(url).status_code == 302
    for said, is_wanted in (("non", False), ("oui", True)):
        browser.post(url, {"courriel": said})
        assert ClaimDigest.objects.get().is_wanted is is_wanted


def test_the_encounter_leads_to_its_claims(browser: Client, desk: Desk) -> None:
    text = browser.get(reverse("reception:show", args=(desk.encounter.pk,))).content.decode()
    assert reverse("rights:claims_of", args=(desk.encounter.pk,)) in text


def test_pages_are_cut_and_ask_few_questions(browser: Client, desk: Desk) -> None:
    due = {"reminder": "appeal", "reminder_on": TODAY, "reminder_from": TODAY, "since": TODAY}
    due |= {"follower": desk.world.cast.bruno, "started_at": timezone.now(), "right": "rsa"}
    Claim.objects.bulk_create(
        Claim(encounter=desk.world.encounter(), **due) for _number in range(30)
    )
    claim = desk.change(desk.start(day=today()), State.SENT, today())
    for name, args in (
        ("claims", ()), ("claims_agenda", ()), ("claim", (claim.pk,)), ("claim_undo", (claim.pk,)),
        ("claims_of", (desk.encounter.pk,)), ("claim_change", (claim.pk, "opened")),
    ):  # fmt: skip
        with at_most(8):
            page(browser, name, *args)
    assert len(browser.get(reverse("rights:claims")).context["cards"]) == 25
    assert len(browser.get(reverse("rights:claims"), {"page": "2"}).context["cards"]) == 6
