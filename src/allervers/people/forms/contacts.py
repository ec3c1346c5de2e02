"""A way to reach the person, and when it does no harm; a protected contact; a reason."""

from typing import Any, Final

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from allervers.people.domain.glass import REASON_LENGTH
from allervers.people.models import ContactPoint
from allervers.ui.forms import PhoneField, SafeForm

DAYS: Final = [
    ("1", _("lundi")),
    ("2", _("mardi")),
    ("3", _("mercredi")),
    ("4", _("jeudi")),
    ("5", _("vendredi")),
    ("6", _("samedi")),
    ("7", _("dimanche")),
]
HOUR = {"invalid": _("Écrivez une heure, comme 9:00.")}
FIELDS: Final = ("kind", "value", "safe_channels", "safe_from", "safe_until", "caution")


class ContactForm(SafeForm):
    """What the person said: the means, what is safe, on which days, at what hours."""

    kind = forms.ChoiceField(
        label=_("Moyen"), choices=ContactPoint.Kind.choices, widget=forms.RadioSelect
    )
    value = forms.CharField(
        label=_("Numéro, courriel, adresse, ou nom de qui peut la joindre"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Écrivez le numéro ou l’adresse.")},
    )
    safe_channels = forms.MultipleChoiceField(
        label=_("Ce que la personne dit être sans danger"),
        choices=ContactPoint.Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ce qui n’est pas coché ne sera pas utilisé."),
    )
    safe_days = forms.MultipleChoiceField(
        label=_("Jours sans danger"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun jour coché : tous les jours."),
    )
    safe_from = forms.TimeField(
        label=_("À partir de"), required=False, widget=forms.TimeInput, error_messages=HOUR
    )
    safe_until = forms.TimeField(
        label=_("Jusqu’à"), required=False, widget=forms.TimeInput, error_messages=HOUR
    )
    caution = forms.CharField(
        label=_("Attention"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : « téléphone partagé avec le conjoint »."),
    )

    def clean(self) -> dict[str, Any]:
        """Check the number or the address; ask for both hours, in order."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            data["value"] = self._checked(data.get("kind", ""), data.get("value", ""))
        except forms.ValidationError as error:
            self.add_error("value", error)
        since, until = data.get("safe_from"), data.get("safe_until")
        if (since is None) != (until is None):
            self.add_error("safe_until", _("Donnez le début et la fin des heures sûres."))
        elif since is not None and until is not None and since >= until:
            self.add_error("safe_until", _("La fin vient après le début."))
        return data

    @staticmethod
    def _checked(kind: str, value: str) -> str:
        if kind == ContactPoint.Kind.PHONE and value:
            return str(PhoneField().clean(value))
        if kind == ContactPoint.Kind.EMAIL and value:
            validate_email(value)
        return value

    def said(self) -> dict[str, Any]:
        """Return the fields of a ContactPoint."""
        data = self.cleaned_data
        days = sorted(int(day) for day in data["safe_days"])
        return {**{one: data[one] for one in FIELDS}, "safe_days": days}


def initial_contact(contact: ContactPoint) -> dict[str, Any]:
    """Return what the form begins with."""
    days = [str(day) for day in contact.safe_days]
    return {**{one: getattr(contact, one) for one in FIELDS}, "safe_days": days}


class ProtectedForm(SafeForm):
    """Where somebody in hiding is."""

    value = forms.CharField(
        label=_("Adresse ou moyen de joindre la personne"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Écrivez l’adresse ou le moyen de joindre la personne.")},
    )


class ReasonForm(SafeForm):
    """Why something is asked: a sentence, as for breaking the glass."""

    reason = forms.CharField(
        label=_("Pourquoi\u00a0?"),
        help_text=_("Vingt caractères au moins, sans rien d’autre sur la personne. Cette raison "
                    "est gardée au journal."),
        min_length=REASON_LENGTH,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez pourquoi\u00a0: votre raison est gardée.")},
    )  # fmt: skip
