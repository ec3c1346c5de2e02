"""What the pages of claims share: a claim as it is drawn, who asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from allervers.accounts.domain.role import Role
from allervers.rights.domain.claims.claim import TRANSITIONS, State
from allervers.rights.queries import claims as queries
from allervers.rights.views.screening_pages import Link, viewer_of
from allervers.rights.wording.claim_words import (
    ACTS,
    TONES,
    basis_sentence,
    claim_label,
    dates_sentence,
    todo_words,
)
from allervers.ui import french

RECEPTION: Final = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
Claim = Any  # rows come from queries: views do not import models, even to name them
ORDER: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class Card:
    """One claim of a list: the right, where it stands, what to do and when."""

    claim: Claim
    label: str
    tone: str
    todo: str
    due: date | None
    is_late: bool
    is_now: bool

    @property
    def when(self) -> str:
        """Return « depuis le … » for what is late, « avant le … » otherwise."""
        return french.date_text(self.due) if self.due else ""


def card_of(claim: Claim, today: date) -> Card:
    """Return a claim as lists draw it. No query."""
    due, opens = claim.reminder_on, claim.reminder_from
    return Card(
        claim=claim,
        label=claim_label(claim),
        tone=TONES[claim.state],
        todo=todo_words(claim),
        due=due,
        is_late=due is not None and due < today,
        is_now=due is not None and opens <= today <= due,
    )


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done on one claim, with what its date rests on."""

    what: str
    dates: str
    basis: str
    is_late: bool


def todo_of(claim: Claim, today: date) -> Todo | None:
    """Return what is to be done; the claim comes with its history."""
    reminder = queries.reminder_of(claim)
    if reminder is None:
        return None
    return Todo(
        what=todo_words(claim),
        dates=dates_sentence(reminder),
        basis=basis_sentence(reminder, claim.right),
        is_late=reminder.due < today,
    )


def acts_of(claim: Claim) -> list[tuple[str, Link]]:
    """Return what may be done next: the state it leads to, the words and the address."""
    later = TRANSITIONS[State(claim.state)]
    return [
        (one.value, Link(str(ACTS[one]), reverse("rights:claim_change", args=(claim.pk, one))))
        for one in ORDER
        if one in later
    ]


def claim_or_404(request: HttpRequest, claim_id: UUID) -> Claim:
    """Return a claim that the viewer may see; what belongs to others does not exist."""
    found = queries.claim_for(viewer_of(request), claim_id)
    if found is None:
        raise Http404
    return found
