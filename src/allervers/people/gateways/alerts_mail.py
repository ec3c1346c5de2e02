"""Messages about alerts: that one waits and where, nothing of anybody."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.accounts.gateways.mail import send_plain
from allervers.accounts.models import Member
from allervers.people.models import Alert
from allervers.people.queries.acting import Task, working


def send_waiting_alerts(*, now: datetime) -> int:
    """Send each alert that was not sent; one that fails is tried again the next minute."""
    with working(Task.ALERTS):
        waiting = list(Alert.objects.filter(sent_at=None).order_by("at", "id")[:200])
    for alert in waiting:
        for email in recipients(alert):
            write(email, alert)
        with working(Task.ALERTS):
            Alert.objects.filter(pk=alert.pk).update(sent_at=now)
    return len(waiting)


def recipients(alert: Alert) -> list[str]:
    """Return the addresses: the member it is for, else the DPOs, else those of the host."""
    active = Member.objects.filter(
        is_active=True, user__is_active=True, organisation__is_active=True
    )
    dpos = active.filter(roles__contains=["dpo"])
    if alert.to_id:
        found = active.filter(pk=alert.to_id)
    else:
        found = dpos.filter(organisation_id=alert.organisation_id)
        if not found.exists():
            found = dpos.filter(organisation__kind="host")
    return list(found.order_by("user__email").values_list("user__email", flat=True))


def write(email: str, alert: Alert) -> None:
    """Write one message."""
    page = "people:my_access" if alert.to_id else "people:desk"
    context: dict[str, object] = {
        "kind": alert.get_kind_display(),
        "link": settings.BASE_URL + reverse(page),
    }
    send_plain(email, _("Une alerte vous attend"), "people/watching/mail/alert.txt", context)
