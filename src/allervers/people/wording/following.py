"""Who follows a file, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from allervers.people.domain.section import Section
from allervers.people.models import FollowUp
from allervers.people.models.words import PROFESSION_NAMES
from allervers.people.queries.following import Colleague
from allervers.people.wording.files import section_list
from allervers.ui import french


@dataclass(frozen=True, slots=True)
class Follower:
    """One person who follows the file."""

    id: UUID
    member_id: UUID
    name: str
    said: str
    opens: str
    is_referent: bool


def shown_followers(rows: Iterable[FollowUp]) -> list[Follower]:
    """Return who follows the file."""
    return [_shown(one) for one in rows]


def _shown(one: FollowUp) -> Follower:
    since = _("depuis le %(day)s") % {"day": french.date_text(one.since)}
    return Follower(
        id=one.pk,
        member_id=one.member_id,
        name=one.member.user.name,
        said=f"{one.get_kind_display()}, {one.member.organisation.name}, {since}",
        opens=section_list(Section(each) for each in one.sections),
        is_referent=one.kind == FollowUp.Kind.REFERENT,
    )


def colleague_choices(rows: Iterable[Colleague]) -> list[tuple[str, str]]:
    """Return colleagues to choose among, with their profession."""
    names = dict(PROFESSION_NAMES)
    return [(str(one.member_id), f"{one.name}, {names[one.profession.value]}") for one in rows]
