"""Files whose time has come: proposed by night, moved by a DPO, ended by two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.domain.ground import Purpose
from allervers.people.domain.retention import Due, Rule, due
from allervers.people.mapping.sealed_words import open_rows, sealed_values
from allervers.people.models import Archive, Deadline, Destruction, FileRead, Person
from allervers.people.queries import retention as queries
from allervers.people.queries.acting import Task, acting, working
from allervers.ui.domain.refusal import Refusal

GROUND = "desk"  # of the DPO: said in the journal of reads


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one night did: files newly due, files no longer due."""

    added: int
    withdrawn: int


def propose_due(rules: Mapping[str, Rule], now: datetime) -> Proposed:
    """Write down which files are due, and take back those that no longer are. Moves none."""
    today = timezone.localdate(now)
    with transaction.atomic(), working(Task.RETENTION):
        found = {person: why for person, one in queries.facts() if (why := due(rules, one, today))}
        known = {row.person_id: row for row in Deadline.objects.filter(closed_at=None)}
        same = {person for person in found if person in known and is_same(known[person], found)}
        gone = [row.pk for person, row in known.items() if person not in same]
        Deadline.objects.filter(pk__in=gone).update(closed_at=now)
        new = [_deadline(person, why, now) for person, why in found.items() if person not in same]
        Deadline.objects.bulk_create(new, batch_size=500)
    return Proposed(len(new), len(gone))


def is_same(row: Deadline, found: Mapping[UUID, Due]) -> bool:
    """Whether what was proposed is still why the file is due."""
    why = found[row.person_id]
    return (row.category, row.kept_until) == (why.rule.category, why.kept_until)


def _deadline(person_id: UUID, why: Due, now: datetime) -> Deadline:
    return Deadline(
        person_id=person_id,
        category=why.rule.category,
        trigger=why.rule.trigger,
        trigger_on=why.trigger_on,
        kept_until=why.kept_until,
        next_state=why.rule.next_state,
        proposed_at=now,
    )


def archive_file(
    *, viewer: Viewer, person_id: UUID, reason: str, keep_until: date, now: datetime
) -> None:
    """Keep a file on for a written need: only its referent, and whom a DPO names, reach it."""
    with acting(viewer):
        person = _held(viewer, person_id)
        if person.state == Person.State.FINAL or not reason.strip():
            raise _not_now()
        if keep_until <= timezone.localdate(now):
            raise _in_the_past()
        archive_id = uuid4()
        Archive.objects.create(
            id=archive_id, person=person, keep_until=keep_until, decided_by_id=viewer.member_id,
            decided_at=now, **sealed_values(Archive, archive_id, {"reason": reason.strip()}),
        )  # fmt: skip
        if person.state != Person.State.INTERMEDIATE:
            person.state_since = timezone.localdate(now)
        person.state = Person.State.INTERMEDIATE
        person.state_reason = sealed_values(Person, person.pk, {"state_reason": reason.strip()})[
            "state_reason"
        ]
        person.save(update_fields=["state", "state_reason", "state_since"])
        Deadline.objects.filter(person=person, closed_at=None).update(closed_at=now)
        _noted(viewer, person, reason)


def reopen_file(*, viewer: Viewer, person_id: UUID, contact_on: date, now: datetime) -> None:
    """Take a file up again because the person came back: their contact is what is written."""
    today = timezone.localdate(now)
    with acting(viewer):
        person = _held(viewer, person_id)
        if person.state != Person.State.INTERMEDIATE:
            raise _not_now()
        if not person.state_since <= contact_on <= today:
            raise _in_the_past()
        person.state, person.state_reason, person.state_since = Person.State.ACTIVE, "", today
        person.last_contact_on = max(person.last_contact_on, contact_on)
        person.save(update_fields=["state", "state_reason", "state_since", "last_contact_on"])
        _noted(viewer, person, "")


def ask_destruction(
    *, viewer: Viewer, person_id: UUID, visa: str, rules: Mapping[str, Rule], now: datetime
) -> Destruction:
    """Ask that a file that is due be destroyed: its rule must have been approved by somebody."""
    today = timezone.localdate(now)
    with acting(viewer):
        person = _held(viewer, person_id)
        rule = _still_due(person_id, rules, today)
        if rule.approved_on is None:
            raise _nobody_approved()
        if not visa.strip() or Destruction.objects.filter(person=person, refused_at=None).exists():
            raise _not_now()
        asked = Destruction.objects.create(
            person=person, category=rule.category, rule=f"{rule.of} : {rule.source}"[:300],
            rule_approved_by=rule.approved_by, rule_approved_on=rule.approved_on,
            visa=visa.strip(), asked_by_id=viewer.member_id, asked_at=now,
        )  # fmt: skip
        _noted(viewer, person, "")
    return asked


def agree_destruction(
    *, viewer: Viewer, destruction_id: UUID, rules: Mapping[str, Rule], now: datetime
) -> None:
    """Agree, as a second person, and destroy: what the file holds, and its key.

    Judged again first: the person may have come back since, the rule may have changed.
    """
    with acting(viewer):
        asked = _asked_by_another(viewer, destruction_id)
        _still_due(asked.person_id, rules, timezone.localdate(now))
        _noted(viewer, asked.person, "")
        asked.agreed_by_id, asked.agreed_at = viewer.member_id, now
        asked.save(update_fields=["agreed_by", "agreed_at"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_destroy(%s)", [asked.pk])
            if cursor.fetchone() != (True,):
                raise _not_now()


def _still_due(person_id: UUID, rules: Mapping[str, Rule], today: date) -> Rule:
    """Return the rule by which a file may end today; refuse otherwise. The viewer need not know."""
    with working(Task.RETENTION):
        why = queries.due_now(rules, person_id, today)
    if why is None or why.rule.next_state != Person.State.FINAL:
        raise _not_due()
    if not why.rule.is_approved(today):
        raise _nobody_approved()
    return why.rule


def refuse_destruction(*, viewer: Viewer, destruction_id: UUID, now: datetime) -> None:
    """Refuse, as a second person: the file stays as it is, and may be asked for again."""
    with acting(viewer):
        asked = _asked_by_another(viewer, destruction_id)
        asked.refused_at = now
        asked.save(update_fields=["refused_at"])
        _noted(viewer, asked.person, "")


def _asked_by_another(viewer: Viewer, destruction_id: UUID) -> Destruction:
    known = queries.destruction(destruction_id)
    if known is not None and known.asked_by_id == viewer.member_id:
        raise _takes_two()
    found = (
        Destruction.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=destruction_id, agreed_at=None, refused_at=None)
        .first()
    )
    if found is None:
        raise not_here()
    return found


def _held(viewer: Viewer, person_id: UUID) -> Person:
    """Return a file of the organisation whose data the viewer protects, locked."""
    person = None
    if viewer.has(Role.DPO):
        held = Person.objects.select_for_update().filter(pk=person_id)
        person = held.filter(organisation_id=viewer.organisation_id).first()
    if person is None:
        raise not_here()
    return person


def _noted(viewer: Viewer, person: Person, reason: str) -> None:
    touched = Touched(
        act=FileRead.Act.WROTE, purpose=Purpose.CONTROL, ground=GROUND, person_id=person.pk,
        typed=reason,
    )  # fmt: skip
    record(viewer, person.organisation_id, touched)


def deadline_of(*, viewer: Viewer, deadline_id: UUID) -> Deadline:
    """Return a deadline that waits, for a page of the DPO. Raises Refusal 404."""
    with acting(viewer):
        found = queries.deadlines().filter(pk=deadline_id).first()
    if found is None:
        raise not_here()
    return found


def archive_of(*, viewer: Viewer, archive_id: UUID) -> Archive:
    """Return why a file is kept on, for a page of the DPO. Raises Refusal 404."""
    with acting(viewer):
        found = Archive.objects.select_related("person").filter(pk=archive_id).first()
    if found is None or not viewer.has(Role.DPO):
        raise not_here()
    return open_rows([found])[0]


def not_here() -> Refusal:
    """Answer the same for what does not exist and for what one may not know."""
    return Refusal("not-found", _("Dossier introuvable."), status=404)


def _not_now() -> Refusal:
    return Refusal(
        "not-now",
        _("Rien n’a été changé."),
        _("Ce dossier n’est plus dans l’état que montrait la page, ou un champ manque."),
        _("Rouvrez la page et recommencez."),
        status=409,
    )


def _in_the_past() -> Refusal:
    return Refusal(
        "wrong-day",
        _("Ce jour ne convient pas."),
        _("On garde un dossier jusqu’à un jour à venir ; un contact a eu lieu depuis l’archivage."),
        _("Choisissez un autre jour."),
    )


def _not_due() -> Refusal:
    return Refusal(
        "not-due",
        _("Ce dossier n’est pas à détruire."),
        _("Sa durée de conservation n’est pas écoulée : la personne a peut-être repris contact."),
        _("La liste des échéances est refaite chaque nuit."),
        status=409,
    )


def _nobody_approved() -> Refusal:
    return Refusal(
        "not-approved",
        _("Cette catégorie ne peut pas être détruite."),
        _("Personne n’a signé sa durée de conservation."),
        _("Faites-la approuver par le responsable du traitement (ALLERVERS_RETENTION)."),
        status=409,
    )


def _takes_two() -> Refusal:
    return Refusal(
        "takes-two",
        _("Une autre personne doit donner son accord."),
        _("Vous avez demandé cette destruction."),
        _("Demandez au référent du dossier ou à un autre délégué à la protection des données."),
        status=409,
    )
