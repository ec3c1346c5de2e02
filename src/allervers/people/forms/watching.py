"""What is typed on the pages of watching. They check; actions save."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.people.domain.glass import REASON_LENGTH
from allervers.people.models import BreakGlass
from allervers.people.models.words import PROFESSION_NAMES
from allervers.ui.forms import SafeForm


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Make a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ProveForm(SafeForm):
    """Why so many files."""

    reason = forms.CharField(
        label=_("Pourquoi ouvrez-vous tant de dossiers ?"),
        help_text=_("Une phrase. Votre délégué à la protection des données la lira."),
        min_length=10,
        max_length=300,
    )


class GlassSearchForm(SafeForm):
    """Exact names and a birth date, or a pseudonym; and the reason, first."""

    reason = forms.CharField(
        label=_("Quel danger, et pourquoi vous ?"),
        help_text=_("Vingt caractères au moins, sans rien d’autre sur la personne. Cette raison "
                    "sera relue par un délégué à la protection des données."),
        min_length=REASON_LENGTH,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    given_names = forms.CharField(label=_("Prénoms"), max_length=150, required=False)
    family_name = forms.CharField(label=_("Nom de famille"), max_length=150, required=False)
    born_on = day_field(_("Date de naissance"), required=False)
    pseudonym = forms.CharField(
        label=_("Ou le nom du dossier"),
        help_text=_("Si vous le connaissez, il suffit."),
        max_length=40,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for all of the names and the date, or for the pseudonym."""
        found = super().clean() or self.cleaned_data
        names = ("given_names", "family_name", "born_on")
        if not found.get("pseudonym") and not all(found.get(name) for name in names):
            raise forms.ValidationError(
                _("Donnez prénoms, nom et date de naissance exacts, ou le nom du dossier.")
            )
        return found


class GlassReasonForm(SafeForm):
    """Why this file."""

    reason = forms.CharField(
        label=_("Quel danger, et pourquoi vous ?"),
        min_length=REASON_LENGTH,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerdictForm(SafeForm):
    """What a DPO makes of a broken glass."""

    verdict = forms.ChoiceField(
        label=_("Cet accès était-il justifié ?"),
        choices=BreakGlass.Verdict.choices,
        widget=forms.RadioSelect,
    )


class ProposalForm(SafeForm):
    """The profession of a member, and the proof that was seen."""

    profession = forms.ChoiceField(label=_("Métier"), choices=[("", "—"), *PROFESSION_NAMES])
    mission = forms.CharField(
        label=_("Mission confiée par"),
        help_text=_("Seulement si c’est une mission, et non le métier, qui lie au secret : l’acte "
                    "qui la donne et sa date."),
        max_length=200,
        required=False,
    )  # fmt: skip
    proof = forms.CharField(
        label=_("Justificatif vu"),
        help_text=_("Par exemple : carte professionnelle, diplôme d’État, arrêté de nomination."),
        max_length=200,
    )
    valid_until = day_field(_("Valable jusqu’au"), hint=_("Deux ans au plus."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_until(self) -> date:
        """Neither over already, nor for ever."""
        found: date = self.cleaned_data["valid_until"]
        if not 0 <= (found - self.today).days <= 2 * 366:
            raise forms.ValidationError(_("Donnez un jour à venir, dans les deux ans."))
        return found


class RefusalForm(SafeForm):
    """Why a proposal is refused."""

    why = forms.CharField(label=_("Pourquoi refusez-vous ?"), max_length=200)


class ConventionForm(SafeForm):
    """A convention that was signed."""

    partner = forms.ModelChoiceField(
        label=_("Avec quelle organisation"), queryset=Organisation.objects.none()
    )
    reference = forms.CharField(label=_("Référence"), max_length=120)
    signed_on = day_field(_("Signée le"))
    expires_on = day_field(_("Jusqu’au"))

    def __init__(self, *args: Any, partners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it was signed."""
        found = super().clean() or self.cleaned_data
        signed, expires = found.get("signed_on"), found.get("expires_on")
        if signed and expires and expires < signed:
            self.add_error("expires_on", _("La fin vient après la signature."))
        return found


class HandOverForm(SafeForm):
    """Who answers for the file from now on."""

    member = forms.ModelChoiceField(
        label=_("À qui confier ce dossier ?"), queryset=Member.objects.none()
    )

    def __init__(self, *args: Any, holders: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = holders  # type: ignore[attr-defined]
        self.fields["member"].label_from_instance = holder_name  # type: ignore[attr-defined]


def holder_name(member: Member) -> str:
    """Name a professional and what they do."""
    return f"{member.user.name}, {member.professional.get_profession_display()}"
