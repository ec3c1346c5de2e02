"""How trips were told, in sentences that a coordinator can act on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.seasons.domain.travel import Doubt, Table, Unready, Why


def travel_notes(table: Table, names: Sequence[str]) -> list[str]:
    """Say what the trips of a table rest on; `names` of its points, in their order.

    Empty when a network told everything but for its source, which is always said.
    """
    if table.is_estimated:
        told = _("Trajets estimés : distance à vol d'oiseau × 1,3, à %(speed)s en moyenne.")
        notes = [told % {"speed": table.source.replace(".", ",")}]
    else:
        notes = [_("Trajets calculés par la route : %(source)s.") % {"source": table.source}]
    if table.unready is not None:
        notes.append(_unready(table.unready))
    return notes + [_doubt(one, names[one.point]) for one in table.doubts]


def trip_notes(table: Table | None, unready: Unready | None, names: Sequence[str]) -> list[str]:
    """Say what a coordinator must know beside "estimated", which the problem says by itself.

    `table` is None when no network was asked; `unready` then says why one could not serve.
    """
    if table is None:
        return [_unready(unready)] if unready is not None else []
    notes = travel_notes(table, names)
    return notes[1:] if table.is_estimated else notes


def _unready(why: Unready) -> str:
    if why == Unready.NO_ENGINE:
        return _(
            "Le réseau routier demandé ne peut pas servir : le calcul par la route n'est pas "
            "installé sur ce serveur. Prévenez la personne qui l'administre."
        )
    if why == Unready.NOT_PREPARED:
        return _(
            "Le réseau routier demandé n'est pas encore préparé sur ce serveur. Prévenez la "
            "personne qui l'administre (commande prepare_roads)."
        )
    return _(
        "Le calcul par la route s'est arrêté en chemin. Prévenez la personne qui administre le "
        "serveur ; le journal dit pourquoi."
    )


def _doubt(doubt: Doubt, name: str) -> str:
    if doubt.why == Why.OFF_NETWORK:
        return _(
            "« %(name)s » est hors du réseau routier : vérifiez sa position. Ses trajets sont "
            "estimés."
        ) % {"name": name}
    if doubt.why == Why.FAR_FROM_ROAD:
        return _(
            "« %(name)s » est à %(metres)d m de la route la plus proche : vérifiez sa position. "
            "Ses trajets sont estimés."
        ) % {"name": name, "metres": doubt.metres}
    return ngettext(
        "« %(name)s » : %(count)d trajet n'a pas de route, il est estimé.",
        "« %(name)s » : %(count)d trajets n'ont pas de route, ils sont estimés.",
        doubt.trips,
    ) % {"name": name, "count": doubt.trips}
