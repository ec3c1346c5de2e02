"""Opening an encounter by its code, and the count of wrong ones."""

import hashlib
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.actions.guards import require_reception
from allervers.reception.domain import code as codes
from allervers.reception.mapping.codes import digests_of, origin_of
from allervers.reception.models import CodeAttempt, Encounter, EncounterOpening
from allervers.ui.domain.refusal import Refusal


def encounter_by_code(*, code: str, origin: str, now: datetime) -> Encounter:
    """Return the encounter that a code opens; count a wrong one, refuse when there are too many.

    `origin` is the visitor's address. Refuses `code_unknown` (404), `code_expired` (410, only to
    who knows the code), `too_many_codes` (429). Call it outside any transaction that the refusal
    would take back: the wrong code must stay counted.
    """
    bare = codes.normalise(code)
    if bare is None:
        raise unknown()  # no code at all: nothing was guessed
    found = _tried(bare, origin_of(origin), now)
    if found is None:
        raise unknown()
    if codes.is_over(expires_at=found.code_expires_at, closed_at=found.code_closed_at, now=now):
        raise over(is_erased=found.code_closed_at is not None)
    return found


def over(*, is_erased: bool) -> Refusal:
    """Tell who knows a code that it opens nothing any more: erased by its holder, or too old."""
    return Refusal(
        code="code_expired",
        what=_("Cette fiche est effacée.") if is_erased else _("Ce code n’ouvre plus rien."),
        why=_("Quelqu’un qui avait le code l’a effacée.")
        if is_erased
        else _("Il est trop ancien."),
        todo=_("Revenez nous voir : nous ferons une nouvelle fiche."),
        status=410,
    )


@transaction.atomic
def _tried(bare: str, origin: str, now: datetime) -> Encounter | None:
    """Look a code up and count it when it is wrong; tries of one origin wait for each other."""
    _one_at_a_time(origin)
    _require_patience(origin, now)
    digests = digests_of(bare)
    rows = Encounter.objects.filter(code_digest__in=digests).select_related("organisation")
    found = min(rows, key=lambda one: digests.index(one.code_digest), default=None)
    if found is None:
        CodeAttempt.objects.create(origin=origin, at=now)
    return found


def _one_at_a_time(origin: str) -> None:
    """Take the origin's lock until the end of the transaction: together, ten tries count ten."""
    key = int.from_bytes(hashlib.sha256(origin.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _require_patience(origin: str, now: datetime) -> None:
    lately = CodeAttempt.objects.filter(at__gt=now - codes.BRAKE_WINDOW)
    here = lately.filter(origin=origin)
    if codes.is_paused(
        wrong_here=here.filter(at__gt=now - codes.ORIGIN_WINDOW).count(),
        wrong_here_in_brake=here.count(),
        wrong_over_all=lately.count(),
    ):
        raise Refusal(
            code="too_many_codes",
            what=_("Trop de codes faux ont été essayés."),
            why=_("Nous protégeons ainsi les fiches de tout le monde."),
            todo=_("Vérifiez le code sur votre fiche, et réessayez dans un quart d’heure."),
            status=429,
        )


def unknown() -> Refusal:
    """Answer the same for what is no code and for a code of nobody."""
    return Refusal(
        code="code_unknown",
        what=_("Nous ne connaissons pas ce code."),
        why=_("Une lettre ou un chiffre est peut-être mal recopié."),
        todo=_("Vérifiez les dix lettres et chiffres sur votre fiche, puis réessayez."),
        status=404,
    )


def open_by_code(*, viewer: Viewer, code: str, origin: str, now: datetime) -> Encounter:
    """Open an encounter to a member to whom the person gave their code; the page will say so.

    Wrong codes are counted by member and place together: visitors of the truck's wifi cannot shut
    its crew out.
    """
    require_reception(viewer)
    origin = f"{viewer.member_id} {codes.network(origin)}"
    found = encounter_by_code(code=code, origin=origin, now=now)
    EncounterOpening.objects.create(
        encounter=found, member_id=viewer.member_id, serial=found.code_serial, opened_at=now
    )
    return found


def forget_attempts(*, now: datetime) -> int:
    """Delete the wrong codes of the day before; return how many."""
    return CodeAttempt.objects.filter(at__lt=now - codes.ATTEMPT_KEPT).delete()[0]
