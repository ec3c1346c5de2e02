"""Breaking the glass: searched by exact words, told at once, reviewed within three days."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.volume import check_volume
from allervers.people.actions.watching_refusals import (
    glass_closed,
    glass_needs_reason,
    glass_not_for_you,
    nothing_here,
)
from allervers.people.domain.glass import (
    OPEN_FOR,
    REASON_LENGTH,
    REVIEWED_WITHIN,
    SEARCHES,
    Closed,
    closed_now,
)
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import DANGER
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import Alert, BreakGlass, FileRead, Person
from allervers.people.queries import glass as queries
from allervers.people.queries.acting import acting
from allervers.people.queries.glass import Found, Words


def search_glass(viewer: Viewer, *, words: Words, reason: str, now: datetime) -> Sequence[Found]:
    """Look for one file by exact names and birth date, or by pseudonym. Always written down."""
    with acting(viewer):
        require_glass(viewer, reason, now)
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        if queries.searches(viewer).filter(at__gte=today).count() >= SEARCHES:
            raise glass_closed(
                _("Vous avez déjà cherché %(n)s fois aujourd’hui.") % {"n": SEARCHES}
            )
        return queries.found_files(words, reason)


def break_glass(viewer: Viewer, *, person_id: UUID, reason: str, now: datetime) -> BreakGlass:
    """Open danger and contacts for four hours; referents and DPOs are told in the same act."""
    with acting(viewer):
        require_glass(viewer, reason, now)
        if queries.just_found(viewer, person_id, now) is None:
            raise nothing_here()
        check_volume(viewer, now, files=[person_id])
        # Not later than PostgreSQL's own clock, which opens and closes: else it opens in a while.
        opened_at = min(now, queries.database_now())
        broken = BreakGlass(
            person_id=person_id,
            member_id=viewer.member_id,
            opened_at=opened_at,
            ends_at=opened_at + OPEN_FOR,
            review_due_at=opened_at + REVIEWED_WITHIN,
        )
        broken.reason = sealed_values(BreakGlass, broken.pk, {"reason": reason})["reason"]
        save_once(broken)
        tell(viewer, broken, reason, now)
        return broken


def save_once(broken: BreakGlass) -> None:
    """Save; PostgreSQL counts again, one at a time, whatever two windows asked at once."""
    try:
        with transaction.atomic():
            broken.save(force_insert=True)
    except DatabaseError as error:
        raise glass_closed(_("Vous l’avez déjà fait trois fois en sept jours.")) from error


def tell(viewer: Viewer, broken: BreakGlass, reason: str, now: datetime) -> None:
    """Write the line, and an alert for each referent and each DPO concerned."""
    person = Person.objects.get(pk=broken.person_id)
    record(
        viewer,
        person.organisation_id,
        Touched(
            FileRead.Act.WROTE, Purpose.EMERGENCY, "glass_broken",
            person_id=person.pk, sections=DANGER, typed=reason,
        ),
    )  # fmt: skip
    to = queries.referents(person.pk, timezone.localdate(now))
    homes = {person.organisation_id, viewer.organisation_id}
    told = [(person.organisation_id, member) for member in to] + [(home, None) for home in homes]
    Alert.objects.bulk_create(
        Alert(
            kind=Alert.Kind.GLASS,
            organisation_id=home,
            to_id=member,
            about_member_id=viewer.member_id,
            person=person,
            details=str(broken.pk),
            at=now,
        )
        for home, member in told
    )


def require_glass(viewer: Viewer, reason: str, now: datetime) -> None:
    """Refuse whoever may not hold files, gives no reason, was not reviewed, or did it too often."""
    if not queries.is_approved(viewer, timezone.localdate(now)):
        raise glass_not_for_you()
    if len(reason.strip()) < REASON_LENGTH:
        raise glass_needs_reason()
    closed = closed_now(queries.broken_by(viewer, now), now)
    if closed is Closed.UNREVIEWED:
        raise glass_closed(_("Un bris de glace que vous avez fait n’a pas été relu en 72 heures."))
    if closed is Closed.QUOTA:
        raise glass_closed(_("Vous l’avez déjà fait trois fois en sept jours."))


def review_glass(viewer: Viewer, *, glass_id: UUID, verdict: str, now: datetime) -> BreakGlass:
    """Say whether a glass was rightly broken. A DPO of the file's organisation; not of oneself."""
    with acting(viewer):
        found = queries.waiting_review(glass_id)
        if not viewer.has(Role.DPO) or found is None or found.member_id == viewer.member_id:
            raise nothing_here()
        found.reviewed_by_id, found.reviewed_at = viewer.member_id, now
        found.verdict = verdict
        found.save(update_fields=["reviewed_by", "reviewed_at", "verdict"])
        Alert.objects.filter(
            details=str(found.pk), to=None, handled_at=None,
            organisation_id=viewer.organisation_id,
        ).update(handled_by=viewer.member_id, handled_at=now)  # fmt: skip
        record(
            viewer,
            viewer.organisation_id,
            Touched(
                FileRead.Act.WROTE, Purpose.CONTROL, f"glass_{verdict}", person_id=found.person_id
            ),
        )
        return found
