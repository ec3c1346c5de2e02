"""A partner without an account: proves the mailbox, then reads, answers, tells what came of it.

A link that opens nothing is answered as one that does: nobody learns which ones exist.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.people.actions.share_mail import CODE_JOB, News, tell
from allervers.people.actions.share_refusals import no_longer_lawful
from allervers.people.domain.ground import Purpose
from allervers.people.domain.partner_proof import (
    PROOF_FOR,
    after_wrong,
    is_code_alive,
    may_send_code,
)
from allervers.people.domain.share_life import FINAL, Life, is_over, may_become
from allervers.people.mapping.partner_link import (
    code_hash,
    code_of,
    hash_of,
    is_same,
    new_proof,
)
from allervers.people.mapping.share_words import answer_in_words
from allervers.people.models import FileRead, PartnerLink, Share
from allervers.people.queries.acting import Task, visiting, working
from allervers.people.queries.partner_links import live_link
from allervers.people.queries.partner_reading import Sheet, sheet_by_link
from allervers.people.queries.shares import dates_of, last_day_of
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Proved:
    """A visit whose mailbox was proved. `proof` is what the next request has to show."""

    share: Share
    proof: str


def send_code(*, token: str, now: datetime) -> None:
    """Send a code to the mailbox of a link, once a minute at most; nothing tells whether it did."""
    with working(Task.PARTNER):
        link = live_link(token, now)
        if link is None or not may_send_code(link.code_sent_at, link.codes, now):
            return
        link.code_sent_at, link.codes = now, link.codes + 1
        link.code_hash = code_hash(link.pk, code_of(link.pk, now))
        link.save(update_fields=["code_sent_at", "code_hash", "codes"])
        app.configure_task(CODE_JOB).defer(link_id=str(link.pk))


def prove(*, token: str, code: str, now: datetime) -> Proved | None:
    """Check a code. Right, it serves once and opens half an hour; wrong, it is counted."""
    with working(Task.PARTNER):
        link = live_link(token, now)
        if link is None or not link.code_hash or not is_code_alive(link.code_sent_at, now):
            return None
        if not is_same(link.code_hash, code_hash(link.pk, code)):
            _count_wrong(link, now)
            return None
        proof = new_proof()
        link.proved_at, link.code_hash, link.tries, link.codes = now, "", 0, 0
        link.proof_hash, link.proof_ends_at = hash_of(proof), now + PROOF_FOR
        link.save(
            update_fields=[
                "proved_at",
                "code_hash",
                "tries",
                "codes",
                "proof_hash",
                "proof_ends_at",
            ]
        )
        return Proved(link.share, proof)


def _count_wrong(link: PartnerLink, now: datetime) -> None:
    wrong = after_wrong(link.tries)
    link.tries = wrong.tries
    if wrong.ends_code:
        link.code_hash = ""
    if wrong.closes_link:
        link.closed_at = now
    link.save(update_fields=["tries", "code_hash", "closed_at"])


def proved_visit(*, token: str, proof: str, now: datetime) -> Proved | None:
    """Return the visit of a proof given less than half an hour ago, for this very link."""
    with working(Task.PARTNER):
        link = live_link(token, now)
        if link is None or link.proof_ends_at is None or now >= link.proof_ends_at:
            return None
        if not is_same(link.proof_hash, hash_of(proof)):
            return None
        return Proved(link.share, proof)


def read_shared(*, visit: Proved, now: datetime) -> Sheet | None:
    """Read what the share opens, decided twice, and write that it was read; None: nothing opens."""
    with visiting(visit.share.pk):
        sheet = sheet_by_link(visit.share.pk, now)
        if sheet is not None:
            _record(sheet)
        return sheet


def _record(sheet: Sheet) -> None:
    share = sheet.share
    FileRead.objects.create(
        act=FileRead.Act.OPENED,
        person_ref=share.person_id,
        organisation_id=share.person.organisation_id,
        share=share,
        purpose=Purpose(share.purpose),
        ground=share.ground,
        sections=sorted(sheet.sections),
    )


def _opens(share_id: UUID, now: datetime) -> bool:
    """Whether the share opens something to its partner now, for both decisions."""
    with visiting(share_id):
        return sheet_by_link(share_id, now) is not None


def partner_accepts(*, visit: Proved, now: datetime) -> bool:
    """Accept; false when it may no longer be, or when what it rests on is gone."""
    try:
        with working(Task.PARTNER):
            is_moved = _moved(visit.share.pk, Life.ACCEPTED, now)
            if is_moved and not _opens(visit.share.pk, now):
                raise no_longer_lawful()
            return is_moved
    except Refusal:
        return False


def partner_refuses(*, visit: Proved, reason: str, now: datetime) -> bool:
    """Refuse, with a reason; false when it may no longer be."""
    return bool(reason.strip()) and _moved(visit.share.pk, Life.REFUSED, now, reason=reason.strip())


def partner_finishes(*, visit: Proved, outcome: str, now: datetime) -> bool:
    """Tell what came of it, and end the share; false when it may no longer be."""
    return _moved(visit.share.pk, Life.DONE, now, outcome=outcome.strip())


def _moved(
    share_id: UUID, wanted: Life, now: datetime, *, reason: str = "", outcome: str = ""
) -> bool:
    with working(Task.PARTNER):
        share = Share.objects.select_for_update(no_key=True).get(pk=share_id)
        if not _may(share, wanted, now):
            return False
        if share.state == Life.ASKED.value:
            share.answered_at = now
        if wanted in FINAL:
            share.closed_at = now
        share.state = wanted.value
        answer_in_words(share, reason, outcome)
        share.save(update_fields=["state", "reason", "outcome", "answered_at", "closed_at"])
        tell(share.pk, News.ANSWERED)
        return True


def _may(share: Share, wanted: Life, now: datetime) -> bool:
    today = timezone.localdate(now)
    if not may_become(Life(share.state), wanted) or is_over(dates_of(share), today):
        return False
    return Life(share.state) is not Life.ASKED or today <= last_day_of(share)
