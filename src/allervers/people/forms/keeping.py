"""What is typed on the pages of what is kept, and of the person's rights."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.forms.watching import day_field
from allervers.people.models import Redaction, RightsRequest
from allervers.ui.forms import SafeForm

Choices = Sequence[tuple[str, Any]]
LINES = {"rows": 4}


class KeepForm(SafeForm):
    """Why a file is kept after its time, and until when."""

    reason = forms.CharField(
        label=_("Pourquoi faut-il encore garder ce dossier ?"),
        help_text=_("Un procès, un contrôle, une obligation : sans rien dire de la personne."),
        max_length=300,
        min_length=10,
    )
    keep_until = day_field(_("Jusqu’au"))


class VisaForm(SafeForm):
    """The archives' visa, or why none is needed."""

    visa = forms.CharField(
        label=_("Visa des archives départementales"),
        help_text=_("Sa référence. Association hors mission publique : écrivez pourquoi il n’en "
                    "faut pas."),
        max_length=120,
        min_length=4,
    )  # fmt: skip


class ReopenForm(SafeForm):
    """The day when the person came back."""

    contact_on = day_field(_("Jour où la personne a repris contact"))


class ReceiveForm(SafeForm):
    """What a person asks, and how one knows that it is them."""

    kind = forms.ChoiceField(
        label=_("Que demande la personne ?"), choices=RightsRequest.Kind.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    received_on = day_field(_("Demande reçue le"), hint=_("Le délai d’un mois part de ce jour."))
    identity_checked = forms.CharField(
        label=_("Comment savez-vous que c’est elle ?"),
        help_text=_("Connue de l’équipe, pièce vue… Ne gardez pas de copie de la pièce."),
        max_length=120,
    )
    medical = forms.ChoiceField(
        label=_("Pour une copie : à qui remettre ce qui est médical ?"),
        choices=RightsRequest.Medical.choices,
        widget=forms.RadioSelect,
        initial=RightsRequest.Medical.DIRECT,
        help_text=_("C’est la personne qui choisit (CRPA, article L311-6)."),
    )
    details = forms.CharField(
        label=_("Dans ses mots"), max_length=500, required=False,
        widget=forms.Textarea(attrs=LINES),
    )  # fmt: skip


class AnswerForm(SafeForm):
    """The answer to a request; to correct, which note, and its right text."""

    is_granted = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[("yes", _("d’accord")), ("no", _("refus, avec la raison"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Ce que vous répondez à la personne"),
        help_text=_("Un refus dit pourquoi, en mots simples, et cite la règle."),
        max_length=500,
        widget=forms.Textarea(attrs=LINES),
    )
    entry_id = forms.ChoiceField(label=_("La note dont il s’agit"), required=False)
    corrected = forms.CharField(
        label=_("Le texte juste"), max_length=4000, required=False,
        help_text=_("Une correction est une nouvelle note : l’ancienne reste, barrée."),
        widget=forms.Textarea(attrs=LINES),
    )  # fmt: skip
    statement = forms.CharField(
        label=_("Ce que dit la personne, à garder à côté"), max_length=2000, required=False,
        widget=forms.Textarea(attrs=LINES),
    )  # fmt: skip

    def __init__(self, *args: Any, notes: Choices = (), corrects: bool, **kwargs: Any) -> None:
        """Offer the notes that may be corrected; none of it when nothing is to be corrected."""
        super().__init__(*args, **kwargs)
        if corrects:
            field = self.fields["entry_id"]
            field.choices = [("", _("aucune")), *notes]  # type: ignore[attr-defined]
        else:
            for name in ("entry_id", "corrected", "statement"):
                del self.fields[name]


class ExtendForm(SafeForm):
    """Why an answer takes longer, as the person is told."""

    reasons = forms.CharField(
        label=_("Pourquoi la réponse demande plus de temps"),
        help_text=_("Ce que vous avez dit à la personne, en mots simples."),
        min_length=20, max_length=500, widget=forms.Textarea(attrs=LINES),
    )  # fmt: skip
    means = forms.CharField(
        label=_("Comment la personne a-t-elle été prévenue ?"),
        help_text=_("De vive voix, par lettre… Par un moyen qu’elle a dit sûr."), max_length=120,
    )  # fmt: skip


class LiftForm(SafeForm):
    """When and how the person was told that the limitation ends."""

    on = day_field(_("Jour où la personne a été prévenue"))
    means = forms.CharField(
        label=_("Comment a-t-elle été prévenue ?"),
        help_text=_("De vive voix, par lettre… Par un moyen qu’elle a dit sûr."), max_length=120,
    )  # fmt: skip


class DecideForm(SafeForm):
    """One thing of the queue: handed out, masked, or put in the queue with why."""

    entry = forms.UUIDField()
    choice = forms.ChoiceField(choices=Redaction.Choice.choices, required=False)
    why = forms.ChoiceField(choices=Redaction.Why.choices, required=False)
