"""Who follows a file: the referent lets colleagues in, and lets them out, at once."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, not_found, write_file
from allervers.people.domain.access import PARIS, sections_for
from allervers.people.models import FollowUp
from allervers.people.queries.acting import acting
from allervers.people.queries.following import colleague, is_referent, others_follow
from allervers.ui.domain.refusal import Refusal

DAY: Final = timedelta(days=1)


def require_referent(viewer: Viewer, opened: Opened, now: datetime) -> None:
    """Refuse (403) whoever is not the referent of the file."""
    if not is_referent(viewer.member_id, opened.person.pk, now.astimezone(PARIS).date()):
        raise Refusal(
            code="not-referent",
            what=_("Seule la personne référente compose l’équipe d’un dossier."),
            todo=_("Demandez-le-lui : son nom est en haut du dossier."),
            status=403,
        )


def let_follow(
    *, viewer: Viewer, person_id: UUID, member_id: UUID, kind: str, now: datetime
) -> FollowUp:
    """Put the file in a colleague's caseload: what it opens is what their profession needs."""
    with acting(viewer):
        opened = write_file(viewer, person_id)
        require_referent(viewer, opened, now)
        who = colleague(viewer, member_id, now)
        if who is None:
            raise not_found()
        try:
            with transaction.atomic():
                return FollowUp.objects.create(
                    person=opened.person, member_id=member_id, kind=kind,
                    sections=sorted(sections_for(who.profession, who.secrecy)),
                    since=now.astimezone(PARIS).date(), given_by_id=viewer.member_id,
                    created_at=now,
                )  # fmt: skip
        except IntegrityError as error:
            raise Refusal(
                code="already-follows",
                what=_("Cette personne suit déjà ce dossier."),
                status=409,
            ) from error


def stop_following(*, viewer: Viewer, person_id: UUID, follow_up_id: UUID, now: datetime) -> None:
    """Take a file out of a caseload, at once; a file always keeps a referent. Raises Refusal."""
    with acting(viewer):
        opened = write_file(viewer, person_id)
        require_referent(viewer, opened, now)
        found = FollowUp.objects.filter(pk=follow_up_id, person_id=person_id, until=None).first()
        if found is None:
            raise not_found()
        if found.kind == FollowUp.Kind.REFERENT and not others_follow(found):
            raise Refusal(
                code="last-referent",
                what=_("Un dossier garde toujours une personne référente."),
                todo=_("Nommez d’abord quelqu’un d’autre."),
                status=409,
            )
        yesterday = now.astimezone(PARIS).date() - DAY  # the last day is included: closed today
        FollowUp.objects.filter(pk=found.pk).update(until=yesterday)
