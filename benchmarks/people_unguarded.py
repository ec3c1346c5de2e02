"""The site without its two guards, to know what they cost: for the bench of people only.

Its database has row-level security off (benchmarks/people.py); here transactions no longer say in
whose name they run, no line of the journal is written, and none is counted. Everything else is the
same, but for the list. Row-level security names the files of a caseload, and PostgreSQL finds them
by their index; without it the same query reads every file. Whoever wrote this site would name them
in the query itself: so it is done here, and the rows are the same.
"""

from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db.models import QuerySet  # noqa: E402 - once Django is ready

from allervers.people.actions import recording, volume  # noqa: E402
from allervers.people.domain.watching import Opened  # noqa: E402
from allervers.people.models import FollowUp, Share  # noqa: E402
from allervers.people.queries import acting, caseload  # noqa: E402
from allervers.ui.compiled import Asked, Compiled  # noqa: E402


def _nothing(*_given: object, **_said: object) -> None:
    """Do nothing."""


def _uncounted(*_given: object) -> Callable[[], Opened]:
    """Count no line: there is none."""
    return lambda: Opened(0, 0, 0, None, None, is_stopped=False)


def _named(asked: Asked) -> QuerySet[Any]:
    """Write the query of `caseload_cut`, its files named by the follow-ups and the shares."""
    files: QuerySet[Any] = caseload._caseload(asked)  # noqa: SLF001
    me = asked.uuid("me")
    followed = FollowUp.objects.filter(member_id=me).values("person_id")
    shared = Share.objects.filter(recipient_id=me).values("person_id")
    return files.filter(pk__in=followed.union(shared))


acting._say = _nothing  # noqa: SLF001
recording.ran = _nothing
volume.opened_ahead = _uncounted
caseload.CASELOAD = Compiled(_named, is_cut=True)
