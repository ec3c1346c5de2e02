"""Who the person says they are. Nothing is compulsory."""

from datetime import date
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.actions.creating import Begun
from allervers.people.actions.identifying import Said
from allervers.people.domain.language import FRENCH_NAMES
from allervers.people.models import Identity, Information
from allervers.ui.forms import SafeForm

NOT_SAID: Final = ("", _("non demandé"))
YES_NO: Final = (NOT_SAID, ("yes", _("oui")), ("no", _("non")))
YES: Final[dict[str, bool | None]] = {"": None, "yes": True, "no": False}
OLDEST: Final = 120
LANGUAGES: Final = [("", _("choisir…")), *FRENCH_NAMES.items()]
DAY = {"invalid": _("Écrivez une date, comme 03/05/1984.")}


def name_field(label: Any) -> forms.CharField:
    """Make a field for a part of a name."""
    return forms.CharField(
        label=label,
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class IdentityForm(SafeForm):
    """Names, birth or age, language, group of nationality: as the person says them."""

    given_names = name_field(_("Prénoms"))
    family_name = name_field(_("Nom de famille"))
    used_name = name_field(_("Nom d’usage, ou nom par lequel on l’appelle"))
    born_on = forms.DateField(
        label=_("Date de naissance"), required=False, widget=forms.DateInput, error_messages=DAY
    )
    age = forms.IntegerField(
        label=_("Âge, si la date n’est pas connue"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages={"invalid": _("Écrivez un âge en années, comme 17.")},
    )
    language = forms.ChoiceField(label=_("Langue"), choices=LANGUAGES, required=False)
    needs_interpreter = forms.ChoiceField(
        label=_("Faut-il un interprète ?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    nationality = forms.ChoiceField(
        label=_("Nationalité"),
        choices=[NOT_SAID, *Identity.Nationality.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Seulement quand un droit en dépend."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """`today`: the day an age is said on; nobody is born later."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_born_on(self) -> date | None:
        """Refuse a birth to come, or too long ago to be true."""
        born: date | None = self.cleaned_data["born_on"]
        if born is not None and not self.today.year - OLDEST <= born.year <= self.today.year:
            raise forms.ValidationError(_("Cette date de naissance n’est pas possible."))
        if born is not None and born > self.today:
            raise forms.ValidationError(_("Cette date est à venir."))
        return born

    def said(self, kept: Identity | None = None) -> Said:
        """Return what was said; an age that did not change keeps the day it was said on."""
        data = self.cleaned_data
        is_same = kept is not None and kept.age == data["age"] and kept.age_said_on is not None
        return Said(
            given_names=data["given_names"].strip(),
            family_name=data["family_name"].strip(),
            used_name=data["used_name"].strip(),
            born_on=data["born_on"],
            age=data["age"],
            age_said_on=kept.age_said_on if is_same and kept is not None else self.today,
            language=data["language"],
            needs_interpreter=YES[data["needs_interpreter"]],
            nationality=data["nationality"],
        )


def initial_identity(identity: Identity | None) -> dict[str, Any]:
    """Return what the form begins with."""
    if identity is None:
        return {}
    names = ("given_names", "family_name", "used_name", "born_on", "age", "language", "nationality")
    interpreter = {None: "", True: "yes", False: "no"}[identity.needs_interpreter]
    return {**{one: getattr(identity, one) for one in names}, "needs_interpreter": interpreter}


class BeginForm(IdentityForm):
    """A new file: the same, the day of the contact, and whether the person was told."""

    last_contact_on = forms.DateField(
        label=_("Jour où la personne est venue ou a appelé"),
        widget=forms.DateInput,
        error_messages={**DAY, "required": _("Dites quel jour la personne a pris contact.")},
    )
    told_by = forms.ChoiceField(
        label=_("La personne sait-elle ce qui est noté et pourquoi ?"),
        choices=[("", _("pas encore")), *Information.Means.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Elle doit le savoir (RGPD, article 13). Ce n’est pas un accord."),
    )

    field_order = ("last_contact_on",)

    def clean_last_contact_on(self) -> date:
        """Refuse a day to come."""
        day = cast("date", self.cleaned_data["last_contact_on"])
        if day > self.today:
            raise forms.ValidationError(_("Cette date est à venir."))
        return day

    def begun(self) -> Begun:
        """Return what the file begins with."""
        data = self.cleaned_data
        return Begun(
            last_contact_on=data["last_contact_on"],
            said=self.said(),
            told_by=data["told_by"],
            told_in=data["language"],
        )
