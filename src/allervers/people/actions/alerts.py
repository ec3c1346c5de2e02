"""Alerts: what a DPO or a referent has to look at now; told by the worker, handled by a person."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.models import Alert, BreakGlass, Concern, Convention
from allervers.people.queries.acting import Task, acting, working
from allervers.people.queries.alerts import alert_for

BEFORE_END: Final = timedelta(days=30)


def handle_alert(viewer: Viewer, *, alert_id: UUID, now: datetime) -> Alert:
    """Say that an alert was looked at: by its referent, or by a DPO of its organisation."""
    with acting(viewer):
        found = alert_for(viewer, alert_id)
        if found is None or found.handled_at is not None:
            raise nothing_here()
        if found.kind == Alert.Kind.HARD_STOP and viewer.has(Role.DPO):
            raise nothing_here()  # handled by lifting the stop, or left standing
        found.handled_by_id, found.handled_at = viewer.member_id, now
        found.save(update_fields=["handled_by", "handled_at"])
        return found


def tell_late_reviews(*, now: datetime) -> int:
    """Alert the DPOs, and whoever broke the glass, once the 72 hours are over. Return how many."""
    with working(Task.ALERTS):
        told = Alert.objects.filter(kind=Alert.Kind.REVIEW_LATE).order_by("id")
        known = set(told.values_list("details", flat=True))
        late = BreakGlass.objects.filter(reviewed_at=None, review_due_at__lt=now)
        rows = [row for row in late.select_related("person").order_by("id")
                if str(row.pk) not in known]  # fmt: skip
        Alert.objects.bulk_create(
            Alert(
                kind=Alert.Kind.REVIEW_LATE,
                organisation_id=row.person.organisation_id,
                to_id=to,
                about_member_id=row.member_id,
                person_id=row.person_id,
                details=str(row.pk),
                at=now,
            )
            for row in rows
            for to in (None, row.member_id)
        )
        return len(rows)


def tell_unopened_concern(*, concern_id: UUID, now: datetime) -> bool:
    """Alert the DPOs of its recipient that nobody opened a concern; whether it was said now.

    Where there is no DPO, those of the host. The alert says who should have opened it, no more.
    """
    with working(Task.REMINDERS):
        concern = Concern.objects.filter(pk=concern_id, received_at=None).first()
    if concern is None:
        return False
    recipient = Member.objects.get(pk=concern.recipient_id)
    with working(Task.ALERTS):
        about = Alert.objects.filter(kind=Alert.Kind.CONCERN_LATE, details=str(concern_id))
        if about.exists():
            return False
        Alert.objects.bulk_create(
            Alert(
                kind=Alert.Kind.CONCERN_LATE, organisation_id=home, about_member=recipient,
                details=str(concern_id), at=now,
            )
            for home in _watching_over(recipient.organisation_id)
        )  # fmt: skip
    return True


def _watching_over(organisation_id: UUID) -> list[UUID]:
    """Return the organisation if it has a DPO, else the hosts, who have."""
    dpos = Member.objects.filter(
        roles__contains=["dpo"], is_active=True, user__is_active=True, organisation__is_active=True
    )
    if dpos.filter(organisation_id=organisation_id).exists():
        return [organisation_id]
    hosts = dpos.filter(organisation__kind="host").order_by("organisation_id")
    return list(hosts.values_list("organisation_id", flat=True).distinct())


def tell_ending_conventions(*, now: datetime) -> int:
    """Alert both organisations thirty days before their convention ends, once."""
    today = timezone.localdate(now)
    with working(Task.ALERTS):
        told = Alert.objects.filter(kind=Alert.Kind.CONVENTION_ENDS).order_by("id")
        known = set(told.values_list("details", flat=True))
        ending = Convention.objects.filter(
            agreed_at__isnull=False,
            ended_at=None,
            expires_on__gte=today,
            expires_on__lte=today + BEFORE_END,
        )
        rows = [row for row in ending.order_by("id") if f"{row.pk} {row.expires_on}" not in known]
        Alert.objects.bulk_create(
            Alert(
                kind=Alert.Kind.CONVENTION_ENDS,
                organisation_id=home,
                details=f"{row.pk} {row.expires_on}",
                at=now,
            )
            for row in rows
            for home in (row.holder_id, row.partner_id)
        )
        return len(rows)
