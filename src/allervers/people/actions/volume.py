"""The limits of volume: a person reads a few files an hour, a thief reads them all."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.domain.ground import Purpose
from allervers.people.domain.watching import HOUR_LIMIT, Limit, limit_met, proves
from allervers.people.models import FileRead
from allervers.people.queries.acting import acting
from allervers.people.queries.volume import opened_ahead, opened_by, were_opened
from allervers.ui.domain.refusal import Refusal

SOFT: Final = "volume_soft"
HARD: Final = "volume_hard"


class TooMany(Refusal):
    """No more files now. The page that catches it leads to where one proves who one is."""

    @property
    def limit(self) -> Limit:
        """Which limit was met."""
        return Limit.HARD if self.code == HARD else Limit.SOFT


def check_volume(viewer: Viewer, now: datetime, *, files: Collection[UUID] = ()) -> None:
    """Refuse one more file when a limit is met. Inside `acting(viewer)`.

    `files`: those about to be shown; the ones already opened today stay open, so that nobody loses
    what they are writing. Two windows at once may pass the limit, by one file each at most: the
    count is taken without a lock, so that pages of one member do not wait for each other.
    """
    volume_ahead(viewer, now, files=files)()


def volume_ahead(
    viewer: Viewer, now: datetime, *, files: Collection[UUID] = ()
) -> Callable[[], None]:
    """Have the files counted with the next statement; return what refuses as `check_volume`."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    count = opened_ahead(viewer.member_id, now, today, files)

    def check() -> None:
        met = limit_met(count())
        if met is Limit.SOFT and files and were_opened(viewer.member_id, files, today):
            return
        if met is not None:
            raise too_many() if met is Limit.SOFT else stopped()

    return check


def too_many() -> TooMany:
    """Say that it takes a proof."""
    return TooMany(
        code=SOFT,
        what=_("Prouvez que c’est bien vous."),
        why=_("Vous avez ouvert beaucoup de dossiers en peu de temps. Quelqu’un qui aurait pris "
              "votre ordinateur ferait de même."),
        todo=_("Donnez de nouveau votre mot de passe ou votre second facteur, et dites pourquoi."),
        status=403,
    )  # fmt: skip


def stopped() -> TooMany:
    """Say that a DPO decides."""
    return TooMany(
        code=HARD,
        what=_("Votre accès aux dossiers est arrêté."),
        why=_("Plus de trois cents dossiers ont été ouverts en un jour avec votre compte."),
        todo=_("Appelez votre délégué à la protection des données : lui seul peut le rouvrir."),
        status=403,
    )


def note_refusal(viewer: Viewer, limit: Limit) -> None:
    """Write that a file stayed closed; the page's own transaction was rolled back."""
    with acting(viewer):
        touched = Touched(FileRead.Act.REFUSED, Purpose.FOLLOW_UP, f"volume_{limit}")
        record(viewer, viewer.organisation_id, touched)


def prove_again(viewer: Viewer, *, proved_at: datetime, reason: str, now: datetime) -> None:
    """Open the next thirty files, for somebody who just proved who they are and says why."""
    with acting(viewer):
        opened = opened_by(viewer.member_id, now)
        if limit_met(opened) is Limit.HARD:
            raise stopped()
        if not proves(proved_at, opened):
            raise too_many()
        touched = Touched(
            FileRead.Act.PROVED, Purpose.FOLLOW_UP, "proved", typed=reason, count=HOUR_LIMIT
        )
        record(viewer, viewer.organisation_id, touched)
