"""The site without its two guards, to know what they cost: for the bench of people only.

Its database has row-level security off (benchmarks/people.py); here transactions no longer say in
whose name they run, and no line of the journal is written. Everything else is the same.
"""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from allervers.people.actions import recording  # noqa: E402 - once Django is ready
from allervers.people.queries import acting  # noqa: E402


def _nothing(*_given: object, **_named: object) -> None:
    """Do nothing."""


acting._say = _nothing  # noqa: SLF001
recording.ran = _nothing
