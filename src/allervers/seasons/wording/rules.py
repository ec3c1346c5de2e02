"""Rules that a plan breaks, as sentences: which, where, by how much."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.seasons.domain.planned import BrokenRule
from allervers.ui import french

Names = Mapping[UUID, str]
"""Names of units and halts, by id."""

_SENTENCES: Final = {
    "unknown": gettext_lazy("%(halt)s ou %(unit)s ne fait plus partie de cette saison."),
    "off_duty": gettext_lazy("%(unit)s ne roule pas ce jour-là."),
    "too_soon": gettext_lazy(
        "%(unit)s ne peut pas être à temps à %(halt)s : il manque %(by)s min de route."
    ),
    "too_late": gettext_lazy("%(unit)s rentre %(by)s min après la fin de son service."),
    "closed": gettext_lazy(
        "%(halt)s ne peut pas recevoir l'unité à ces heures : hors des créneaux, ou sans accord."
    ),
    "duration": gettext_lazy("le passage à %(halt)s est trop court ou trop long."),
    "needs": gettext_lazy("%(unit)s n'a pas à bord ce que demande %(halt)s."),
    "range": gettext_lazy("%(unit)s fait %(by)s km de plus que permis dans la journée."),
    "km_in_all": gettext_lazy("%(unit)s fait %(by)s km de plus que permis dans la saison."),
    "minutes_in_all": gettext_lazy("%(unit)s travaille %(by)s min de plus que permis."),
    "every": gettext_lazy("retour trop tôt à %(halt)s : il manque %(by)s j."),
    "within": gettext_lazy("retour trop tard à %(halt)s : %(by)s j de trop."),
    "at_least": gettext_lazy("%(halt)s n'est pas visitée assez souvent : il manque %(by)s."),
    "at_most": gettext_lazy("%(halt)s est visitée trop souvent : %(by)s de trop."),
    "locked": gettext_lazy("un passage verrouillé de %(unit)s à %(halt)s manque, ou a bougé."),
}
_SHORT: Final = {
    "needs": gettext_lazy("aucune unité n'a à bord ce qu'elle demande"),
    "closed": gettext_lazy("elle n'a aucun créneau assez long avec l'accord de la commune"),
    "off_duty": gettext_lazy("aucune unité ne roule les jours où elle est ouverte"),
    "too_soon": gettext_lazy("aucune unité n'a le temps d'y aller"),
    "too_late": gettext_lazy("l'unité rentrerait après la fin de son service"),
    "range": gettext_lazy("elle est trop loin pour les kilomètres permis dans la journée"),
    "km_in_all": gettext_lazy("les kilomètres de la saison sont épuisés"),
    "minutes_in_all": gettext_lazy("les heures de la saison sont épuisées"),
    "every": gettext_lazy("elle serait revue trop tôt"),
    "within": gettext_lazy("elle serait revue trop tard"),
    "at_least": gettext_lazy("il faudrait y revenir, et il n'y a pas la place"),
    "at_most": gettext_lazy("elle est déjà visitée autant que permis"),
    "duration": gettext_lazy("la durée demandée ne tient pas"),
    "locked": gettext_lazy("un passage verrouillé prend la place"),
}


def broken_text(one: BrokenRule, names: Names) -> str:
    """Say a broken rule in one sentence, its day first when it has one."""
    said = _SENTENCES[one.rule] % {
        "unit": _name(one.unit, names, _("l'unité")),
        "halt": _name(one.halt, names, _("la halte")),
        "by": french.number_text(one.by, 0 if one.by == int(one.by) else 1),
    }
    if one.day is None:
        return said[:1].upper() + said[1:]
    return _("%(date)s : %(said)s") % {
        "date": french.date_text(one.day).capitalize(),
        "said": said,
    }


def blocking_text(rule: str) -> str:
    """Say why a halt cannot be chosen, in words that follow « parce que »."""
    return str(_SHORT.get(rule, rule))


def _name(key: UUID | None, names: Names, otherwise: str) -> str:
    return names.get(key, otherwise) if key is not None else otherwise
