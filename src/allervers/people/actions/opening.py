"""Opening one file: decide, count, write the line; the same for every page that shows a part."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.volume import volume_ahead
from allervers.people.domain.access import Decision
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import decided_for
from allervers.people.models import FileRead, Person
from allervers.people.queries.acting import acting_on
from allervers.ui.domain.refusal import Refusal

Act = FileRead.Act
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open to the viewer: what of it, why, what for; what else it opens for."""

    person: Person
    decision: Decision
    purpose: Purpose
    purposes: tuple[Purpose, ...] = ()

    @property
    def sections(self) -> frozenset[Section]:
        """The sections that may be read."""
        return self.decision.sections

    def shows(self, section: Section) -> bool:
        """Whether one section may be read."""
        return section in self.decision.sections

    @property
    def may_write(self) -> bool:
        """Whether something of it may be written: not of an archive, nor by a share."""
        return bool(self.decision.writable) and not self.decision.must_say_why


def open_file(
    viewer: Viewer,
    person_id: UUID,
    *,
    purpose: Purpose | None = None,
    reason: str = "",
    act: FileRead.Act = Act.OPENED,
    words: str = "",
) -> Opened:
    """Open a file, under `acting(viewer)`: the read is written in the same transaction.

    Without a purpose: to follow the person up, else what the file was shared for. Raises Refusal:
    404 when nothing of it opens, as if it did not exist; 409 `say-why` when a reason must be typed,
    unless the site says why in its own `words`.
    """
    check = volume_ahead(viewer, timezone.now(), files=[person_id])
    opened = _decided(viewer, person_id, purpose)
    if opened.decision.must_say_why and not (reason.strip() or words):
        raise say_why()
    check()
    _note(viewer, opened, act, opened.sections, reason, words)
    return opened


def open_to_write(viewer: Viewer, person_id: UUID, section: Section | None = None) -> Opened:
    """Open a file for the page of a form, in its own transaction; archives are only read.

    Raises Refusal: 404 also when this section is not open; 409 when nothing is written any more;
    403 to who reads by a share, or by breaking the glass.
    """
    with acting_on(viewer, person_id):
        check = volume_ahead(viewer, timezone.now(), files=[person_id])
        opened = _writable(viewer, person_id, section)
        check()
        _note(viewer, opened, Act.OPENED, opened.sections)
    return opened


def write_file(viewer: Viewer, person_id: UUID, section: Section | None = None) -> Opened:
    """Begin an act that changes a file, under `acting(viewer)`: its line is written first.

    Raises Refusal: as `open_to_write`.
    """
    check = volume_ahead(viewer, timezone.now(), files=[person_id])
    opened = _writable(viewer, person_id, section)
    check()
    _note(viewer, opened, Act.WROTE, [] if section is None else [section])
    return opened


def _note(
    viewer: Viewer, opened: Opened, act: FileRead.Act, sections: Collection[Section],
    typed: str = "", words: str = "",
) -> None:  # fmt: skip
    touched = Touched(
        act=act,
        purpose=opened.purpose,
        ground=opened.decision.reason.value,
        person_id=opened.person.pk,
        sections=sections,
        reason=words,
        typed=typed.strip()[:LONGEST_REASON],
    )
    record(viewer, opened.person.organisation_id, touched)


def require_section(opened: Opened, section: Section | None) -> None:
    """Refuse (404) a page about a section that is not open."""
    if section is not None and not opened.shows(section):
        raise not_found()


def _decided(viewer: Viewer, person_id: UUID, purpose: Purpose | None) -> Opened:
    now = timezone.now()
    asked = purpose or Purpose.FOLLOW_UP
    found = decided_for(viewer, person_id, asked, now)
    if found is not None and not found[1].sections and purpose is None and found[2]:
        asked = found[2][0]
        found = decided_for(viewer, person_id, asked, now)
    if found is None or not found[1].sections:
        raise not_found()
    return Opened(found[0], found[1], asked, found[2])


def _writable(viewer: Viewer, person_id: UUID, section: Section | None) -> Opened:
    opened = _decided(viewer, person_id, None)
    require_section(opened, section)
    if opened.decision.must_say_why:
        raise _only_read()
    writable = opened.decision.writable
    if not writable or (section is not None and section not in writable):
        raise _only_shared()
    return opened


def not_found() -> Refusal:
    """Answer the same for what does not exist and for what one may not know."""
    return Refusal(
        code="not-found",
        what=_("Dossier introuvable."),
        why=_("Il n’existe pas, ou il ne vous est pas ouvert."),
        todo=_("Cherchez-le dans vos dossiers, ou demandez à la personne qui le suit."),
        status=404,
    )


def say_why() -> Refusal:
    """Ask for a reason: an archive, or a file whose use the person limited."""
    return Refusal(
        code="say-why",
        what=_("Dites pourquoi vous ouvrez ce dossier."),
        why=_("Il est archivé, ou la personne en a limité l’usage."),
        todo=_("Votre raison est gardée avec la lecture."),
        status=409,
    )


def _only_read() -> Refusal:
    return Refusal(
        code="only-read",
        what=_("On n’écrit plus dans ce dossier."),
        why=_("Il est archivé, ou la personne en a limité l’usage (RGPD, article 18)."),
        todo=_("La personne qui le suit ou le DPO peut le rouvrir."),
        status=409,
    )


def _only_shared() -> Refusal:
    return Refusal(
        code="only-shared",
        what=_("Vous lisez ce dossier, vous n’y écrivez pas."),
        why=_("Il vous est ouvert par un partage ou par un bris de glace\u00a0: la loi permet "
              "alors de savoir, pas de tenir le dossier."),
        todo=_("Dites la suite donnée sur la page du partage, ou appelez la personne qui suit le "
               "dossier."),
        status=403,
    )  # fmt: skip
