"""That the person was told; what they agreed to; who they live with; who decides for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.actions.households import Living
from allervers.people.domain.language import FRENCH_NAMES
from allervers.people.forms.identity import DAY
from allervers.people.models import Consent, HouseholdMember, Information, Representation
from allervers.ui.forms import SafeForm

PERSON = ("", _("la personne elle-même"))
Choices = Iterable[tuple[str, str]]


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """Make a field for a day."""
    errors = {**DAY, "required": _("Dites quel jour.")}
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput, error_messages=errors
    )


class WithSpeakers(SafeForm):
    """A form that asks whether the person or somebody who represents them did it."""

    speaker = forms.ChoiceField(label=_("Qui"), required=False)

    def __init__(self, *args: Any, speakers: Choices, **kwargs: Any) -> None:
        """`speakers`: those who decide for the person, to choose among."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["speaker"]).choices = [PERSON, *speakers]

    @property
    def speaker_id(self) -> UUID | None:
        """The representative, or None for the person."""
        chosen = self.cleaned_data["speaker"]
        return UUID(chosen) if chosen else None


class InformationForm(WithSpeakers):
    """When, how and in which language the person was told."""

    told_on = day_field(_("Jour"))
    means = forms.ChoiceField(
        label=_("Comment"), choices=Information.Means.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Dans quelle langue"), choices=list(FRENCH_NAMES.items()))
    field_order = ("speaker", "told_on", "means", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say whom."""
        super().__init__(*args, **kwargs)
        self.fields["speaker"].label = _("Qui a été informé")

    def said(self) -> dict[str, Any]:
        """Return the fields of an Information."""
        data = self.cleaned_data
        return {
            "told_on": data["told_on"], "means": data["means"], "language": data["language"],
            "told_to_id": self.speaker_id,
        }  # fmt: skip


class ConsentForm(WithSpeakers):
    """An agreement to one thing: why, with whom, by whom, until when."""

    scope = forms.ChoiceField(
        label=_("À quoi"), choices=Consent.Scope.choices, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label=_("Pourquoi"),
        max_length=200,
        error_messages={"required": _("Écrivez à quoi cela sert, comme on l’a dit à la personne.")},
    )
    recipients = forms.CharField(label=_("Avec qui"), max_length=300, required=False)
    means = forms.CharField(
        label=_("Comment l’accord a été donné"),
        max_length=60,
        help_text=_("Par exemple : « de vive voix, devant Chloé », « papier signé »."),
        error_messages={"required": _("Dites comment l’accord a été donné.")},
    )
    given_on = day_field(_("Donné le"))
    expires_on = day_field(_("Valable jusqu’au"))
    field_order = ("scope", "purpose", "recipients", "speaker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say who."""
        super().__init__(*args, **kwargs)
        self.fields["speaker"].label = _("Qui a donné l’accord")

    def clean(self) -> dict[str, Any]:
        """Refuse an agreement to share with nobody named, or that ends before it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("scope") == Consent.Scope.SHARE and not data.get("recipients"):
            self.add_error("recipients", _("Écrivez avec qui, comme on l’a dit à la personne."))
        given, ends = data.get("given_on"), data.get("expires_on")
        if given and ends and ends < given:
            self.add_error("expires_on", _("L’accord prend fin après avoir été donné."))
        return data

    def said(self) -> dict[str, Any]:
        """Return the fields of a Consent."""
        data = self.cleaned_data
        names = ("scope", "purpose", "recipients", "means", "given_on", "expires_on")
        signed = {"signed_by_person": self.speaker_id is None, "signatory_id": self.speaker_id}
        return {**{one: data[one] for one in names}, **signed}


class LivingForm(SafeForm):
    """Somebody among one's own files who lives with the person."""

    other = forms.ChoiceField(
        label=_("Qui"),
        error_messages={"required": _("Choisissez parmi vos dossiers.")},
        help_text=_("Parmi vos dossiers. Un dossier qui ne vous est pas ouvert n’y est pas."),
    )
    place = forms.ChoiceField(label=_("Sa place"), choices=HouseholdMember.Place.choices)
    own_place = forms.ChoiceField(
        label=_("La place de la personne de ce dossier"), choices=HouseholdMember.Place.choices
    )
    since = day_field(_("Depuis"))

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        """`others`: my other files, to choose among."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["other"]).choices = [("", _("choisir…")), *others]

    def living(self) -> Living:
        """Return who lives with the person."""
        data = self.cleaned_data
        return Living(UUID(data["other"]), data["place"], data["own_place"], data["since"])


class LeavingForm(SafeForm):
    """The day somebody left."""

    until = day_field(_("Dernier jour"))


class SpeakerForm(SafeForm):
    """Who decides for the person."""

    kind = forms.ChoiceField(
        label=_("À quel titre"), choices=Representation.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Nom"), max_length=150, required=False)
    other = forms.ChoiceField(label=_("Ou un de vos dossiers"), required=False)
    since = day_field(_("Depuis"))
    is_not_to_be_told = forms.BooleanField(
        label=_(
            "Ne pas informer : cela mettrait la personne en danger, ou une enquête est en cours"
        ),
        required=False,
    )

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        """`others`: my other files, to choose among."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["other"]).choices = [("", _("aucun")), *others]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("name") and not data.get("other"):
            self.add_error("name", _("Dites qui représente la personne."))
        return data

    def said(self) -> dict[str, Any]:
        """Return the fields of a Representation."""
        data = self.cleaned_data
        return {
            "kind": data["kind"], "name": data["name"], "since": data["since"],
            "representative_id": UUID(data["other"]) if data["other"] else None,
            "is_not_to_be_told": data["is_not_to_be_told"],
        }  # fmt: skip


class SpeakerChangeForm(SafeForm):
    """Whether they may be told, and until when they decide."""

    is_not_to_be_told = forms.BooleanField(label=_("Ne pas informer"), required=False)
    until = day_field(_("Décide jusqu’au"), required=False)

    def said(self) -> dict[str, Any]:
        """Return what changes."""
        data: dict[str, date | bool | None] = self.cleaned_data
        return {"is_not_to_be_told": data["is_not_to_be_told"], "until": data["until"]}
