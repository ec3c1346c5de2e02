"""Take in a file or a text: everything it proposes is kept, nothing is planned yet."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.tours.actions.intake_rows import Settler, to_proposal
from allervers.tours.actions.units import require_coordinator
from allervers.tours.domain.intake import (
    MAX_BYTES,
    FileReader,
    ReadRow,
    Recognised,
    TakenFile,
    plain_cell,
    read_text,
)
from allervers.tours.models import Proposal, TimetableImport
from allervers.tours.queries.intake import import_of, proposal_of
from allervers.ui.domain.refusal import Refusal

MOST_PROPOSALS = 2_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The import, and whether it already stood: the same file is never taken in twice."""

    taken: TimetableImport
    is_new: bool


def take_in(
    *,
    viewer: Viewer,
    reader: FileReader,
    content: bytes | None = None,
    file_name: str = "",
    text: str = "",
    departement: str = "",
    default_commune: str = "",
) -> TakenIn:
    """Read a file, or a pasted text, and keep its proposals and its refused rows.

    `reader` is `gateways.intake_reader.read_file`.

    Raises `Refusal` (422) for a file that cannot be read: then nothing is written. The same bytes
    sent again by the same carrier give the import that exists.
    """
    require_coordinator(viewer)
    text, departement, default_commune = map(_encodable, (text, departement, default_commune))
    said = f"{text}\0{departement}\0{default_commune}".encode()
    digest = hashlib.sha256((content or b"") + said).hexdigest()
    known = TimetableImport.objects.filter(carrier_id=viewer.organisation_id, file_sha256=digest)
    if (before := known.first()) is not None:
        return TakenIn(before, is_new=False)
    if content is not None:
        done = reader(content, departement=departement)
    else:
        done = _read_text(text, departement, default_commune)
    return _store(viewer, done, digest, file_name, text)


def _encodable(words: str) -> str:
    """Return words without the lone surrogates that no database can hold."""
    return words.encode("utf-8", "replace").decode()


def _read_text(text: str, departement: str, commune: str) -> Recognised:
    if not text.strip():
        raise Refusal(
            "intake_empty",
            _("Il n'y a rien à lire."),
            _("Ni texte, ni fichier."),
            _("Collez un texte ou choisissez un fichier."),
        )
    if len(text) > MAX_BYTES or "\0" in text:
        raise Refusal(
            "intake_text",
            _("Ce texte ne peut pas être lu."),
            _("Il est trop long, ou contient des caractères nuls."),
            _("Collez seulement les horaires de passage."),
        )
    file = read_text(text, default_commune=commune, departement=departement)
    return Recognised("free_text", file)


@transaction.atomic
def _store(viewer: Viewer, done: Recognised, digest: str, file_name: str, text: str) -> TakenIn:
    # One at a time for each carrier: two clicks on the same button make one import.
    Organisation.objects.select_for_update().get(id=viewer.organisation_id)
    known = TimetableImport.objects.filter(carrier_id=viewer.organisation_id, file_sha256=digest)
    if (before := known.first()) is not None:
        return TakenIn(before, is_new=False)
    proposals = _proposals(done.file)
    taken = TimetableImport.objects.create(
        carrier_id=viewer.organisation_id,
        source=done.source,
        file_name=plain_cell(_encodable(file_name))[-200:],
        file_sha256=digest,
        text=text if done.source == "free_text" else "",
        taken_in_by_id=viewer.member_id,
        report=_report(done.file, len(proposals)),
    )
    for proposal in proposals:
        proposal.taken_from = taken
    Proposal.objects.bulk_create(proposals)
    return TakenIn(taken, is_new=True)


def _proposals(file: TakenFile) -> list[Proposal]:
    if sum(len(row.series) for row in file.rows) > MOST_PROPOSALS:
        raise Refusal(
            "intake_too_many",
            _("Ce fichier propose plus de 2 000 passages réguliers."),
            _("Personne ne pourrait les relire."),
            _("Indiquez un département, ou gardez vos lignes."),
        )
    settler = Settler()
    made: list[Proposal] = []
    for row in file.rows:
        for position, series in enumerate(row.series):
            proposal = to_proposal(series, settler)
            proposal.row, proposal.position = row.row, position
            made.append(proposal)
    return made


def _report(file: TakenFile, proposed: int) -> dict[str, Any]:
    return {
        "read": file.row_count,
        "proposed": proposed,
        "passed_over": file.passed_over,
        "unit_name": file.unit_name,
        "rows": {str(row.row): _row(row) for row in file.rows},
        "refused": [
            {"row": one.row, "reason": one.reason, "kept": list(one.kept.items())}
            for one in file.refused
        ],
    }


def _row(row: ReadRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "text": row.text,
        "proposed": len(row.series),
        "notes": [asdict(note) for note in row.notes],
        "unread": [asdict(note) for note in row.unread],
    }


@transaction.atomic
def set_aside(*, viewer: Viewer, proposal_id: UUID) -> Proposal:
    """Put a proposal aside; it can be taken up again as long as the import is kept."""
    return _move(viewer, proposal_id, Proposal.Status.WAITING, Proposal.Status.SET_ASIDE)


@transaction.atomic
def take_up_again(*, viewer: Viewer, proposal_id: UUID) -> Proposal:
    """Undo `set_aside`."""
    return _move(viewer, proposal_id, Proposal.Status.SET_ASIDE, Proposal.Status.WAITING)


def _move(viewer: Viewer, proposal_id: UUID, before: str, after: str) -> Proposal:
    require_coordinator(viewer)
    proposal = proposal_of(viewer, proposal_id, lock=True)
    if proposal.status != before:
        raise Refusal(
            "proposal_moved",
            _("Cette proposition a changé entre-temps."),
            _("Elle est %(status)s.") % {"status": proposal.get_status_display()},
            _("Revenez à la liste des propositions."),
            409,
        )
    proposal.status = after
    proposal.save(update_fields=["status"])
    return proposal


@transaction.atomic
def remember_tour(*, viewer: Viewer, import_id: UUID, tour_id: UUID) -> None:
    """Keep with an import the tour that its proposals go to."""
    require_coordinator(viewer)
    taken = import_of(viewer, import_id)
    taken.report = {**taken.report, "tour_id": str(tour_id)}
    taken.save(update_fields=["report"])
