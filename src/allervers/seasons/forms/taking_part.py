"""Units, halts and partners that take part in a season."""

from datetime import time
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.accounts.models import Organisation
from allervers.seasons.forms.fields import CountField, FigureField, WeekdaysField
from allervers.seasons.models import Season, SeasonHalt, SeasonPartner, SeasonUnit
from allervers.seasons.wording.audiences import RESERVED
from allervers.tours.forms.fields import DaysField, HourField, LinesField, PeopleField, offer_rows
from allervers.tours.forms.sections import SectionedForm
from allervers.tours.models import Halt, MobileUnit
from allervers.ui.forms import SafeForm, SafeText

OPENS, CLOSES = gettext_lazy("De"), gettext_lazy("À")


def check_hours(form: forms.BaseForm, first: str, last: str) -> None:
    """Refuse hours out of order, on the second field."""
    cleaned = form.cleaned_data
    begins, ends = cleaned.get(first), cleaned.get(last)
    if begins and ends and ends <= begins:
        form.add_error(last, _("Cette heure doit suivre la première."))


def _say_choose(form: forms.BaseForm, *names: str) -> None:
    """Say « Choisir » rather than dashes, as the other forms do."""
    for name in names:
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = _("Choisir")


class UnitForm(SectionedForm, forms.ModelForm):  # type: ignore[type-arg]
    """When a unit rolls, what its crew knows, how far it may go."""

    weekdays = WeekdaysField(label=gettext_lazy("Jours où elle roule"))
    leaves_at = HourField(label=gettext_lazy("Part du dépôt au plus tôt à"))
    back_by = HourField(label=gettext_lazy("Rentre au dépôt au plus tard à"))
    off_days = DaysField(
        label=gettext_lazy("Jours où elle ne roule pas"),
        help_text=gettext_lazy("Une date par ligne : entretien, équipe absente."),
    )
    offers = LinesField(
        label=gettext_lazy("Compétences et langues de l'équipe"),
        help_text=gettext_lazy(
            "Une par ligne, avec les mots que vous écrirez dans les besoins d'une halte : arabe, "
            "juriste… L'équipement de la fiche compte déjà."
        ),
    )
    crew = CountField(
        most=100,
        required=False,
        label=gettext_lazy("Personnes de l'équipe"),
        help_text=gettext_lazy(
            "Si vous l'indiquez, équipe et partenaires ne dépassent pas les places de la fiche."
        ),
    )
    km_a_day = CountField(
        most=2_000, required=False, label=gettext_lazy("Kilomètres au plus dans une journée")
    )
    km_in_all = CountField(
        most=200_000, required=False, label=gettext_lazy("Kilomètres au plus dans la saison")
    )
    hours_in_all = CountField(
        most=20_000, required=False, label=gettext_lazy("Heures au plus dans la saison")
    )
    SECTIONS = (
        (gettext_lazy("Jours et horaires"), ("unit", "weekdays", "leaves_at", "back_by"), False),
        (gettext_lazy("Jours sans"), ("off_days",), True),
        (gettext_lazy("Équipe"), ("offers", "crew"), True),
        (gettext_lazy("Limites"), ("km_a_day", "km_in_all", "hours_in_all"), True),
    )

    class Meta:
        model = SeasonUnit
        fields = (
            "unit",
            "weekdays",
            "leaves_at",
            "back_by",
            "off_days",
            "offers",
            "crew",
            "km_a_day",
            "km_in_all",
            "hours_in_all",
        )
        labels: ClassVar = {"unit": gettext_lazy("Unité mobile")}

    def __init__(
        self, *args: Any, choices: QuerySet[MobileUnit] | None = None, **kwargs: Any
    ) -> None:
        # A new one begins with the defaults of its table, in our own fields too.
        kwargs["instance"] = kwargs.get("instance") or SeasonUnit()
        super().__init__(*args, **kwargs)
        if choices is None:
            del self.fields["unit"]
        else:
            offer_rows(self, "unit", choices)
            _say_choose(self, "unit")

    def clean(self) -> dict[str, Any]:
        """Refuse hours out of order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_hours(self, "leaves_at", "back_by")
        return cleaned


class HaltForm(SafeText, forms.ModelForm):  # type: ignore[type-arg]
    """When a halt may be visited in a season, and what it asks."""

    weekdays = WeekdaysField(label=gettext_lazy("Jours possibles"))
    opens = HourField(label=OPENS)
    closes = HourField(label=CLOSES)
    visit_minutes = CountField(
        least=15,
        most=720,
        required=False,
        label=gettext_lazy("Durée du passage ici, en minutes"),
        help_text=gettext_lazy("Vide : celle de la saison."),
    )
    at_most = CountField(
        most=366,
        required=False,
        label=gettext_lazy("Passages au plus ici"),
        help_text=gettext_lazy("Vide : comme pour toute la saison."),
    )
    needs = LinesField(
        label=gettext_lazy("Ce qu'il faut à bord"),
        help_text=gettext_lazy(
            "Une ligne par besoin, avec les mots de l'unité : arabe, bureau fermé… ou le nom d'un "
            "partenaire."
        ),
    )
    audiences = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Réservée à un public"),
        help_text=gettext_lazy("Rien de coché : tout le monde. Sinon seul ce public est compté."),
        choices=RESERVED,
        widget=forms.CheckboxSelectMultiple,
    )
    is_wanted = forms.BooleanField(
        required=False, label=gettext_lazy("Le calcul peut proposer cette halte")
    )

    class Meta:
        model = SeasonHalt
        fields = (
            "weekdays", "opens", "closes", "visit_minutes", "at_most", "needs", "audiences",
            "is_wanted",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse hours out of order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_hours(self, "opens", "closes")
        return cleaned


class WindowForm(SafeForm):
    """Other hours at which a halt may be visited."""

    weekdays = WeekdaysField(label=gettext_lazy("Jours possibles"))
    opens = HourField(label=OPENS)
    closes = HourField(label=CLOSES)

    def clean(self) -> dict[str, Any]:
        """Refuse hours out of order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_hours(self, "opens", "closes")
        return cleaned


class HaltsForm(SafeForm):
    """Several halts at once, with the same days and hours."""

    everything = forms.BooleanField(
        required=False, label=gettext_lazy("Toutes les haltes de la liste")
    )
    halts = PeopleField(Halt.objects.none(), label=gettext_lazy("Ou seulement celles-ci"))
    weekdays = WeekdaysField(label=gettext_lazy("Jours possibles"))
    opens = HourField(label=OPENS)
    closes = HourField(label=CLOSES)
    takes_series = forms.BooleanField(
        required=False,
        label=gettext_lazy("Ajouter aussi les créneaux des tournées qui y passent"),
    )

    def __init__(self, *args: Any, choices: QuerySet[Halt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        offer_rows(self, "halts", choices)

    @staticmethod
    def usual(weekdays: list[int]) -> dict[str, Any]:
        """Return the days and hours to begin with: those of the season, offices' hours."""
        return {"weekdays": weekdays, "opens": time(9), "closes": time(17), "takes_series": True}

    def clean(self) -> dict[str, Any]:
        """Ask for one halt at least; refuse hours out of order."""
        cleaned = super().clean() or self.cleaned_data
        check_hours(self, "opens", "closes")
        if not cleaned.get("everything") and not cleaned.get("halts"):
            self.add_error("halts", _("Choisissez au moins une halte."))
        return cleaned

    def chosen(self) -> list[UUID]:
        """Return the ids of the halts to add."""
        rows = self.choices if self.cleaned_data["everything"] else self.cleaned_data["halts"]
        return [halt.id for halt in rows]

    def hours(self) -> dict[str, Any]:
        """Return the days and hours that these halts share."""
        return {name: self.cleaned_data[name] for name in ("weekdays", "opens", "closes")}


class PartnerForm(SafeText, forms.ModelForm):  # type: ignore[type-arg]
    """A partner aboard a unit on some weekdays."""

    weekdays = WeekdaysField(label=gettext_lazy("Jours où il est à bord"))
    people = FigureField(
        label=gettext_lazy("Ce que vaut de le montrer dans une commune, en personnes"),
        help_text=gettext_lazy(
            "Zéro par défaut : le plan ne cherche pas à l'emmener partout. Ses absences déclarées "
            "comptent déjà."
        ),
    )

    class Meta:
        model = SeasonPartner
        fields = ("organisation", "unit", "weekdays", "people")
        labels: ClassVar = {
            "organisation": gettext_lazy("Partenaire"),
            "unit": gettext_lazy("À bord de"),
        }

    def __init__(
        self,
        *args: Any,
        season: Season,
        organisations: QuerySet[Organisation],
        units: QuerySet[MobileUnit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.season = season
        offer_rows(self, "organisation", organisations)
        offer_rows(self, "unit", units)
        _say_choose(self, "organisation", "unit")

    def clean(self) -> dict[str, Any]:
        """Refuse the same partner aboard the same unit twice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rows = self.instance.season.partners.exclude(pk=self.instance.pk)
        same = {"organisation": cleaned.get("organisation"), "unit": cleaned.get("unit")}
        if None not in same.values() and rows.filter(**same).exists():
            self.add_error("organisation", _("Ce partenaire est déjà à bord de cette unité."))
        return cleaned


class LaunchForm(SafeForm):
    """How long to search."""

    seconds = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Combien de temps chercher ?"),
        choices=[
            (20, gettext_lazy("20 secondes : pour essayer")),
            (60, gettext_lazy("1 minute : assez pour une ou deux unités")),
            (300, gettext_lazy("5 minutes : pour une flotte de quatre unités")),
            (900, gettext_lazy("15 minutes : pour aller au bout")),
        ],
        initial=60,
        widget=forms.RadioSelect,
    )
