"""Beginning a file: a pseudonym, a key, and in one's own caseload."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.identifying import Said, save_identity
from allervers.people.actions.opening import Opened, write_file
from allervers.people.domain.access import PARIS, sections_for
from allervers.people.domain.pseudonym import (
    ADJECTIVES,
    FIRST_NUMBER,
    LAST_NUMBER,
    NOUNS,
    pseudonym,
)
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import asker_of
from allervers.people.mapping.file_keys import fresh
from allervers.people.models import FollowUp, Information, Person
from allervers.people.queries.acting import acting
from allervers.people.queries.caseload import may_hold_files
from allervers.ui.domain.refusal import Refusal

TRIES: Final = 8  # among 3.4 million pseudonyms


@dataclass(frozen=True, slots=True)
class Begun:
    """What is said when a file is begun; nothing of it is compulsory but the day."""

    last_contact_on: date
    said: Said = field(default_factory=Said)
    told_by: str = ""  # means of the information given; "": not given yet
    told_in: str = ""


def create_file(*, viewer: Viewer, begun: Begun, now: datetime) -> Opened:
    """Begin a file, in the caseload of who begins it. Raises Refusal."""
    with acting(viewer):
        asker = asker_of(viewer, now)
        if not may_hold_files(asker, now) or asker.profession is None:
            raise may_not_hold_files()
        sections = sections_for(asker.profession, asker.secrecy)
        if Section.IDENTITY not in sections:
            raise may_not_hold_files()
        person = _drawn(viewer, begun, now)
        fresh(person.pk)[0].save(force_insert=True)
        FollowUp.objects.create(
            person=person, member_id=viewer.member_id, kind=FollowUp.Kind.REFERENT,
            sections=sorted(sections), since=now.astimezone(PARIS).date(),
            given_by_id=viewer.member_id, created_at=now,
        )  # fmt: skip
        opened = write_file(viewer, person.pk, Section.IDENTITY)
        save_identity(person, begun.said)
        if begun.told_by:
            tell(viewer, person, means=begun.told_by, language=begun.told_in, now=now)
    return opened


def tell(viewer: Viewer, person: Person, *, means: str, language: str, now: datetime) -> None:
    """Note that the person was told today what is kept and why."""
    Information.objects.create(
        person=person, told_on=now.astimezone(PARIS).date(), means=means,
        language=language or "fr", told_by_id=viewer.member_id, created_at=now,
    )  # fmt: skip


def _drawn(viewer: Viewer, begun: Begun, now: datetime) -> Person:
    """Draw a pseudonym until nobody has it: whose it was is not to be seen, only that it is."""
    for _attempt in range(TRIES):
        number = FIRST_NUMBER + secrets.randbelow(LAST_NUMBER - FIRST_NUMBER + 1)
        drawn = pseudonym(secrets.choice(NOUNS), secrets.choice(ADJECTIVES), number)
        try:
            with transaction.atomic():
                return Person.objects.create(
                    id=uuid4(), pseudonym=drawn, organisation_id=viewer.organisation_id,
                    created_by_id=viewer.member_id, created_at=now,
                    last_contact_on=begun.last_contact_on,
                    state_since=now.astimezone(PARIS).date(),
                )  # fmt: skip
        except IntegrityError:
            continue
    raise Refusal(
        code="no-pseudonym",
        what=_("Nous n’avons pas trouvé de pseudonyme libre."),
        todo=_("Essayez encore."),
        status=503,
    )


def may_not_hold_files() -> Refusal:
    """Say that files are for professionals whose profession two people have checked."""
    return Refusal(
        code="not-approved",
        what=_("Vous ne pouvez pas ouvrir de dossier."),
        why=_("Votre métier n’est pas encore vérifié et approuvé par deux personnes, ou ne "
              "permet pas de tenir un dossier."),
        todo=_("Demandez à l’administration de votre organisation."),
        status=403,
    )  # fmt: skip
