"""Asking whether another file is about the same person: with a reason, so many times a day."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened
from allervers.people.actions.recording import Touched, record
from allervers.people.domain.section import Section
from allervers.people.models import FileRead
from allervers.people.queries.duplicates import comparisons_today, holders_of_alike
from allervers.ui.domain.refusal import Refusal

GROUND: Final = "duplicates"
MOST_A_DAY: Final = 20  # more would be reading the register of who is followed, name by name


def ask_for_duplicates(viewer: Viewer, opened: Opened, *, reason: str, now: datetime) -> list[str]:
    """Return who to ask about a file that seems to exist, under `acting(viewer)`.

    The question is written with its reason, whatever the answer. Raises Refusal (429).
    """
    if comparisons_today(viewer.member_id, GROUND, now) >= MOST_A_DAY:
        raise Refusal(
            code="too-many-comparisons",
            what=_("Vous avez beaucoup cherché de doublons aujourd’hui."),
            why=_("Au-delà de vingt par jour, ce serait savoir qui est suivi."),
            todo=_("Revenez demain, ou demandez à la personne par qui elle est suivie."),
            status=429,
        )
    touched = Touched(
        act=FileRead.Act.SEARCHED,
        purpose=opened.purpose,
        ground=GROUND,
        person_id=opened.person.pk,
        sections=[Section.IDENTITY],
        typed=reason,
    )
    record(viewer, opened.person.organisation_id, touched)
    return holders_of_alike(opened.person.pk)
