"""What was found, in plain French: for the person on their sheet, for the worker on screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.finding import Status
from allervers.rights.domain.right import Right
from allervers.rights.wording.local import local_label
from allervers.rights.wording.questions import question_topic
from allervers.rights.wording.reasons import REASONS
from allervers.ui import french

LABELS: Final[dict[str, str | Promise]] = {
    Right.RSA: gettext_lazy("RSA (revenu de solidarité active)"),
    Right.PPA: gettext_lazy("Prime d'activité"),
    Right.AIDE_LOGEMENT: gettext_lazy("Aide au logement (APL, ALF ou ALS)"),
    Right.CSS: gettext_lazy("Complémentaire santé solidaire"),
    Right.ASPA: gettext_lazy("ASPA (minimum vieillesse)"),
    Right.AAH: gettext_lazy("AAH (allocation aux adultes handicapés)"),
    Right.AF: gettext_lazy("Allocations familiales"),
    Right.CF: gettext_lazy("Complément familial"),
    Right.ASF: gettext_lazy("Allocation de soutien familial"),
    Right.PAJE_BASE: gettext_lazy("Allocation de base de la PAJE (enfant de moins de 3 ans)"),
    Right.ARS: gettext_lazy("Allocation de rentrée scolaire"),
    Right.ASI: gettext_lazy("ASI (allocation supplémentaire d'invalidité)"),
    Right.MVA: gettext_lazy("Majoration pour la vie autonome"),
    Right.AEEH: gettext_lazy("AEEH (allocation pour un enfant handicapé)"),
    Right.ASS: gettext_lazy("ASS (allocation de fin de droits au chômage)"),
    Right.CHEQUE_ENERGIE: gettext_lazy("Chèque énergie"),
    Right.BOURSE_COLLEGE: gettext_lazy("Bourse de collège"),
    Right.BOURSE_LYCEE: gettext_lazy("Bourse de lycée"),
    Right.BOURSE_SUP: gettext_lazy("Bourse d'études supérieures (Crous)"),
    Right.APA: gettext_lazy("APA à domicile (aide à l'autonomie)"),
    Right.CEJ: gettext_lazy("Contrat d'engagement jeune"),
    Right.LEP: gettext_lazy("Livret d'épargne populaire"),
    Right.LOGEMENT_SOCIAL: gettext_lazy("Logement social (HLM)"),
}


class OfMonth(Protocol):
    """What has a month: a check."""

    @property
    def month(self) -> date:
        """Its first day."""
        ...


class Finding(Protocol):
    """What is said here: a kept finding (models/screening.py), or one that nobody keeps."""

    @property
    def screening(self) -> OfMonth:
        """The check it belongs to."""
        ...

    @property
    def right(self) -> str:
        """Its code."""
        ...

    @property
    def status(self) -> str:
        """One of domain.finding.Status."""
        ...

    @property
    def amount(self) -> Decimal | None:
        """Euros."""
        ...

    @property
    def period(self) -> str:
        """Either "month" or "year"."""
        ...

    @property
    def missing(self) -> Sequence[str]:
        """Codes of questions."""
        ...

    @property
    def reasons(self) -> Sequence[Mapping[str, str]]:
        """Reasons as kept."""
        ...


def right_label(code: str) -> str:
    """Return the name of a right; its code when it has none."""
    return str(LABELS.get(code) or local_label(code))


def euros(amount: Decimal | str) -> str:
    """Return « 545 € »: a person plans with euros, the cents are shown beside the calculation."""
    whole = Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{french.number_text(float(whole))}{french.NO_BREAK}€"


def when(finding: Finding) -> str:
    """Return « en novembre 2026 », or « pour l'année 2026 » for what is paid once a year."""
    month = finding.screening.month
    if finding.period == "year":
        return _("pour l'année %(year)s") % {"year": month.year}
    return _("en %(month)s") % {"month": dateformat.format(month, "F Y")}


def _entitled(finding: Finding) -> str:
    said = {"right": right_label(finding.right), "when": when(finding)}
    if finding.amount is None:
        return _("%(right)s : vous y avez sans doute droit %(when)s.") % said
    said["euros"] = euros(finding.amount)
    return _("%(right)s : vous y avez sans doute droit, environ %(euros)s %(when)s.") % said


def _not_entitled(finding: Finding) -> str:
    said = {"right": right_label(finding.right), "when": when(finding)}
    return _("%(right)s : d'après vos réponses, vous n'y avez pas droit %(when)s.") % said


def _perhaps(finding: Finding) -> str:
    said = {"right": right_label(finding.right)}
    return _("%(right)s : vous y avez peut-être droit. Il faut vérifier.") % said


def _not_asked(finding: Finding) -> str:
    said = {"right": right_label(finding.right)}
    return _("%(right)s : nous n'avons pas encore posé toutes les questions.") % said


SENTENCES: Final[dict[str, Callable[[Finding], str]]] = {
    Status.ENTITLED: _entitled,
    Status.NOT_ENTITLED: _not_entitled,
    Status.PERHAPS: _perhaps,
    Status.NOT_ASKED: _not_asked,
}


def finding_sentence(finding: Finding) -> str:
    """Return the finding in one sentence said to the person, with its amount and its month.

    « RSA (…) : vous y avez sans doute droit, environ 545 € en novembre 2026. »
    """
    return SENTENCES[finding.status](finding)


def missing_sentence(finding: Finding) -> str:
    """Return « Il manque : votre âge, votre loyer. », or nothing when all is known."""
    if not finding.missing:
        return ""
    topics = ", ".join(question_topic(code) for code in finding.missing)
    return _("Il manque : %(topics)s.") % {"topics": topics}


def reason_sentences(finding: Finding, among: Mapping[str, str | Promise] = REASONS) -> list[str]:
    """Return the reasons and the assumptions behind the finding, each in a sentence.

    `among`: only those of `WHY`, or of `SUPPOSED` (wording/reasons.py).
    """
    said = []
    for row in finding.reasons:
        sentence = among.get(row.get("code", ""))
        if sentence is not None:
            details = {
                name: euros(value) if name in ("low", "high", "euros") else value
                for name, value in row.items()
            }
            # A sentence may hold a plain « 79 % »: only those with a place are filled in.
            text = str(sentence)
            said.append(text % details if "%(" in text else text)
    return said
