"""A partner without an account: link, mailbox, code; then the shared sections and no other."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from allervers.people.actions.partner_links import give_link
from allervers.people.actions.share_answers import revoke
from allervers.people.domain.section import Section
from allervers.people.gateways.share_mail import send_partner_code, send_partner_link
from allervers.people.mapping.partner_link import token_of
from allervers.people.models import Consent, FileRead, PartnerLink, Share
from allervers.people.queries.acting import Task, working
from tests.cast import viewer
from tests.people.sharing.world import MAILBOX, make_share
from tests.people.words import opened_share
from tests.people.world import PeopleWorld, acting_as, note

UNKNOWN = "0" * 64


class Partner:
    """A partner at their browser, and their mailbox."""

    def __init__(self, world: PeopleWorld, **values: object) -> None:
        self.world, self.client = world, Client()
        bruno = world.cast.bruno
        self.share = make_share(world.nour, bruno, None, **values)  # type: ignore[arg-type]
        with acting_as(bruno):
            self.link = give_link(self.share, MAILBOX, timezone.now())
        self.token = token_of(self.link.pk)

    def post(self, path: str = "lire/", **data: str) -> tuple[int, str]:
        """Send a form of the link."""
        answer = self.client.post(f"/partage/{self.token}/{path}", data)
        return answer.status_code, answer.content.decode()

    def code(self) -> str:
        """Ask for a code, and read it in the mailbox."""
        self.post("")
        send_partner_code(self.link.pk)
        found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
        assert found
        return found.group()

    def proof(self) -> str:
        """Prove the mailbox; return what the page carries."""
        status, page = self.post(code=self.code())
        assert status == 200
        return str(re.findall(r'name="proof" value="([^"]+)"', page)[0])

    def row(self) -> PartnerLink:
        """Return the link as it is kept."""
        with acting_as(self.world.cast.bruno):
            return PartnerLink.objects.get(pk=self.link.pk)

    def set(self, **values: object) -> None:
        """Change the link as time would."""
        with working(Task.PARTNER):
            PartnerLink.objects.filter(pk=self.link.pk).update(**values)


@pytest.fixture
def partner(people_world: PeopleWorld) -> Partner:
    """Return a partner to whom identity and situation are proposed."""
    note(people_world.nour, people_world.cast.bruno, Section.SITUATION, "Situation inventée.")
    note(people_world.nour, people_world.cast.bruno, Section.HEALTH, "Santé inventée.")
    return Partner(people_world)


def test_letter_holds_the_link_and_nothing_of_anybody(partner: Partner) -> None:
    send_partner_link(partner.link.pk)
    (letter,) = mail.outbox
    assert partner.token in letter.body
    assert not re.search(r"Nour|Invente|Bruno|Essai", f"{letter.subject} {letter.body}")
    assert partner.token not in str(vars(partner.row()))


def test_opening_the_link_changes_nothing_and_sends_nothing(partner: Partner) -> None:
    before = vars(partner.row())
    for _time in range(3):
        assert partner.client.get(f"/partage/{partner.token}/").status_code == 200
        assert partner.client.get(f"/partage/{partner.token}/lire/").status_code == 302
    after = vars(partner.row())
    assert {**before, "_state": 0} == {**after, "_state": 0}
    assert not mail.outbox


def test_unknown_link_answers_as_a_live_one(partner: Partner) -> None:
    for path, data in (("", {}), ("lire/", {"code": "123456"}), ("lire/", {"proof": "x"})):
        pages = [
            partner.client.post(f"/partage/{token}/{path}", data)
            for token in (partner.token, UNKNOWN)
        ]
        said = [page.content.decode().replace(partner.token, UNKNOWN) for page in pages]
        assert said[0] == said[1]
        assert pages[0].status_code == pages[1].status_code


def test_only_shared_sections_are_read_and_the_read_is_written(partner: Partner) -> None:
    proof = partner.proof()
    _status, page = partner.post(proof=proof, act="accept")
    assert "Situation inventée." in page
    assert "Nour" in page
    assert "Santé inventée." not in page
    with acting_as(partner.world.cast.bruno):
        line = FileRead.objects.get(share=partner.share, act="opened")
    assert line.member_id is None
    assert sorted(line.sections) == ["identity", "situation"]
    assert not partner.client.cookies


def test_before_accepting_only_the_terms_are_shown(partner: Partner) -> None:
    _status, page = partner.post(code=partner.code())
    assert "identité, situation" in page
    assert "Nour" not in page
    assert "Situation inventée." not in page


def test_code_serves_once_and_for_ten_minutes(partner: Partner) -> None:
    code = partner.code()
    assert partner.post(code=code)[0] == 200
    assert partner.post(code=code)[0] == 422
    partner.set(code_sent_at=None)
    late = partner.code()
    row = partner.row()
    partner.set(code_sent_at=(row.code_sent_at or timezone.now()) - timedelta(minutes=10))
    assert partner.post(code=late)[0] == 422


def test_fifth_wrong_code_ends_the_right_one(partner: Partner) -> None:
    code = partner.code()
    wrong = "000000" if code != "000000" else "000001"
    for _try in range(5):
        assert partner.post(code=wrong)[0] == 422
    assert partner.post(code=code)[0] == 422
    assert partner.row().tries == 5


def test_twentieth_wrong_code_closes_the_link(partner: Partner) -> None:
    code = partner.code()
    partner.set(tries=19)
    assert partner.post(code="000000" if code != "000000" else "000001")[0] == 422
    assert partner.row().closed_at is not None


def test_a_second_demand_within_a_minute_sends_nothing(partner: Partner) -> None:
    partner.code()
    kept = partner.row().code_hash
    partner.post("")
    assert partner.row().code_hash == kept
    partner.set(code_sent_at=timezone.now() - timedelta(minutes=2), codes=10)
    partner.post("")
    assert partner.row().code_hash == kept, "ten codes that nobody typed are enough"


def test_proof_ends_after_half_an_hour(partner: Partner) -> None:
    proof = partner.proof()
    assert partner.post(proof=proof, act="accept")[0] == 200
    partner.set(proof_ends_at=timezone.now())
    status, page = partner.post(proof=proof)
    assert status == 422
    assert "Nour" not in page


def test_proof_of_a_link_opens_no_other(partner: Partner, people_world: PeopleWorld) -> None:
    proof = partner.proof()
    other = Partner(people_world)
    assert other.post(proof=proof, act="accept")[0] == 422


@pytest.mark.parametrize("how", ["revoked", "withdrawn", "expired link"])
def test_closed_at_the_very_next_request(partner: Partner, how: str) -> None:
    proof = partner.proof()
    assert "Nour" in partner.post(proof=proof, act="accept")[1]
    close(partner, how)
    assert "Nour" not in partner.post(proof=proof)[1]


def close(partner: Partner, how: str) -> None:
    """End the share, each in its own way."""
    bruno, now = partner.world.cast.bruno, timezone.now()
    if how == "revoked":
        revoke(viewer=viewer(bruno), share_id=partner.share.pk, reason="fini", now=now)
    elif how == "withdrawn":
        with acting_as(bruno):
            Consent.objects.filter(shares=partner.share).update(withdrawn_at=now)
    else:
        partner.set(expires_at=now)


def test_partner_refuses_with_a_reason(partner: Partner) -> None:
    proof = partner.proof()
    assert partner.post(proof=proof, act="refuse")[0] == 422
    assert partner.post(proof=proof, act="refuse", reason="plus de place")[0] == 200
    assert share_of(partner).state == "refused"
    assert partner.post(proof=proof, act="accept")[0] == 409


def test_partner_tells_the_outcome_and_reads_no_more(partner: Partner) -> None:
    proof = partner.proof()
    partner.post(proof=proof, act="accept")
    _status, page = partner.post(proof=proof, act="finish", outcome="rendez-vous pris")
    assert "Nour" not in page
    assert (share_of(partner).state, share_of(partner).outcome) == ("done", "rendez-vous pris")


def share_of(partner: Partner) -> Share:
    """Return the share as its sender sees it."""
    with acting_as(partner.world.cast.bruno), transaction.atomic():
        return opened_share(UUID(str(partner.share.pk)))
