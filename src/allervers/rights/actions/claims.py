"""A claim ("démarche"), from what was found to its outcome: start, change, undo, follow."""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.actions.guards import require_encounter, require_reception
from allervers.reception.models import Encounter
from allervers.rights.actions.claim_refusals import (
    changed_meanwhile,
    refused,
    refused_wrong,
    require_open,
)
from allervers.rights.domain.claims.claim import FIRST, LIVE, Step, wrong_with
from allervers.rights.domain.claims.note import LONGEST
from allervers.rights.domain.claims.reminders import handled_day, next_reminder
from allervers.rights.domain.right import RIGHTS
from allervers.rights.mapping.claims import live_steps, project, to_columns
from allervers.rights.models import Claim, ClaimChange
from allervers.rights.queries.claims import found_at
from allervers.ui.domain.nir import find_nir

AT_ONCE: Final = timedelta(minutes=1)  # the same change again within it is the same click
LOCAL: Final = "local:"
KNOWN: Final = frozenset(str(right) for right in RIGHTS)


class Asked(NamedTuple):
    """The right to claim: its code, and its name when it is a local one ("local:…")."""

    right: str
    label: str = ""


@transaction.atomic
def start_claim(*, viewer: Viewer, encounter_id: UUID, asked: Asked, now: datetime) -> Claim:
    """Begin to claim a right for an encounter, or go on with the claim that is not over yet.

    Whoever begins follows it. Refuses a right that does not exist (`right_unknown`).
    """
    require_reception(viewer)
    require_open(require_encounter(viewer, encounter_id))
    if not _exists(asked):
        raise refused("right_unknown", _("Ce droit n’est pas dans la liste."))
    # Two devices at once: the second waits, and goes on with the claim of the first.
    Encounter.objects.select_for_update(no_key=True).get(pk=encounter_id)
    live = Claim.objects.filter(encounter_id=encounter_id, right=asked.right, state__in=LIVE)
    found = live.first()
    if found is not None:
        return found
    step = Step(state=FIRST, on=_day(now))
    claim = Claim(
        encounter_id=encounter_id,
        right=asked.right,
        label=asked.label,
        found_at=found_at(encounter_id, asked.right),
        follower_id=viewer.member_id,
        started_at=now,
    )
    project(claim, step)
    claim.save(force_insert=True)
    _add(claim, step, 1, viewer, now)
    return claim


def _exists(asked: Asked) -> bool:
    if asked.right.startswith(LOCAL):
        return bool(asked.label) and len(asked.right) <= 80  # noqa: PLR2004 - the column's
    return asked.right in KNOWN


def _day(now: datetime) -> date:
    return timezone.localtime(now).date()


def _add(
    claim: Claim, step: Step, number: int, viewer: Viewer, now: datetime, note: str = ""
) -> ClaimChange:
    return ClaimChange.objects.create(
        claim=claim,
        number=number,
        note=note,
        made_by_id=viewer.member_id,
        made_at=now,
        **to_columns(step),
    )


def _locked(viewer: Viewer, claim_id: UUID) -> Claim:
    """Lock a claim that the viewer may see, its encounter first, as `start_claim` does."""
    require_reception(viewer)
    encounter_ids = Claim.objects.filter(pk=claim_id).values_list("encounter_id", flat=True)
    encounter_id = encounter_ids.first()
    if encounter_id is None:
        raise refused("not-found", _("Démarche introuvable."), status=404)
    require_encounter(viewer, encounter_id)
    Encounter.objects.select_for_update(no_key=True).get(pk=encounter_id)
    return (
        Claim.objects.select_for_update(of=("self",)).select_related("encounter").get(pk=claim_id)
    )


@transaction.atomic
def change_claim(
    *, viewer: Viewer, claim_id: UUID, step: Step, note: str = "", seen: int, now: datetime
) -> Claim:
    """Keep what happened to a claim. `seen`: the version of the page.

    Refuses (409) when somebody else changed it meanwhile; what the table of transitions forbids;
    a note that may hold a social security number. The same change sent twice makes one.
    """
    claim = _locked(viewer, claim_id)
    require_open(claim.encounter)
    changes = list(claim.changes.order_by("number"))
    if _is_same_click(changes[-1], step, viewer, now):
        return claim
    _require_seen(claim, seen)
    _require_no_nir(note)
    wrong = wrong_with(live_steps(changes), step, _day(now))
    if wrong is not None:
        raise refused_wrong(wrong)
    _require_alone(claim, step.state in LIVE)
    _add(claim, step, changes[-1].number + 1, viewer, now, note.strip()[:LONGEST])
    return _keep(claim, step)


def _is_same_click(last: ClaimChange, step: Step, viewer: Viewer, now: datetime) -> bool:
    if last.undone_at is not None or last.made_by_id != viewer.member_id:
        return False
    same = all(getattr(last, name) == value for name, value in to_columns(step).items())
    return same and now - last.made_at < AT_ONCE


def _require_seen(claim: Claim, seen: int) -> None:
    if claim.version != seen:
        raise changed_meanwhile()


def _require_no_nir(note: str) -> None:
    if find_nir(note):
        raise refused(
            "note_nir",
            _("La note ressemble à un numéro de sécurité sociale."),
            why=_("Aucun numéro qui désigne une personne n’est gardé ici."),
            todo=_("Retirez le numéro de la note, puis enregistrez."),
        )


def _require_alone(claim: Claim, is_live: bool) -> None:  # noqa: FBT001 - said by its caller
    """Refuse to bring a claim back while another is under way for the same right."""
    others = Claim.objects.filter(
        encounter_id=claim.encounter_id, right=claim.right, state__in=LIVE
    ).exclude(pk=claim.pk)
    if is_live and others.exists():
        raise refused(
            "another_claim",
            _("Une autre démarche est en cours pour ce droit."),
            why=_("Une rencontre a une seule démarche en cours pour chaque droit."),
            todo=_("Continuez l’autre démarche."),
        )


def _keep(claim: Claim, step: Step, handled_until: date | None = None) -> Claim:
    claim.version += 1
    claim.handled_until = handled_until
    project(claim, step)
    claim.save()
    return claim


@transaction.atomic
def undo_change(*, viewer: Viewer, claim_id: UUID, seen: int, now: datetime) -> Claim:
    """Take the last change back; its row stays, marked undone. The beginning is never undone."""
    claim = _locked(viewer, claim_id)
    require_open(claim.encounter)
    _require_seen(claim, seen)
    changes = [one for one in claim.changes.order_by("number") if one.undone_at is None]
    if len(changes) == 1:
        raise refused(
            "nothing_to_undo",
            _("Il n’y a rien à annuler."),
            todo=_("Si la démarche n’a pas lieu d’être, abandonnez-la."),
        )
    before = live_steps(changes[:-1])[-1]
    _require_alone(claim, before.state in LIVE)
    last = changes[-1]
    last.undone_at, last.undone_by_id = now, viewer.member_id
    last.save(update_fields=["undone_at", "undone_by"])
    return _keep(claim, before)


@transaction.atomic
def handle_reminder(*, viewer: Viewer, claim_id: UUID, seen: int, now: datetime) -> Claim:
    """Say that what was to be done is done; the next thing to do, if any, takes its place."""
    claim = _locked(viewer, claim_id)
    require_open(claim.encounter)
    _require_seen(claim, seen)
    step = live_steps(claim.changes.all())[-1]
    reminder = next_reminder(claim.right, step, claim.handled_until)
    if reminder is None:
        return claim
    return _keep(claim, step, handled_day(reminder, _day(now)))


@transaction.atomic
def follow_claim(*, viewer: Viewer, claim_id: UUID, is_mine: bool) -> Claim:
    """Take a claim on, or leave one's own to the team. Twice changes nothing."""
    claim = _locked(viewer, claim_id)
    if is_mine:
        require_open(claim.encounter)
        claim.follower_id = viewer.member_id
    elif claim.follower_id == viewer.member_id:
        claim.follower_id = None
    claim.save(update_fields=["follower"])
    return claim


def forget_claims_of(encounter_id: UUID) -> None:
    """Forget the notes of a person who erases their sheet, and what was to be done for them.

    States, dates and euros stay: figures count them, and they name nobody. Called inside the
    transaction of `erase_sheet`.
    """
    ClaimChange.objects.filter(claim__encounter_id=encounter_id).update(note="")
    Claim.objects.filter(encounter_id=encounter_id).update(
        reminder="", reminder_on=None, reminder_from=None, follower=None
    )
