"""Tells partners on board and the commune that a visit changed, in the transaction that changes it.

The messages are rows; a job sends them once the transaction is through. A change undone by a
rollback is told to nobody.
"""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from allervers.tours import mapping
from allervers.tours.models import Message, Visit
from allervers.tours.queries.planning import commune_organisations, with_everything
from allervers.tours.wording.changes import (
    Letter,
    expected_letter,
    released_letter,
    visit_line,
)

SEND_JOB: Final = "tours.send_messages"
LONGEST_SUBJECT: Final = 200


def line_of(visit: Visit) -> str:
    """Return the visit in one line of French."""
    return visit_line(mapping.to_planned(visit), mapping.to_visit_hours(visit))


def tell(letters: Iterable[tuple[Visit, Letter]], *, also: Collection[str] = ()) -> list[Message]:
    """Write to the partners on board of each visit and to the commune where it stops.

    `also` are Insee codes of other communes that must know, such as the one it moves to.
    """
    letters = list(letters)
    towns = commune_organisations({*also, *(visit.halt.commune_id for visit, _one in letters)})
    messages = []
    for visit, letter in letters:
        told = {one.organisation_id for one in visit.partners.all()}
        told |= {towns[code].id for code in (*also, visit.halt.commune_id) if code in towns}
        messages += [message_to(one, letter, visit) for one in sorted(told)]
    return send(messages)


def tell_aboard(visit_id: UUID, *, joined: Iterable[UUID], left: Iterable[UUID]) -> list[Message]:
    """Write to the organisations that an announced visit now expects, or expects no more."""
    visit = with_everything(Visit.objects.filter(id=visit_id)).get()
    line = line_of(visit)
    messages = [message_to(one, expected_letter(line), visit) for one in sorted(joined)]
    messages += [message_to(one, released_letter(line), visit) for one in sorted(left)]
    return send(messages)


def message_to(organisation_id: UUID, letter: Letter, visit: Visit | None = None) -> Message:
    """Make a message, not saved yet. A subject is one line: a header of an e-mail holds no more."""
    subject = " ".join(letter.subject.splitlines())
    return Message(
        visit=visit,
        organisation_id=organisation_id,
        subject=subject[:LONGEST_SUBJECT],
        body=letter.body,
    )


def send(messages: list[Message]) -> list[Message]:
    """Save messages and have them sent when the transaction is through."""
    if not messages:
        return []
    Message.objects.bulk_create(messages)
    app.configure_task(SEND_JOB).defer(message_ids=[str(one.id) for one in messages])
    return messages
