"""Saving, completing, closing an encounter: one function, one transaction."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.actions.counting import count_met
from allervers.reception.actions.guards import not_found, require_reception
from allervers.reception.actions.versions import require_seen
from allervers.reception.domain import code as codes
from allervers.reception.domain.encounter import VISIT, EncounterFacts, may_be_deleted, may_be_typed
from allervers.reception.domain.language import FRENCH_NAMES
from allervers.reception.mapping.codes import current_key, expiry
from allervers.reception.mapping.encounters import set_answers, to_facts
from allervers.reception.mapping.thematiques import LABELS
from allervers.reception.models import Encounter, Request
from allervers.reception.queries.encounters import seen_by
from allervers.reception.queries.visits import visits_on
from allervers.tours.models import Visit
from allervers.ui.domain.refusal import Refusal


def save_encounter(*, viewer: Viewer, facts: EncounterFacts, now: datetime) -> Encounter:
    """Save an encounter once, however many times its form is sent.

    The same form sent again with other answers (the browser's "back") changes the encounter, as
    long as nobody changed it since; otherwise it is refused (409) rather than lost.
    """
    require_reception(viewer)
    require_known(facts)
    try:
        with transaction.atomic():
            return _saved_before(viewer, facts) or _make(viewer, facts, now)
    except IntegrityError:
        # The same form, sent at the same instant: the other one has just been saved.
        with transaction.atomic():
            found = _saved_before(viewer, facts)
            if found is None:
                raise
            return found


def _saved_before(viewer: Viewer, facts: EncounterFacts) -> Encounter | None:
    rows = Encounter.objects.select_for_update(of=("self",))
    found = rows.filter(submission=facts.submission).first()
    if found is None:
        return None
    if found.organisation_id != viewer.organisation_id:
        raise not_found()
    if to_facts(found).says_the_same(facts):
        return found
    if found.version:
        raise changed_since()
    _write(found, facts)
    return found


def _make(viewer: Viewer, facts: EncounterFacts, now: datetime) -> Encounter:
    made = Encounter(
        submission=facts.submission,
        organisation_id=viewer.organisation_id,
        saved_by_id=viewer.member_id,
        met_at=_met_at(viewer, facts, now),
        code_expires_at=expiry(now),
    )
    set_answers(made, facts)
    give_code(made)
    made.save(force_insert=True)
    _set_requests(made, facts.requests)
    count_met([made.visit_id])
    return made


def _met_at(viewer: Viewer, facts: EncounterFacts, now: datetime) -> datetime:
    """Return when the person was met: now, or on the day it was written on paper."""
    today = timezone.localdate(now)
    day = facts.day or today
    if not may_be_typed(day, today):
        raise Refusal(
            code="wrong_day",
            what=_("Cette date ne convient pas."),
            why=_("Une rencontre s’écrit le jour même, ou dans les sept jours."),
            todo=_("Choisissez aujourd’hui, ou un jour de la semaine passée."),
        )
    visit = _visit_of(viewer, facts, day)
    if day == today:
        return now
    return visit.starts_at if visit else timezone.make_aware(datetime.combine(day, time(12)))


def _visit_of(viewer: Viewer, facts: EncounterFacts, day: date) -> Visit | None:
    """Return the visit of the encounter; refuse one of others, or of another day."""
    if facts.channel != VISIT:
        return None
    found = visits_on(viewer, day).filter(pk__in=[facts.visit_id]).first()
    if found is None:
        raise Refusal(
            code="wrong_visit",
            what=_("Ce passage ne convient pas."),
            why=_("Il n’est pas annoncé ce jour-là, ou il n’est pas à votre organisation."),
            todo=_("Choisissez un passage de la liste, le guichet ou le téléphone."),
        )
    return found


def give_code(encounter: Encounter) -> None:
    """Give an encounter the code of its serial (not saved); the next one if it is taken."""
    while True:
        code = codes.derive(current_key(), encounter.pk, encounter.code_serial)
        encounter.code_digest = codes.digest(current_key(), code)
        taken = Encounter.objects.filter(code_digest=encounter.code_digest)
        if not taken.exclude(pk=encounter.pk).exists():
            return
        encounter.code_serial += 1


def edit_encounter(
    *, viewer: Viewer, encounter_id: UUID, facts: EncounterFacts, seen: str
) -> Encounter:
    """Change what was said of an encounter; refuse (409) when the page was older than the row.

    Whoever opened it by its code changes the answers, never where it took place.
    """
    require_known(facts)
    with transaction.atomic():
        found = locked(viewer, encounter_id)
        require_seen(found.version, seen)
        is_moved = (facts.channel, facts.visit_id) != (found.channel, found.visit_id)
        if is_moved and found.organisation_id != viewer.organisation_id:
            raise not_found()
        if is_moved:
            _visit_of(viewer, facts, timezone.localdate(found.met_at))
        _write(found, facts)
        return found


def _write(encounter: Encounter, facts: EncounterFacts) -> None:
    former = encounter.visit_id
    set_answers(encounter, facts)
    _grow(encounter)
    if former != encounter.visit_id:
        count_met([former, encounter.visit_id])
    _set_requests(encounter, facts.requests)


def _grow(encounter: Encounter) -> None:
    encounter.version += 1
    encounter.save()


def _set_requests(encounter: Encounter, requests: frozenset[str]) -> None:
    encounter.requests.exclude(thematique__in=requests).delete()
    rows = [Request(encounter=encounter, thematique=one) for one in sorted(requests)]
    Request.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def set_left_early(*, viewer: Viewer, encounter_id: UUID, has_left: bool) -> Encounter:
    """Note that the person left before the end, or that they came back; twice changes nothing."""
    found = locked(viewer, encounter_id)
    if found.left_early != has_left:
        found.left_early = has_left
        _grow(found)
    return found


@transaction.atomic
def renew_code(*, viewer: Viewer, encounter_id: UUID, seen: str, now: datetime) -> Encounter:
    """Give a new code to an encounter of one's own organisation: the former opens nothing more."""
    found = own(viewer, encounter_id)
    require_seen(found.version, seen)
    found.code_serial += 1
    found.code_closed_at = None
    found.code_expires_at = expiry(now)
    give_code(found)
    _grow(found)
    return found


@transaction.atomic
def delete_encounter(*, viewer: Viewer, encounter_id: UUID, now: datetime) -> None:
    """Delete an encounter saved by mistake: within a day, by who saved it or a coordinator."""
    found = own(viewer, encounter_id)
    if not may_delete(viewer, found, now):
        raise Refusal(
            code="too_late_to_delete",
            what=_("Cette rencontre ne peut plus être supprimée."),
            why=_("Seule la personne qui l’a enregistrée, ou la coordination, le peut, un jour."),
            todo=_("Vous pouvez encore la modifier."),
            status=409,
        )
    former = found.visit_id
    found.delete()
    count_met([former])


def may_delete(viewer: Viewer, encounter: Encounter, now: datetime) -> bool:
    """Whether the viewer may delete this encounter now."""
    is_mine = encounter.saved_by_id == viewer.member_id or viewer.coordinates_tours
    is_own = encounter.organisation_id == viewer.organisation_id
    return is_own and is_mine and may_be_deleted(encounter.created_at, now)


def locked(viewer: Viewer, encounter_id: UUID) -> Encounter:
    """Return an encounter the viewer may go on with, locked; refuse (404) others'."""
    require_reception(viewer)
    rows = Encounter.objects.select_for_update(of=("self",)).filter(pk=encounter_id)
    found = rows.filter(pk__in=seen_by(viewer).order_by().values("pk")).first()
    if found is None:
        raise not_found()
    return found


def own(viewer: Viewer, encounter_id: UUID) -> Encounter:
    """Return an encounter of the viewer's own organisation, locked; refuse (404) others'."""
    found = locked(viewer, encounter_id)
    if found.organisation_id != viewer.organisation_id:
        raise not_found()
    return found


def require_known(facts: EncounterFacts) -> None:
    """Refuse values that no list holds: nothing typed by hand is ever stored."""
    lists = (
        ({facts.channel}, Encounter.Channel.values),
        ({facts.audience} - {""}, Encounter.Audience.values),
        ({facts.age_band} - {""}, Encounter.AgeBand.values),
        ({facts.language} - {""}, FRENCH_NAMES),
        (facts.requests, LABELS),
    )
    if any(not given <= set(known) for given, known in lists):
        raise Refusal(
            code="unknown_value",
            what=_("Une réponse n’est pas dans les listes."),
            why=_("Seules les réponses des listes sont gardées."),
            todo=_("Rechargez la page et choisissez de nouveau."),
        )


def changed_since() -> Refusal:
    """Say that a form sent again differs from what was saved, then changed by somebody."""
    return Refusal(
        code="changed-meanwhile",
        what=_("Cette rencontre est déjà enregistrée, et modifiée depuis."),
        why=_("L’enregistrer de nouveau effacerait la modification sans que vous l’ayez lue."),
        todo=_("Ouvrez-la depuis l’accueil, et modifiez-la là."),
        status=409,
    )
