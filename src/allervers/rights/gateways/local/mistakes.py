"""What is wrong in a file of a local right, in French: what, why, what to do."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Said = tuple[str, str, str]
Words = str | Promise
HELP: Final = gettext_lazy("Voyez docs/reference/local-rights.md.")

# By the code of gateways/plain_yaml.NotYaml.
FILES: Final[Mapping[str, tuple[Words, Words, Words]]] = {
    "unreadable": (
        gettext_lazy("Ce fichier ne s'ouvre pas."),
        "",
        gettext_lazy("Vérifiez les droits de lecture du fichier."),
    ),
    "too_large": (
        gettext_lazy("Ce fichier est trop gros pour un droit."),
        gettext_lazy("Il dépasse 300 ko."),
        gettext_lazy("Faites un fichier par droit."),
    ),
    "not_utf8": (
        gettext_lazy("Ce fichier n'est pas écrit en UTF-8."),
        gettext_lazy("Les accents ne peuvent pas être lus."),
        gettext_lazy("Enregistrez-le de nouveau, en UTF-8."),
    ),
    "not_yaml": (
        gettext_lazy("Cette ligne ne se lit pas."),
        gettext_lazy("Les espaces au début, un deux-points ou un guillemet ne vont pas."),
        gettext_lazy("Mettez entre guillemets un texte qui contient « : », alignez les tirets."),
    ),
    "empty": (gettext_lazy("Ce fichier est vide."), "", HELP),
    "alias": (
        gettext_lazy("Les renvois (& et *) ne sont pas permis."),
        gettext_lazy("Un texte qui commence par * ou & doit être entre guillemets."),
        gettext_lazy("Écrivez la valeur à chaque endroit."),
    ),
    "too_deep": (
        gettext_lazy("Trop de conditions les unes dans les autres."),
        "",
        gettext_lazy("Simplifiez : une condition en mots (texte) vaut mieux qu'un labyrinthe."),
    ),
    "twice": (
        gettext_lazy("Cette clé est écrite deux fois."),
        gettext_lazy("La seconde effacerait la première."),
        gettext_lazy("Gardez-en une."),
    ),
}
# By the word of a check of domain/local/format.py.
CHECKS: Final[Mapping[str, tuple[Words, Words]]] = {
    "no_bound": (
        gettext_lazy("Aucune borne n'est écrite."),
        gettext_lazy("Écrivez au_moins, plus_de, au_plus ou moins_de."),
    ),
    "two_bounds": (
        gettext_lazy("Deux bornes sont écrites du même côté."),
        gettext_lazy("Gardez au_moins ou plus_de, au_plus ou moins_de."),
    ),
    "upside_down": (
        gettext_lazy("La plus petite borne dépasse la plus grande."),
        gettext_lazy("Échangez les deux valeurs."),
    ),
    "not_one_key": (
        gettext_lazy("Une condition a une clé, et une seule."),
        gettext_lazy("Mettez un tiret devant chaque condition."),
    ),
    "nowhere": (
        gettext_lazy("Aucun lieu n'est écrit."),
        gettext_lazy("Écrivez departements, communes, regions, a_preciser, ou france: oui."),
    ),
    "bad_range": (
        gettext_lazy("Cette fourchette n'a pas deux bornes dans l'ordre."),
        gettext_lazy("Écrivez de et a, le plus petit d'abord."),
    ),
    "two_amounts": (
        gettext_lazy("Deux montants sont écrits à la fois."),
        gettext_lazy("Gardez euros, de et a, ou pourcentage."),
    ),
    "no_amount": (
        gettext_lazy("Aucun montant n'est écrit."),
        gettext_lazy("Écrivez un montant ou une precision ; s'il n'est pas connu, ôtez montant."),
    ),
    "amount_and_levels": (
        gettext_lazy("Il y a un montant, et des niveaux qui ont le leur."),
        gettext_lazy("Écrivez le montant dans chaque niveau."),
    ),
}
# By the code of pydantic's error; the named parts come from its context.
VALUES: Final[Mapping[str, tuple[Words, Words]]] = {
    "missing": (
        gettext_lazy("Cette clé manque."),
        gettext_lazy("Ajoutez-la."),
    ),
    "extra_forbidden": (
        gettext_lazy("Cette clé n'existe pas."),
        gettext_lazy("Vérifiez son orthographe, ou ôtez-la."),
    ),
    "literal_error": (
        gettext_lazy("Cette valeur n'est pas dans la liste."),
        gettext_lazy("Choisissez : %(expected)s."),
    ),
    "enum": (
        gettext_lazy("Cette valeur n'est pas une thématique de data·inclusion."),
        gettext_lazy("Choisissez-la dans le référentiel, ou ôtez-la."),
    ),
    "string_type": (
        gettext_lazy("Il faut un texte."),
        gettext_lazy('Un code s\'écrit entre guillemets : "92".'),
    ),
    "string_pattern_mismatch": (
        gettext_lazy("Ce texte n'a pas la forme attendue."),
        gettext_lazy(
            'Codes Insee entre guillemets ("92", "92040"), liens en https://, '
            "identifiant en minuscules, chiffres et tirets."
        ),
    ),
    "string_too_long": (
        gettext_lazy("Ce texte est trop long."),
        gettext_lazy("Restez sous %(max_length)s caractères."),
    ),
    "string_too_short": (gettext_lazy("Ce texte est vide."), gettext_lazy("Écrivez-le.")),
    "list_type": (
        gettext_lazy("Il faut une liste."),
        gettext_lazy("Une ligne par valeur, précédée d'un tiret, ou [a, b]."),
    ),
    "too_short": (
        gettext_lazy("Cette liste est trop courte."),
        gettext_lazy("Il en faut au moins %(min_length)s."),
    ),
    "too_long": (
        gettext_lazy("Cette liste est trop longue."),
        gettext_lazy("Il en faut au plus %(max_length)s."),
    ),
    "greater_than_equal": (
        gettext_lazy("Ce nombre est trop petit."),
        gettext_lazy("Le plus petit possible est %(ge)s."),
    ),
    "less_than_equal": (
        gettext_lazy("Ce nombre est trop grand."),
        gettext_lazy("Le plus grand possible est %(le)s."),
    ),
}
NUMBERS: Final = ("decimal_type", "decimal_parsing", "finite_number", "decimal_max_digits")
DATES: Final = ("date_type", "date_parsing", "date_from_datetime_parsing")
SHAPES: Final = ("model_type", "dict_type", "model_attributes_type")


def sentence_of(code: str) -> Said:
    """Return what is wrong with a whole file."""
    what, why, todo = FILES[code]
    return str(what), str(why), str(todo)


def in_words(error: Mapping[str, Any]) -> Said:
    """Return one of pydantic's errors in three sentences; never its own English."""
    kind, given = error["type"], error.get("ctx", {})
    if kind == "value_error":
        what, todo = CHECKS.get(str(given.get("error", "")), CHECKS["not_one_key"])
        return str(what), "", str(todo)
    if kind in VALUES:
        what, todo = VALUES[kind]
        text = str(todo)
        return str(what), _seen(kind, error), text % given if "%(" in text else text
    if kind in NUMBERS:
        return _("Il faut un nombre."), _seen(kind, error), _("Écrivez 650 ou 650.50, sans « € ».")
    if kind in DATES:
        return _("Il faut une date."), _seen(kind, error), _("Écrivez-la ainsi : 2026-11-22.")
    if kind in SHAPES:
        return _("Il faut ici des clés, pas une valeur."), "", str(HELP)
    return _("Cette valeur ne va pas."), _seen(kind, error), str(HELP)


def _seen(kind: str, error: Mapping[str, Any]) -> str:
    """Return what was written, when it is short enough to be shown."""
    value = error.get("input")
    if kind in ("missing", "extra_forbidden") or isinstance(value, dict | list) or value is None:
        return ""
    return _("Il est écrit : %(value)s.") % {"value": str(value)[:60]}
