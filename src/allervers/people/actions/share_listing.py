"""A share as pages show it, and the line in the journal that says it was shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.informing import require_caseload
from allervers.people.actions.opening import Opened
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.share_refusals import already_answered, no_share
from allervers.people.actions.volume import check_volume
from allervers.people.domain.ground import Purpose
from allervers.people.domain.share_life import Life, is_left_unanswered, is_over, may_become
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import FileRead, Person, Share
from allervers.people.queries.acting import acting
from allervers.people.queries.shares import (
    dates_of,
    is_referent,
    last_day_of,
    share_for,
    shares_of_file,
)
from allervers.people.wording.sharing import TAGS, ground_text, sections_text

WANTED = {
    "accept": Life.ACCEPTED, "refuse": Life.REFUSED, "finish": Life.DONE, "revoke": Life.REVOKED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownShare:
    """One share. `file` is the file's pseudonym when the viewer may know it, else nothing."""

    share: Share
    is_mine: bool  # received
    is_sent: bool
    may_revoke: bool
    is_live: bool
    file: str
    last_day: date
    label: str
    tone: str
    sections: str
    ground: str
    article: str

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for the viewer's answer."""
        return self.is_mine and self.is_live and self.share.state == Share.State.ASKED

    @property
    def is_open(self) -> bool:
        """Whether the viewer received it and may read what it opens."""
        return self.is_mine and self.is_live and self.share.state == Share.State.ACCEPTED


def shares_listed(viewer: Viewer, shares: Iterable[Share]) -> Sequence[ShownShare]:
    """Show a page of shares, and write that it was shown. Under `acting(viewer)`."""
    rows = list(shares)
    known = Person.objects.filter(pk__in=[one.person_id for one in rows]).order_by("pk")
    names = dict(known.values_list("pk", "pseudonym"))
    today = timezone.localdate()
    shown = [_shown(viewer, one, names.get(one.person_id, ""), today) for one in rows]
    if names:
        check_volume(viewer, timezone.now(), files=list(names))
        purpose = Purpose.COORDINATION
        touched = Touched(
            FileRead.Act.LISTED, purpose, "shares", count=len(names), listed=list(names)
        )
        record(viewer, viewer.organisation_id, touched)
    return shown


def shares_on_file(viewer: Viewer, opened: Opened) -> Sequence[ShownShare]:
    """Show the shares of a file of one's caseload: a referent sees those of others too.

    Under `acting(viewer)`. Refuses (404) whoever knows the file by a share.
    """
    require_caseload(opened)
    person_id = opened.person.pk
    today, name = timezone.localdate(), opened.person.pseudonym
    referent = is_referent(viewer, person_id)
    found = shares_of_file(person_id)
    return [_shown(viewer, one, name, today, is_referent=referent) for one in found]


def share_page(viewer: Viewer, share_id: UUID, now: datetime, *, act: str = "") -> ShownShare:
    """Return one share for its page, or for the page that asks before an act.

    Refuses (404) who is neither its sender, its recipient nor the referent; (409) an act that the
    share no longer allows.
    """
    with acting(viewer):
        found = share_for(viewer, share_id)
        if found is None:
            raise no_share()
        person = Person.objects.filter(pk=found.person_id).first()
        referent = is_referent(viewer, found.person_id)
        today = timezone.localdate(now)
        name = person.pseudonym if person else ""
        shown = _shown(viewer, found, name, today, is_referent=referent)
        if person is not None:
            check_volume(viewer, now, files=[person.pk])
            ground = found.ground
            touched = Touched(
                FileRead.Act.LISTED, Purpose(found.purpose), ground, person_id=found.person_id
            )
            record(viewer, person.organisation_id, touched)
    _require(shown, act)
    return shown


def _require(shown: ShownShare, act: str) -> None:
    if act in {"accept", "refuse", "finish"} and not shown.is_mine:
        raise no_share()
    if act == "revoke" and not (shown.is_sent or shown.may_revoke):
        raise no_share()
    if act == "link" and not (shown.is_sent and shown.share.recipient_id is None):
        raise no_share()
    wanted = WANTED.get(act)
    if wanted and not (shown.is_live and may_become(Life(shown.share.state), wanted)):
        raise already_answered()


def _shown(
    viewer: Viewer, share: Share, name: str, today: date, *, is_referent: bool = False
) -> ShownShare:
    dates = dates_of(share)
    is_live = not (is_over(dates, today) or is_left_unanswered(dates, today))
    state = Life(share.state)
    label, tone = TAGS[state if is_live else Life.DONE]
    is_final = not may_become(state, Life.REVOKED)
    is_sent = share.sender_id == viewer.member_id
    return ShownShare(
        share=open_rows([share])[0],
        is_mine=share.recipient_id == viewer.member_id,
        is_sent=is_sent,
        may_revoke=(is_sent or is_referent) and is_live and not is_final,
        is_live=is_live and not is_final,
        file=name,
        last_day=last_day_of(share),
        label=str(label),
        tone=tone,
        sections=sections_text(share.sections),
        ground=ground_text(share.ground),
        article=share.ground,
    )
