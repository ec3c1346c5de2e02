"""Coordination: asked by a professional, named by the commune, who learn nothing of each other."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.share_refusals import no_share
from allervers.people.domain.access import sections_for
from allervers.people.domain.coordination import ALPHABET, LENGTH, NeedState, number_of
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import received_by
from allervers.people.models import CoordinationNeed, FileRead, Person
from allervers.people.queries.acting import acting
from allervers.people.queries.coordination import communes, need_of_commune
from allervers.people.queries.following import follows
from allervers.people.queries.share_recipients import Candidate, candidates
from allervers.ui.domain.refusal import Refusal

NAME: Final = "SELECT people_name_coordinator(%s, %s, %s, %s, %s)"


def ask_coordination(
    *, viewer: Viewer, person_id: UUID, commune_id: UUID, now: datetime
) -> CoordinationNeed:
    """Ask a commune for a coordinator: it receives a number and a date."""
    try:
        with acting(viewer):
            person = _followed(person_id)
            if not follows(viewer, person_id):
                raise no_share()
            if commune_id not in dict(communes()):
                raise no_share()
            made = CoordinationNeed.objects.create(
                person=person,
                commune_organisation_id=commune_id,
                number=number_of(secrets.randbelow(len(ALPHABET) ** LENGTH)),
                asked_by_id=viewer.member_id,
                asked_on=timezone.localdate(now),
            )
            _record(viewer, person, _("coordination demandée"))
            return made
    except IntegrityError as error:
        raise _already_asked() from error


def need_to_end(*, viewer: Viewer, need_id: UUID) -> CoordinationNeed:
    """Return a need of a file that the viewer follows; refuse (404) the others."""
    with acting(viewer):
        need = CoordinationNeed.objects.filter(pk=need_id).first()
        if need is None or not follows(viewer, need.person_id):
            raise no_share()
        _record(viewer, _followed(need.person_id), _("fin de la coordination : question posée"))
        return need


def end_coordination(*, viewer: Viewer, need_id: UUID, now: datetime) -> None:
    """End the need: no coordination is needed any more; who coordinated keeps no access."""
    with acting(viewer):
        need = CoordinationNeed.objects.select_for_update(no_key=True).filter(pk=need_id).first()
        if need is None or not follows(viewer, need.person_id):
            raise no_share()
        if need.ended_on is None:
            need.ended_on = timezone.localdate(now)
            need.save(update_fields=["ended_on"])
            _record(viewer, _followed(need.person_id), _("coordination terminée"))


def coordinators(viewer: Viewer, now: datetime) -> list[Candidate]:
    """Return who a commune may name: bound to secrecy, of the organisations it works with.

    The list is the same for every need of the commune: it says nothing of any of them.
    """
    if viewer.organisation_kind != "commune":
        return []
    on = timezone.localdate(now)
    found = candidates(viewer.organisation_id, on, without=viewer.member_id)
    return [one for one in found if _may_coordinate(one)]


def _may_coordinate(one: Candidate) -> bool:
    return one.is_bound and bool(_opened_to(one))


def _opened_to(one: Candidate) -> list[str]:
    """Return what a coordinator's follow-up begins with: their part of what L121-6-2 opens."""
    lawful = received_by(Ground.CASF_L121_6_2, one.profession, one.secrecy)
    return sorted(lawful & sections_for(one.profession, one.secrecy))


def name_coordinator(
    *, viewer: Viewer, need_id: UUID, member_id: UUID, act: str, now: datetime
) -> None:
    """Name who coordinates (CASF L121-6-2), by an act of the mayor: the commune learns no more.

    PostgreSQL checks again: a need of this commune, still open; a coordinator approved.
    """
    if not act.strip():
        raise Refusal(code="act_needed", what=_("Donnez la référence de l’acte du maire."))
    with acting(viewer), transaction.atomic():
        need = need_of_commune(need_id)
        if need is None:
            raise no_need()
        found = [one for one in coordinators(viewer, now) if one.member_id == member_id]
        is_asked = need.state is NeedState.ASKED and bool(found)
        if not is_asked or not _named(need_id, found[0], act):
            raise _not_named()


def _named(need_id: UUID, chosen: Candidate, act: str) -> bool:
    values = (need_id, chosen.member_id, act.strip(), _opened_to(chosen), uuid4())
    with connection.cursor() as cursor:
        cursor.execute(NAME, values)
        return bool(cursor.fetchone()[0])


def _followed(person_id: UUID) -> Person:
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise no_share()
    return found


def _record(viewer: Viewer, person: Person, what: str) -> None:
    touched = Touched(
        act=FileRead.Act.WROTE,
        purpose=Purpose.COORDINATION,
        ground=Ground.CASF_L121_6_2.value,
        person_id=person.pk,
        reason=what,
    )
    record(viewer, person.organisation_id, touched)


def no_need() -> Refusal:
    """Answer for a need that is not of the viewer's commune."""
    return Refusal(
        code="not-found",
        what=_("Besoin de coordination introuvable."),
        why=_("Il n’existe pas, ou il n’est pas adressé à votre commune."),
        todo=_("Retrouvez ceux de votre commune dans « Coordination »."),
        status=404,
    )


def _not_named() -> Refusal:
    return Refusal(
        code="coordinator_not_named",
        what=_("Le coordonnateur n’a pas été nommé."),
        why=_(
            "Il l’a déjà été, le besoin a pris fin, ou l’organisme de cette personne ne travaille "
            "pas, par une convention, avec les professionnels qui demandent."
        ),
        todo=_("Revenez à la liste et choisissez quelqu’un d’un autre organisme."),
        status=409,
    )


def _already_asked() -> Refusal:
    return Refusal(
        code="coordination_already_asked",
        what=_("La coordination est déjà demandée à cette commune."),
        why=_("Une seule demande suffit\u00a0: la commune ne sait pas combien vous êtes."),
        todo=_("Attendez qu’elle nomme un coordonnateur, ou appelez-la avec le numéro."),
        status=409,
    )
