"""Every night: at most one letter a week, to who wants it, without a word about anybody."""

from collections.abc import Sequence
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from pytest_django import Settings

from allervers.reception.models import EncounterOpening
from allervers.rights.actions.claim_digests import choose_digest
from allervers.rights.actions.claim_retention import forget_claims
from allervers.rights.domain.claims.claim import State
from allervers.rights.gateways.claim_mail import send_digests
from allervers.rights.jobs import claims_job
from allervers.rights.models import Claim, ClaimChange, ClaimDigest
from tests.rights.claims.conftest import Desk, noon

NIGHT = date(2026, 11, 22)


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """Let Bruno follow a refusal, a claim without an answer, one far off."""
    desk.change(desk.change(desk.start("rsa"), State.SENT, date(2026, 11, 3)), State.REFUSED,
                date(2026, 11, 20), note="dossier inventé")  # fmt: skip
    desk.change(desk.start("af", date(2026, 1, 2)), State.SENT, date(2026, 1, 5))
    desk.change(desk.start("css"), State.OPENED, date(2026, 11, 3))
    return desk


def test_a_letter_counts_and_tells_nothing_of_anybody(waiting: Desk) -> None:
    assert send_digests(noon(NIGHT)) == 1
    (letter,) = mail.outbox
    assert letter.to == ["bruno@exemple.invalid"]
    assert letter.subject == "2\u00a0démarches attendent · Aller-vers"
    assert "- Recours possible : 1" in letter.body
    assert "1\u00a0est en retard." in letter.body
    assert "/espace/droits/demarches/" in letter.body
    for secret in ("RSA", "rsa", "inventé", str(waiting.encounter.pk), "Bruno", "22"):
        assert secret not in letter.body


def test_at_most_one_letter_a_week(waiting: Desk) -> None:
    sent = [send_digests(noon(NIGHT + timedelta(days=day))) for day in range(15)]
    assert sent == [1, *[0] * 6, 1, *[0] * 6, 1]


def test_no_letter_to_who_wants_none(waiting: Desk) -> None:
    choose_digest(viewer=waiting.bruno, is_wanted=False)
    assert send_digests(noon(NIGHT)) == 0
    choose_digest(viewer=waiting.bruno, is_wanted=True)
    assert send_digests(noon(NIGHT)) == 1


class Refusing(BaseEmailBackend):
    """A mail server that knows nobody of these names."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Refuse every address."""
        raise SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"unknown")})


def test_refused_address_keeps_nobody_else_from_their_letter(
    waiting: Desk, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert send_digests(noon(NIGHT)) == 0
    assert "refused" in caplog.text
    assert "bruno" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(noon(NIGHT + timedelta(days=1))) == 0
    assert send_digests(noon(NIGHT + timedelta(days=7))) == 1


def test_no_letter_when_nothing_waits(desk: Desk) -> None:
    desk.change(desk.start("css"), State.OPENED, date(2026, 11, 3))
    assert send_digests(noon(NIGHT)) == 0
    assert not mail.outbox
    # Seven months later the renewal opens.
    assert send_digests(noon(date(2027, 7, 1))) == 1


def test_no_letter_to_who_left_or_may_see_no_more(waiting: Desk) -> None:
    cast = waiting.world.cast
    type(cast.bruno).objects.filter(pk=cast.bruno.pk).update(is_active=False)
    assert send_digests(noon(NIGHT)) == 0
    followed = EncounterOpening.objects.create(
        encounter=waiting.encounter, member=cast.hugo, opened_at=noon(NIGHT)
    )
    Claim.objects.update(follower=cast.hugo)
    followed.encounter.code_closed_at = noon(NIGHT)
    followed.encounter.save()
    assert send_digests(noon(NIGHT)) == 0


def test_a_mail_server_that_fails_leaves_the_letter_for_the_next_night(
    waiting: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("allervers.rights.gateways.claim_mail.send_mail", out_of_order)
        with pytest.raises(OSError, match="en panne"):
            send_digests(noon(NIGHT))
    assert not ClaimDigest.objects.filter(sent_at__isnull=False).exists()
    assert send_digests(noon(NIGHT)) == 1


def out_of_order(*_letter: object) -> None:
    """Fail as a mail server does."""
    message = "en panne"
    raise OSError(message)


def names() -> QuerySet[ClaimChange]:
    """Return the changes that say who made them."""
    return ClaimChange.objects.filter(made_by__isnull=False)


def test_two_years_without_news_forget_notes_and_names(waiting: Desk) -> None:
    last = max(one.made_at for one in ClaimChange.objects.all())
    assert forget_claims(now=last) == 0
    assert names().exists()
    assert forget_claims(now=last + timedelta(days=731)) == 7
    assert forget_claims(now=last + timedelta(days=731)) == 0
    assert not names().exists()
    assert not ClaimChange.objects.exclude(note="").exists()
    assert set(Claim.objects.values_list("state", flat=True)) == {"refused", "sent", "opened"}


def test_the_night_does_both(waiting: Desk) -> None:
    assert set(claims_job(timestamp=0)) == {"forgotten", "letters"}
