"""Says in French what is wrong with a question asked to the API."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the code of pydantic's error; the named parts come from its context.
SENTENCES: Final = {
    "missing": gettext_lazy("Ce paramètre manque."),
    "finite_number": gettext_lazy("Ce n'est pas un nombre fini."),
    "float_parsing": gettext_lazy("Ce n'est pas un nombre : écrivez-le avec un point, 48.82."),
    "int_parsing": gettext_lazy("Ce n'est pas un nombre entier."),
    "int_parsing_size": gettext_lazy("Ce nombre est bien trop grand."),
    "int_from_float": gettext_lazy("Ce n'est pas un nombre entier."),
    "greater_than_equal": gettext_lazy("Ce nombre doit être au moins %(ge)s."),
    "less_than_equal": gettext_lazy("Ce nombre doit être au plus %(le)s."),
    "greater_than": gettext_lazy("Ce nombre doit être plus grand que %(gt)s."),
    "less_than": gettext_lazy("Ce nombre doit être plus petit que %(lt)s."),
    "string_too_long": gettext_lazy("Ce texte dépasse %(max_length)s caractères."),
    "string_too_short": gettext_lazy("Ce texte doit avoir au moins %(min_length)s caractères."),
    "string_pattern_mismatch": gettext_lazy("Ce texte n'a pas la forme attendue : %(pattern)s."),
    "bool_parsing": gettext_lazy("Répondez par true ou false."),
    "uuid_parsing": gettext_lazy("Ce n'est pas un identifiant (UUID)."),
    "date_from_datetime_parsing": gettext_lazy("Ce n'est pas une date : écrivez 2026-10-06."),
    "date_parsing": gettext_lazy("Ce n'est pas une date : écrivez 2026-10-06."),
    "datetime_parsing": gettext_lazy("Ce n'est pas une date et une heure (ISO 8601)."),
    "datetime_from_date_parsing": gettext_lazy("Ce n'est pas une date et une heure (ISO 8601)."),
}


def in_french(error: Mapping[str, Any]) -> dict[str, Any]:
    """Return the error with our sentence; the code and the place are kept for machines.

    A kind that we have no sentence for keeps its own, so that nothing is hidden.
    """
    sentence = SENTENCES.get(str(error.get("type")))
    if sentence is None:
        return {**error, "msg": str(error.get("msg") or _("Cette valeur ne convient pas."))}
    return {**error, "msg": str(sentence) % error.get("ctx", {})}
