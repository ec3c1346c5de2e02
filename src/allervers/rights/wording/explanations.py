"""An explanation in plain French: what would open or close a right, month by month, the texts.

It says what the rules depend on, never what to do: « le droit s'ouvrirait si… ».
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.explanation import Change, Month, Topic, Turn
from allervers.rights.domain.finding import Reason
from allervers.rights.domain.right import WITHOUT_AMOUNT, YEARLY, Right
from allervers.rights.wording.choices import AMOUNTS, BENEFITS
from allervers.rights.wording.findings import euros
from allervers.rights.wording.questions import wording_of
from allervers.ui import french

Words = str | Promise
PARTNER: Final = "partner_"
YEAR: Final = "_year"
RECEIVED: Final = "received_"
EUROS: Final = ("low", "high", "euros")  # details of a reason that are amounts

MONEY: Final[Mapping[Turn, Words]] = {
    Turn.UP_TO: gettext_lazy("Le droit s'ouvrirait si %(what)s ne dépassait pas %(value)s."),
    Turn.FROM: gettext_lazy("Le droit s'ouvrirait si %(what)s atteignait %(value)s."),
    Turn.ENDS_ABOVE: gettext_lazy("Le droit s'arrête si %(what)s dépasse %(value)s."),
    Turn.ENDS_BELOW: gettext_lazy("Le droit s'arrête si %(what)s descend sous %(value)s."),
    Turn.FREE_UP_TO: gettext_lazy("Elle serait gratuite si %(what)s ne dépassait pas %(value)s."),
    Turn.PAID_ABOVE: gettext_lazy(
        "Elle est gratuite si %(what)s ne dépasse pas %(value)s ; au-dessus, une participation "
        "est à payer."
    ),
    Turn.LOWERS: gettext_lazy("Le montant est plus bas de %(value)s à cause de ceci : %(what)s."),
    Turn.RAISES: gettext_lazy("Le montant est plus haut de %(value)s grâce à ceci : %(what)s."),
}
AGES: Final[Mapping[Turn, Words]] = {
    Turn.FROM: gettext_lazy("Le droit s'ouvrirait %(when)s."),
    Turn.ENDS_IF: gettext_lazy("Le droit s'arrête %(when)s."),
}
STAYS: Final[Mapping[Turn, Words]] = {
    Turn.FROM: gettext_lazy(
        "Le droit s'ouvrirait à partir de %(value)s ans de titre de séjour qui permet de "
        "travailler."
    ),
    Turn.ENDS_IF: gettext_lazy("Le droit s'arrête à %(value)s ans de titre de séjour."),
}
CHOICES: Final[Mapping[Turn, Words]] = {
    Turn.IF: gettext_lazy(
        "Le droit s'ouvrirait si la réponse à « %(question)s » était « %(value)s »."
    ),
    Turn.ENDS_IF: gettext_lazy(
        "Le droit s'arrêterait si la réponse à « %(question)s » devenait « %(value)s »."
    ),
}
SAYING: Final[Mapping[Topic, Mapping[Turn, Words]]] = {
    Topic.AGE: AGES,
    Topic.INCOME: MONEY,
    Topic.RENT: {**MONEY, **CHOICES},
    Topic.STAY: STAYS,
    Topic.DISABILITY: CHOICES,
    Topic.ACTIVITY: CHOICES,
    Topic.PAST: MONEY,
}
TOPICS: Final[Mapping[Topic, Words]] = {
    Topic.AGE: gettext_lazy("Avec l'âge"),
    Topic.INCOME: gettext_lazy("Selon les revenus"),
    Topic.RENT: gettext_lazy("Selon le loyer"),
    Topic.STAY: gettext_lazy("Selon la durée du titre de séjour"),
    Topic.DISABILITY: gettext_lazy("Selon ce qui est reconnu (handicap, inaptitude)"),
    Topic.ACTIVITY: gettext_lazy("Selon l'activité"),
    Topic.PAST: gettext_lazy("Selon les revenus d'il y a deux ans"),
}


def change_sentence(change: Change, right: Right, answers: Answers) -> str:
    """Return one change: « Le droit s'ouvrirait si le salaire net ne dépassait pas 567 €… »."""
    said = str(SAYING[change.topic][change.turn]) % details(change, answers)
    return f"{said} {_then(change, right)}".strip()


def details(change: Change, answers: Answers) -> dict[str, str]:
    """Return the words of a sentence's places."""
    question = wording_of(change.question)
    found = {"value": change.value, "question": str(question.ask)}
    if change.topic is Topic.AGE:
        return {**found, "when": _at_age(change, answers)}
    if change.topic is Topic.STAY:
        return found
    if change.value in question.choices:
        return {**found, "value": str(question.choices[change.value])}
    yearly = change.question == "taxed_income"
    value = euros(change.value)
    per = _("%(euros)s par an") if yearly else _("%(euros)s par mois")
    what = amount_name(change.question)
    if change.turn in (Turn.LOWERS, Turn.RAISES):  # it ends the sentence
        what = what.removesuffix(",")
    return {**found, "value": per % {"euros": value}, "what": what}


def amount_name(code: str) -> str:
    """Return « le salaire net », « la retraite nette du conjoint », « le loyer »."""
    if code.startswith(RECEIVED):
        return str(BENEFITS[code.removeprefix(RECEIVED)])
    own = code.removeprefix(PARTNER).removesuffix(YEAR)
    if own not in AMOUNTS:
        return str(wording_of(code).topic)
    said = str(AMOUNTS[own][0])
    if code.startswith(PARTNER):
        said = _("%(what)s du conjoint") % {"what": said}
    return _("%(what)s, en moyenne sur un an,") % {"what": said} if code.endswith(YEAR) else said


def _at_age(change: Change, answers: Answers) -> str:
    said = {"age": change.value}
    if change.child is not None:
        ages = answers.ages("children_ages")
        now = ages[change.child] if change.child < len(ages) else 0
        return _("aux %(age)s ans de l'enfant de %(now)s ans") % {**said, "now": now}
    if change.question.startswith(PARTNER):
        return _("le mois des %(age)s ans du conjoint") % said
    return _("à partir du mois des %(age)s ans") % said


def _then(change: Change, right: Right) -> str:
    """Return what the right would then be worth, when it is paid in euros."""
    if change.amount is None or right in WITHOUT_AMOUNT:
        return ""
    said = {"euros": cents(change.amount)}
    if change.turn is Turn.RAISES and not change.amount:
        return _("Sans cela, il n'y aurait pas de droit.")
    if change.turn in (Turn.LOWERS, Turn.RAISES):
        return _("Sans cela, il serait de %(euros)s.") % said
    if right in YEARLY:
        return _("Ce serait alors environ %(euros)s par an.") % said
    return _("Ce serait alors environ %(euros)s par mois.") % said


def reason_lines(reasons: Iterable[Reason], among: Mapping[str, Words]) -> list[str]:
    """Return the sentences of some reasons, those that `among` knows (wording/reasons.py)."""
    said = []
    for one in reasons:
        sentence = str(among.get(one.code, ""))
        amounts = {name: euros(one.detail[name]) for name in EUROS if name in one.detail}
        said.append(sentence % {**one.detail, **amounts} if "%(" in sentence else sentence)
    return [sentence for sentence in said if sentence]


def month_text(month: Month, right: Right) -> tuple[str, str]:
    """Return « à partir de mai 2027 » and « 443,60 € par mois », or that there is no right."""
    when = _("à partir de %(month)s") % {"month": dateformat.format(month.since, "F Y")}
    if not month.is_due:
        return when, _("pas de droit")
    if right in WITHOUT_AMOUNT:
        if right is not Right.CSS:  # others are open or not: nothing says what is left to pay
            return when, _("droit ouvert")
        free = not month.amount
        paid = _("droit ouvert, participation de %(euros)s par mois")
        return when, _("droit ouvert, gratuit") if free else paid % {"euros": cents(month.amount)}
    return when, _("%(euros)s par mois") % {"euros": cents(month.amount)}


def cents(amount: Decimal) -> str:
    """Return « 443,60 € »."""
    return f"{french.number_text(float(amount), 2)}{french.NO_BREAK}€"
