"""Refusals that the writes on the calendar share."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.tours import mapping
from allervers.tours.domain.conflicts import Conflict, Severity
from allervers.tours.domain.timing import Span
from allervers.tours.models import MobileUnit, Visit
from allervers.tours.queries.planning import visit_in_the_way
from allervers.tours.wording import conflict_text, hours_text
from allervers.ui import french
from allervers.ui.domain.refusal import Refusal

SHOWN: Final = 5


def require_no_blocking(found: Iterable[Conflict]) -> None:
    """Refuse when a conflict makes saving impossible; name the first five."""
    blocking = [one for one in found if one.severity is Severity.BLOCKING]
    if not blocking:
        return
    more = len(blocking) - SHOWN
    said = [conflict_text(one) for one in blocking[:SHOWN]]
    if more > 0:
        said.append(ngettext("Et %(count)s autre.", "Et %(count)s autres.", more) % {"count": more})
    raise Refusal(
        code=blocking[0].kind.value,
        what=_("Rien n'a été enregistré : des dates sont impossibles."),
        why=" ".join(said),
        todo=_("Changez la date, l'heure ou l'unité, ou retirez ces dates de la répétition."),
        status=409,
    )


@contextmanager
def unit_in_one_place(
    unit: MobileUnit, spans: Sequence[Span], *, except_id: UUID | None = None
) -> Iterator[None]:
    """Turn PostgreSQL's refusal of an overlap into ours, naming the visit in the way.

    The conflicts were looked at before; this is for the visit that somebody else saved since.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "visit_unit_in_one_place" not in str(error):
            raise
        other = visit_in_the_way(unit, spans, except_id=except_id)
        raise _elsewhere(unit, other) from error


def _elsewhere(unit: MobileUnit, other: Visit | None) -> Refusal:
    why = _("Une autre personne vient d'y placer un passage.")
    if other is not None:
        why = _("Elle est le %(date)s à %(place)s, %(hours)s.") % {
            "date": french.date_text(other.starts_at),
            "place": other.halt,
            "hours": hours_text(mapping.to_visit_hours(other)),
        }
    return Refusal(
        code="unit_elsewhere",
        what=_("« %(unit)s » est déjà ailleurs à ce moment.") % {"unit": unit.name},
        why=why,
        todo=_("Choisissez une autre heure, un autre jour ou une autre unité."),
        status=409,
    )
