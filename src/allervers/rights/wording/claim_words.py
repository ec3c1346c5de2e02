"""A claim in plain French: its states, what to do by when, why a change is refused."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.claims.claim import NonTakeUp, State, Wrong
from allervers.rights.domain.claims.reminders import Basis, Kind, Reminder
from allervers.rights.domain.claims.terms import Body, terms_of
from allervers.rights.models import Claim
from allervers.rights.wording import right_label
from allervers.ui import french

TONES: Final[Mapping[str, str]] = {
    State.TODO: "information",
    State.SENT: "information",
    State.DOCUMENTS: "warning",
    State.OPENED: "success",
    State.REFUSED: "danger",
    State.GIVEN_UP: "",
    State.APPEAL: "warning",
}
# What is done to reach a state, on its button.
ACTS: Final[Mapping[str, Promise]] = {
    State.TODO: gettext_lazy("Reprendre la démarche"),
    State.SENT: gettext_lazy("Demande envoyée"),
    State.DOCUMENTS: gettext_lazy("Des pièces sont demandées"),
    State.OPENED: gettext_lazy("Le droit est ouvert"),
    State.REFUSED: gettext_lazy("C’est refusé"),
    State.GIVEN_UP: gettext_lazy("Abandonner"),
    State.APPEAL: gettext_lazy("Recours envoyé"),
}
# The non-take-up typology, with the words that make each one plain.
REASONS: Final[Mapping[str, Promise]] = {
    NonTakeUp.NOT_KNOWN: gettext_lazy(
        "Non-connaissance : la personne ne connaissait pas ce droit, ou le connaissait mal"
    ),
    NonTakeUp.NOT_PROPOSED: gettext_lazy(
        "Non-proposition : personne ne le lui a proposé à temps, ou elle a été mal orientée"
    ),
    NonTakeUp.NOT_RECEIVED: gettext_lazy("Non-réception : elle l’a demandé et ne l’a pas reçu"),
    NonTakeUp.NOT_ASKED: gettext_lazy(
        "Non-demande : elle le connaît et ne veut pas, ou ne peut pas, le demander"
    ),
}
WRONG: Final[Mapping[Wrong, Promise]] = {
    Wrong.NOT_FROM_HERE: gettext_lazy("La démarche n’en est pas là."),
    Wrong.IN_FUTURE: gettext_lazy("Cette date n’est pas encore arrivée."),
    Wrong.BEFORE_LAST: gettext_lazy("Cette date est avant l’étape précédente."),
    Wrong.NO_REASON: gettext_lazy("Choisissez pourquoi la démarche est abandonnée."),
    Wrong.REASON_ELSEWHERE: gettext_lazy("Seule une démarche abandonnée a cette raison."),
    Wrong.AMOUNT_ELSEWHERE: gettext_lazy("Seul un droit ouvert a un montant et des dates."),
    Wrong.AMOUNT_IMPOSSIBLE: gettext_lazy("Ce montant est impossible : vérifiez les chiffres."),
    Wrong.DUE_ELSEWHERE: gettext_lazy("Il n’y a pas de date limite à cette étape."),
    Wrong.DUE_BEFORE: gettext_lazy("La date limite est avant l’étape."),
    Wrong.ENDS_BEFORE: gettext_lazy("Le droit finirait avant de commencer."),
}
TODO: Final[Mapping[str, Promise]] = {
    Kind.STILL_TO_DO: gettext_lazy("Demande à envoyer"),
    Kind.NO_ANSWER: gettext_lazy("À relancer, s’il n’y a pas de réponse"),
    Kind.DOCUMENTS: gettext_lazy("Pièces à donner"),
    Kind.APPEAL: gettext_lazy("Recours possible"),
    Kind.DECLARATION: gettext_lazy("Déclaration de ressources à faire"),
    Kind.RENEWAL: gettext_lazy("Renouvellement à demander"),
}
BODIES: Final[Mapping[Body, Promise]] = {
    Body.CAF: gettext_lazy("la CAF (ou la MSA)"),
    Body.CPAM: gettext_lazy("la caisse d’assurance maladie"),
    Body.PENSION: gettext_lazy("la caisse de retraite"),
    Body.COUNTY: gettext_lazy("le département"),
    Body.MDPH: gettext_lazy("la maison du handicap (MDPH)"),
    Body.STATE: gettext_lazy("le service de l’État qui a répondu"),
    Body.SCHOOL: gettext_lazy("l’établissement scolaire"),
    Body.CROUS: gettext_lazy("le Crous"),
    Body.JOBS: gettext_lazy("France Travail ou la mission locale"),
    Body.TOWN: gettext_lazy("la mairie ou le bailleur"),
    Body.BANK: gettext_lazy("la banque"),
    Body.ORGANISATION: gettext_lazy("l’organisme qui a pris la décision"),
}


def claim_label(claim: Claim) -> str:
    """Return the name of the right that a claim is about."""
    return claim.label or right_label(claim.right)


def wrong_sentence(wrong: Wrong) -> str:
    """Say what is wrong with a step."""
    return str(WRONG[wrong])


def todo_words(claim: Claim) -> str:
    """Return « Pièces à donner », or nothing when nothing is to be done."""
    return str(TODO[claim.reminder]) if claim.reminder else ""


def basis_sentence(reminder: Reminder, right: str) -> str:
    """Say what a date rests on, and with whom to check what is not established."""
    who = str(BODIES[terms_of(right).body])
    if reminder.basis is Basis.TYPED:
        return _("Date notée par l’équipe.")
    if reminder.basis is Basis.OURS:
        return _("Date que l’équipe se donne : aucun texte ne la fixe.")
    if reminder.basis is Basis.TEXT:
        return _("Texte : %(source)s. La lettre reçue fait foi.") % {"source": reminder.source}
    if reminder.source:
        said = {"source": reminder.source, "who": who}
        return _("À vérifier auprès de : %(who)s. Texte général : %(source)s.") % said
    return _("À vérifier auprès de : %(who)s.") % {"who": who}


def dates_sentence(reminder: Reminder) -> str:
    """Return « à partir du …, avant le … », or « avant le … » when it may be done at once."""
    due = french.date_text(reminder.due)
    if reminder.kind in {Kind.DECLARATION, Kind.RENEWAL}:
        said = {"opens": french.date_text(reminder.opens), "due": due}
        return _("à partir du %(opens)s et avant le %(due)s") % said
    if reminder.kind in {Kind.NO_ANSWER, Kind.STILL_TO_DO}:
        return _("le %(due)s") % {"due": due}
    return _("avant le %(due)s") % {"due": due}
