"""The questions as they are said: sentence, reason why we ask, short name, choices.

Kept simple on purpose (A2 to B1): they are read aloud, sometimes through an interpreter.
"""

from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.wording.choices import (
    A_MONTH,
    AMOUNTS,
    BENEFITS,
    INCOMES,
    YES_NO,
    Wording,
)
from allervers.rights.wording.local_questions import LOCAL
from allervers.rights.wording.people import LIVING, PAST, PEOPLE
from allervers.rights.wording.situation import SITUATION

FIXED: Final[dict[str, Wording]] = {**PEOPLE, **SITUATION, **LIVING, **PAST, **LOCAL}
PARTNER: Final = "partner_"


def wording_of(code: str) -> Wording:
    """Return how a question of the questionnaire is said."""
    if code in FIXED:
        return FIXED[code]
    if code.startswith("received_"):
        return _received(code.removeprefix("received_"))
    is_partner = code.startswith(PARTNER)
    own = code.removeprefix(PARTNER)
    if own == "incomes":
        return _incomes(is_partner=is_partner)
    if own == "steady":
        return _steady(is_partner=is_partner)
    return _amount(own, is_partner=is_partner)


def question_topic(code: str) -> str:
    """Return a question's short name, as in a list of what is missing: « votre âge »."""
    return str(wording_of(code).topic)


def _received(right: str) -> Wording:
    said = {"right": BENEFITS[right]}
    return Wording(
        _("%(right)s : combien par mois, et depuis combien de mois ?") % said,
        _("Le montant reçu le mois dernier, et pendant combien des 12 derniers mois."),
        _("montant reçu : %(right)s") % said,
        unit=A_MONTH,
    )


def _incomes(*, is_partner: bool) -> Wording:
    if is_partner:
        return Wording(
            _("Quels revenus a eus votre conjoint depuis un an ?"),
            _("Cochez tout ce qui a été reçu, même un seul mois. Les aides viennent après."),
            _("les revenus du conjoint"),
            INCOMES,
        )
    return Wording(
        _("Quels revenus avez-vous eus depuis un an ?"),
        _("Cochez tout ce qui a été reçu, même un seul mois. Les aides viennent après."),
        _("vos revenus"),
        INCOMES,
    )


def _steady(*, is_partner: bool) -> Wording:
    whose = _("les revenus du conjoint") if is_partner else _("vos revenus")
    return Wording(
        _("Est-ce pareil depuis un an : %(whose)s ?") % {"whose": whose},
        _("Le logement et la santé regardent 12 mois, le RSA regarde 3 mois."),
        _("sur un an : %(whose)s") % {"whose": whose},
        YES_NO,
    )


def _amount(code: str, *, is_partner: bool) -> Wording:
    """Return the wording of « wages » or « wages_year », the partner's or not."""
    what, topic = (str(one) for one in AMOUNTS[code.removesuffix("_year")])
    if is_partner:
        of = _("du conjoint")
        what, topic = f"{what} {of}", f"{topic} {of}"
    said = {"what": what, "topic": topic}
    if code.endswith("_year"):
        return Wording(
            _("Sur les 12 derniers mois, combien par mois en moyenne pour %(what)s ?") % said,
            _("Additionnez les 12 mois et divisez par 12. Un ordre de grandeur suffit."),
            _("sur un an, %(topic)s") % said,
            unit=A_MONTH,
        )
    return Wording(
        _("Ces 3 derniers mois, combien par mois en moyenne pour %(what)s ?") % said,
        _("Le montant net, versé sur le compte. 0 si plus rien depuis 3 mois."),
        topic,
        unit=A_MONTH,
    )
