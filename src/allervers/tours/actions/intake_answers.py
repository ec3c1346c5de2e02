"""Answer what only a person can say of a proposal: which week, which town, which hours."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.territory.queries.places import commune as commune_by_code
from allervers.tours.actions.intake_rows import hours_fields
from allervers.tours.actions.units import require_coordinator
from allervers.tours.domain.recurrence import Hours, validate_rrule
from allervers.tours.models import Proposal
from allervers.tours.queries.intake import proposal_of
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person filled in; None where nothing was asked or answered."""

    place: str | None = None
    commune_code: str | None = None
    rrule: str | None = None
    anchor: date | None = None
    hours: Hours | None = None
    until: date | None = None
    exceptions_seen: bool = False
    period_seen: bool = False


@transaction.atomic
def answer_question(*, viewer: Viewer, proposal_id: UUID, answers: Answers) -> Proposal:
    """Write the answers into a waiting proposal and take away the questions they settle."""
    require_coordinator(viewer)
    proposal = proposal_of(viewer, proposal_id, lock=True)
    if proposal.status != Proposal.Status.WAITING:
        raise Refusal(
            "proposal_moved",
            _("Cette proposition n'attend plus de réponse."),
            _("Elle est %(status)s.") % {"status": proposal.get_status_display()},
            _("Revenez à la liste des propositions."),
            409,
        )
    settled = _write(proposal.reading, answers)
    proposal.questions = [one for one in proposal.questions if one["field"] not in settled]
    _ask_anchor(proposal)
    proposal.save(update_fields=["reading", "questions"])
    return proposal


def _write(reading: dict[str, Any], answers: Answers) -> set[str]:
    """Put the answers into the reading; return the fields they settle."""
    settled: set[str] = set()
    plain = {
        "place": answers.place,
        "rrule": validate_rrule(answers.rrule) if answers.rrule else None,
        "anchor": answers.anchor.isoformat() if answers.anchor else None,
        "until": answers.until.isoformat() if answers.until else None,
    }
    for name, value in plain.items():
        if value:
            reading[name] = value
            settled.add("rule" if name == "rrule" else name)
    if answers.commune_code:
        _write_commune(reading, answers.commune_code)
        settled.add("commune")
    if answers.hours:
        reading.update(hours_fields(answers.hours))
        reading["hours_from_columns"] = False
        settled.add("hours")
    settled |= {"exceptions"} if answers.exceptions_seen else set()
    return settled | ({"period"} if answers.period_seen or answers.until else set())


def _write_commune(reading: dict[str, Any], code: str) -> None:
    place = commune_by_code(code)
    if place is None:
        raise Refusal(
            "commune_unknown",
            _("Cette commune n'est pas connue."),
            _("Le code %(code)s n'est celui d'aucune commune.") % {"code": code},
            _("Choisissez une commune de la liste."),
        )
    if reading["commune"] != place.code:
        reading.update(latitude=None, longitude=None, point_status="unknown")
    reading.update(commune=place.code, commune_name=place.name)


def _ask_anchor(proposal: Proposal) -> None:
    """Ask the first date of a rule of several weeks: it is never guessed."""
    fields = {one["field"] for one in proposal.questions}
    reading = proposal.reading
    needs = "INTERVAL" in (reading["rrule"] or "") and not reading["anchor"]
    if needs and "anchor" not in fields:
        proposal.questions.append({"field": "anchor", "code": "anchor", "options": []})
    if reading["commune"] is None and not fields & {"commune", "place"}:
        proposal.questions.append({"field": "commune", "code": "commune", "options": []})
