"""Organisations are made, named and closed by the host's administrators only."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from allervers.accounts.actions.journal import record
from allervers.accounts.actions.refusals import host_only, not_found, own_organisation
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation


@transaction.atomic
def save_organisation(viewer: Viewer, *, organisation: Organisation, now: datetime) -> Organisation:
    """Add or change an organisation that a form has checked."""
    if not viewer.is_host_administrator:
        raise host_only()
    is_new = organisation._state.adding  # noqa: SLF001 - Django's documented instance state
    organisation.save()
    kind = EventKind.ORGANISATION_ADDED if is_new else EventKind.ORGANISATION_CHANGED
    note(kind, viewer, organisation, now)
    return organisation


@transaction.atomic
def set_organisation_active(
    viewer: Viewer, *, organisation_id: UUID, is_active: bool, now: datetime
) -> Organisation:
    """Close or reopen an organisation: its members' pages stop or open at once."""
    if not viewer.is_host_administrator:
        raise host_only()
    if organisation_id == viewer.organisation_id and not is_active:
        raise own_organisation()
    found = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if found is None:
        raise not_found()
    found.is_active = is_active
    found.save(update_fields=["is_active"])
    kind = EventKind.ORGANISATION_REACTIVATED if is_active else EventKind.ORGANISATION_DEACTIVATED
    note(kind, viewer, found, now)
    return found


def note(kind: EventKind, viewer: Viewer, organisation: Organisation, now: datetime) -> None:
    """Write in the journal what was done to an organisation."""
    record(
        kind,
        at=now,
        actor_id=viewer.user_id,
        organisation_id=organisation.pk,
        subject=organisation.name,
    )


def make_host(*, name: str, now: datetime) -> Organisation:
    """Make the organisation that hosts the platform, or return it (command line only)."""
    host, is_new = Organisation.objects.get_or_create(kind=Organisation.Kind.HOST, name=name)
    if is_new:
        record(EventKind.ORGANISATION_ADDED, at=now, organisation_id=host.pk, subject=host.name)
    return host
