"""What a DPO does: lifts a stop, hands a file over to somebody who answers for it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.domain.access import sections_for
from allervers.people.domain.ground import Purpose
from allervers.people.domain.profession import Profession
from allervers.people.mapping.professions import secrecy_on
from allervers.people.models import Alert, FileRead, FollowUp, Professional
from allervers.people.queries import dpo_desk as queries
from allervers.people.queries.acting import acting


def lift_stop(viewer: Viewer, *, member_id: UUID, now: datetime) -> Professional:
    """Let a stopped member open files again; the count of the day starts anew."""
    with acting(viewer):
        stopped = queries.stopped_members(viewer).select_related(None)
        row = stopped.select_for_update(of=("self",)).filter(pk=member_id).first()
        if row is None or not viewer.has(Role.DPO) or member_id == viewer.member_id:
            raise nothing_here()
        row.stopped_at, row.stopped_why = None, ""
        row.save(update_fields=["stopped_at", "stopped_why"])
        Alert.objects.filter(
            kind=Alert.Kind.HARD_STOP, about_member_id=member_id, handled_at=None
        ).update(handled_by=viewer.member_id, handled_at=now)
        touched = Touched(FileRead.Act.WROTE, Purpose.CONTROL, "stop_lifted", reason=str(member_id))
        record(viewer, viewer.organisation_id, touched)
        return row


def hand_over(viewer: Viewer, *, person_id: UUID, member_id: UUID, now: datetime) -> FollowUp:
    """Give a file without a referent to a professional, with the sections of their profession."""
    today = timezone.localdate(now)
    with acting(viewer):
        if not viewer.has(Role.DPO):
            raise nothing_here()
        person = queries.without_referent(viewer, today).filter(pk=person_id).first()
        member = queries.holders(viewer, today).filter(pk=member_id).first()
        if person is None or member is None:
            raise nothing_here()
        held = member.professional
        profession = Profession(held.profession)
        secrecy = secrecy_on(profession, held.mission, held.valid_until, today)
        sections = sorted(sections_for(profession, secrecy))
        given, _made = FollowUp.objects.update_or_create(
            person=person,
            member=member,
            until=None,
            defaults={"kind": FollowUp.Kind.REFERENT, "sections": sections},
            create_defaults={
                "kind": FollowUp.Kind.REFERENT,
                "sections": sections,
                "since": today,
                "given_by_id": viewer.member_id,
                "created_at": now,
            },
        )
        touched = Touched(FileRead.Act.WROTE, Purpose.CONTROL, "handed_over", person_id=person.pk)
        record(viewer, viewer.organisation_id, touched)
        return given
