"""The choices of the questions, in plain French."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is said: its sentence, why we ask, its short name, its choices."""

    ask: Words
    why: Words
    topic: Words
    choices: dict[str, Words] = field(default_factory=dict)
    unit: Words = ""


YES_NO: Final[dict[str, Words]] = {"yes": _("Oui"), "no": _("Non")}
ACTIVITIES: Final[dict[str, Words]] = {
    "employee": _("Salarié(e)"),
    "self_employed": _("À son compte"),
    "jobseeker": _("Cherche un emploi"),
    "student": _("Étudiant(e)"),
    "retired": _("Retraité(e)"),
    "home": _("Au foyer, sans emploi"),
    "disabled": _("Ne peut pas travailler (santé, handicap)"),
}
INCOMES: Final[dict[str, Words]] = {
    "wages": _("Salaire"),
    "unemployment": _("Chômage (France Travail)"),
    "retirement": _("Retraite"),
    "invalidity": _("Pension d'invalidité"),
    "support": _("Pension alimentaire reçue"),
    "capital": _("Intérêts de placements, dividendes"),
    "self_employed": _("Travail à son compte"),
    "other": _("Autre (indemnités journalières, loyers, rente…)"),
    "none": _("Aucun revenu"),
}
BENEFITS: Final[dict[str, Words]] = {
    "rsa": _("RSA"),
    "ppa": _("Prime d'activité"),
    "aide_logement": _("Aide au logement (APL, ALF, ALS)"),
    "aah": _("AAH"),
    "mva": _("Majoration pour la vie autonome (avec l'AAH)"),
    "aspa": _("ASPA (minimum vieillesse)"),
    "asi": _("ASI (avec une pension d'invalidité)"),
    "ass": _("ASS (fin de droits au chômage)"),
    "af": _("Allocations familiales"),
    "cf": _("Complément familial"),
    "asf": _("Allocation de soutien familial"),
    "paje_base": _("Allocation de base de la PAJE"),
    "aeeh": _("AEEH (enfant handicapé)"),
    "other": _("Une autre aide (PCH, APA, bourse…)"),
    "none": _("Aucune de ces aides"),
}
AMOUNTS: Final[dict[str, tuple[Words, Words]]] = {
    "wages": (_("le salaire net"), _("salaire")),
    "unemployment": (_("le chômage"), _("chômage")),
    "retirement": (_("la retraite nette"), _("retraite")),
    "invalidity": (_("la pension d'invalidité"), _("pension d'invalidité")),
    "support": (_("la pension alimentaire reçue"), _("pension alimentaire")),
    "capital": (_("l'argent des placements"), _("argent des placements")),
}
A_MONTH: Final = _("€ par mois")
YEARS: Final = _("ans")
