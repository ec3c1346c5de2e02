"""What becomes of a share: accepted, refused, done, revoked. Each waits for the row's lock."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.share_mail import News, tell
from allervers.people.actions.share_refusals import (
    already_answered,
    no_longer_lawful,
    no_share,
    reason_needed,
)
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.domain.share_life import Life, is_over, may_become
from allervers.people.mapping.share_words import answer_in_words
from allervers.people.models import FileRead, Person, Professional, Share
from allervers.people.queries.acting import acting
from allervers.people.queries.shares import dates_of, is_referent, last_day_of


def accept(*, viewer: Viewer, share_id: UUID, now: datetime) -> Share:
    """Accept a share: what it names opens at once, if what it rests on still stands."""
    with acting(viewer):
        share = _mine_to_answer(viewer, share_id, Life.ACCEPTED, now)
        if _profession_of(viewer) != share.recipient_profession:
            raise no_longer_lawful()
        _close(share, Life.ACCEPTED, now)
        # PostgreSQL judged again: consent, convention, approval. Closed, nothing is accepted.
        person = Person.objects.filter(pk=share.person_id).first()
        if person is None:
            raise no_longer_lawful()
        _record(viewer, share, person.organisation_id, "")
        tell(share.pk, News.ANSWERED)
        return share


def refuse(*, viewer: Viewer, share_id: UUID, reason: str, now: datetime) -> Share:
    """Refuse a share, with a reason: nothing was read, nothing will be."""
    if not reason.strip():
        raise reason_needed()
    with acting(viewer):
        share = _mine_to_answer(viewer, share_id, Life.REFUSED, now)
        _close(share, Life.REFUSED, now, reason=reason.strip())
        tell(share.pk, News.ANSWERED)
        return share


def finish(*, viewer: Viewer, share_id: UUID, outcome: str, now: datetime) -> Share:
    """End a share that was accepted, and tell what came of it; what it opened closes."""
    with acting(viewer):
        share = _locked(share_id)
        if share.recipient_id != viewer.member_id:
            raise no_share()
        _require(share, Life.DONE, now)
        organisation_id = _holder(share, viewer)
        _record(viewer, share, organisation_id, _("partage terminé"))
        _close(share, Life.DONE, now, outcome=outcome.strip())
        tell(share.pk, News.ANSWERED)
        return share


def revoke(*, viewer: Viewer, share_id: UUID, reason: str, now: datetime) -> Share:
    """End a share at once: its sender or the referent of the file, with a reason."""
    if not reason.strip():
        raise reason_needed()
    with acting(viewer):
        share = _locked(share_id)
        if share.sender_id != viewer.member_id and not is_referent(viewer, share.person_id):
            raise no_share()
        _require(share, Life.REVOKED, now)
        _close(share, Life.REVOKED, now, reason=reason.strip())
        share.links.filter(closed_at=None).update(closed_at=now)
        _record(viewer, share, _holder(share, viewer), _("partage révoqué"))
        tell(share.pk, News.ENDED)
        return share


def _mine_to_answer(viewer: Viewer, share_id: UUID, wanted: Life, now: datetime) -> Share:
    share = _locked(share_id)
    if share.recipient_id != viewer.member_id:
        raise no_share()
    _require(share, wanted, now)
    if timezone.localdate(now) > last_day_of(share):
        raise already_answered()
    return share


def _locked(share_id: UUID) -> Share:
    """Take the row: two answers at once wait for each other, and the second finds the first."""
    found = Share.objects.select_for_update(no_key=True).filter(pk=share_id).first()
    if found is None:
        raise no_share()
    return found


def _require(share: Share, wanted: Life, now: datetime) -> None:
    is_late = is_over(dates_of(share), timezone.localdate(now))
    if not may_become(Life(share.state), wanted) or is_late:
        raise already_answered()


def _close(
    share: Share, state: Life, now: datetime, *, reason: str = "", outcome: str = ""
) -> None:
    if Life(share.state) is Life.ASKED:
        share.answered_at = None if state is Life.REVOKED else now
    if state is not Life.ACCEPTED:
        share.closed_at = now
    share.state = state.value
    answer_in_words(share, reason, outcome)
    share.save(update_fields=["state", "reason", "answered_at", "closed_at", "outcome"])


def _profession_of(viewer: Viewer) -> str:
    found = Professional.objects.filter(pk=viewer.member_id).first()
    return found.profession if found else ""


def _holder(share: Share, viewer: Viewer) -> UUID:
    """Return who holds the file; one's own organisation when the file is no longer open to one."""
    found = Person.objects.filter(pk=share.person_id).first()
    return found.organisation_id if found else viewer.organisation_id


def _record(viewer: Viewer, share: Share, organisation_id: UUID, reason: str) -> None:
    touched = Touched(
        act=FileRead.Act.SHARED,
        purpose=Purpose(share.purpose),
        ground=share.ground,
        person_id=share.person_id,
        sections=[Section(one) for one in share.sections],
        reason=reason,
    )
    record(viewer, organisation_id, touched)
