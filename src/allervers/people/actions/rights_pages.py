"""What the pages of the person's rights show: each opens the file, in the same transaction."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, not_found
from allervers.people.actions.rights_requests import Kind, State, open_for_person
from allervers.people.domain.section import Section
from allervers.people.mapping.entry_text import entry_texts
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.request_text import extension_text, request_texts
from allervers.people.models import Entry, Redaction, RightsRequest
from allervers.people.queries import rights_requests as queries
from allervers.people.queries.acting import acting
from allervers.ui.french import date_text


@dataclass(frozen=True, slots=True)
class Line:
    """One note, as its reader sees it; `redaction`: its place in the queue."""

    entry: Entry
    text: str
    redaction: Redaction | None

    @property
    def title(self) -> str:
        """Its day, its section and how it begins."""
        one = self.entry
        return f"{date_text(one.happened_on)}, {one.get_section_display()} : {self.text[:80]}"


@dataclass(frozen=True, slots=True)
class RightsPage:
    """One request: its words, the queue, the other notes."""

    request: RightsRequest
    details: str
    answer: str
    queue: tuple[Line, ...]
    others: tuple[Line, ...]
    may_release: bool
    may_extend: bool = False
    extension: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether a copy is asked."""
        return self.request.kind == Kind.ACCESS

    @property
    def corrects(self) -> bool:
        """Whether something is to be corrected."""
        return self.request.kind == Kind.CORRECT

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The notes that may be corrected, as a list to choose in."""
        lines = (*self.queue, *self.others)
        free = [line for line in lines if not hasattr(line.entry, "corrected_by")]
        return [(str(line.entry.pk), line.title) for line in free]

    @property
    def left(self) -> int:
        """How many are not decided."""
        return sum(not line.redaction.choice for line in self.queue if line.redaction)


def rights_pages(viewer: Viewer, person_id: UUID) -> tuple[Opened, list[RightsRequest]]:
    """Open a file at the request of its person, and list what they asked."""
    opened = open_for_person(viewer, person_id)
    return opened, list(queries.requests_of(person_id))


def rights_page(viewer: Viewer, request_id: UUID) -> RightsPage:
    """Open one request, under `acting(viewer)`: the file it is about is open to its reader."""
    request = queries.request_of(request_id)
    if request is None:
        raise not_found()
    opened = open_for_person(viewer, request.person_id)
    key = queries.key_row(request.person_id)
    details, said = request_texts(unwrapped(key), request)
    longer = extension_text(unwrapped(key), request)
    if not opened.shows(Section.SITUATION):  # a desk handles a request without reading its words
        details = said = longer = ""
    asked = {one.entry_id: one for one in queries.redactions(request_id)}
    entries = queries.entries_of(request.person_id)
    texts = entry_texts(key, entries)
    lines = [Line(one, texts[one.pk] or "", asked.get(one.pk)) for one in entries]
    took_part = viewer.member_id in {
        request.handled_by_id, *(one.decided_by_id for one in asked.values())
    }  # fmt: skip
    return RightsPage(
        request, details, said,
        queue=tuple(line for line in lines if line.redaction),
        others=tuple(line for line in lines if not line.redaction),
        may_release=request.state == State.READY and not took_part,
        may_extend=may_extend(request, timezone.localdate()),
        extension=longer,
    )  # fmt: skip


def may_extend(request: RightsRequest, today: date) -> bool:
    """Whether two months more may still be taken (GDPR 12(3))."""
    is_waiting = request.state in queries.OPEN and request.extended_on is None
    return is_waiting and today <= request.due_on


def page_for_form(*, viewer: Viewer, request_id: UUID) -> RightsPage:
    """Open a request for the page of a form, in its own transaction."""
    with acting(viewer):
        return rights_page(viewer, request_id)


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """What a second person knows before releasing: how many are handed out, and masked."""

    request: RightsRequest
    kept: int
    masked: int
    reads: bool


def release_page(*, viewer: Viewer, request_id: UUID) -> ReleasePage:
    """Open a copy that is ready; its DPO sees counts, somebody of the file may read it too."""
    with acting(viewer):
        request = queries.request_of(request_id)
        if request is None or request.state != State.READY:
            raise not_found()
        reads = not viewer.has(Role.DPO)
        if reads:
            open_for_person(viewer, request.person_id)
        found = Redaction.objects.filter(request=request).order_by()
        count = Counter(found.values_list("choice", flat=True))
        choices = Redaction.Choice
        return ReleasePage(request, count[choices.KEEP], count[choices.MASK], reads)
