"""A season: its dates and rules, then what it supposes."""

from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.forms.fields import CountField, FigureField, WeekdaysField
from allervers.seasons.models import Season
from allervers.tours.forms.fields import DayField
from allervers.tours.forms.sections import SectionedForm
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.queries.staff_aboard import editions_of
from allervers.ui.forms import SafeForm

LONGEST: Final = timedelta(days=1_099)  # days that the planner takes
WEIGHTS: Final = ("all_weight", "youth_weight", "families_weight", "seniors_weight")
ABOUT_MINUTES = gettext_lazy("Le calcul compte la durée courte ; l'équipe peut rester plus.")


class SeasonForm(SectionedForm, VersionedForm):
    """When a season rolls, how often it comes back, which agreements it counts on."""

    starts_on = DayField(label=gettext_lazy("Premier jour"))
    ends_on = DayField(label=gettext_lazy("Dernier jour"))
    weekdays = WeekdaysField(label=gettext_lazy("Jours de la semaine"))
    visit_minutes = CountField(
        least=15, most=720, label=gettext_lazy("Durée d'un passage, en minutes")
    )
    longest_minutes = CountField(
        least=15,
        most=720,
        label=gettext_lazy("Durée la plus longue, en minutes"),
        help_text=ABOUT_MINUTES,
    )
    every_days = CountField(most=366, label=gettext_lazy("Revenir à une halte pas avant, en jours"))
    within_days = CountField(
        most=366,
        required=False,
        label=gettext_lazy("Y revenir au plus tard après, en jours"),
        help_text=gettext_lazy("Sans suivi, une personne rencontrée une fois est souvent perdue."),
    )
    at_least = CountField(
        most=60,
        label=gettext_lazy("Passages au moins, à une halte choisie"),
        help_text=gettext_lazy("Une halte est visitée autant de fois, ou pas du tout."),
    )
    at_most = CountField(
        most=366, required=False, label=gettext_lazy("Passages au plus, à une halte")
    )
    all_weight = FigureField(
        most=100,
        label=gettext_lazy("Chaque personne compte pour"),
        help_text=gettext_lazy("1 par défaut. Zéro : seuls les publics ci-dessous comptent."),
    )
    youth_weight = FigureField(
        most=100,
        label=gettext_lazy("Un jeune compte en plus pour"),
        help_text=gettext_lazy(
            "Zéro par défaut. Les publics se recouvrent : qui est de deux compte pour les deux."
        ),
    )
    families_weight = FigureField(
        most=100, label=gettext_lazy("Une personne en famille compte en plus pour")
    )
    seniors_weight = FigureField(
        most=100, label=gettext_lazy("Une personne âgée compte en plus pour")
    )

    SECTIONS = (
        (
            gettext_lazy("Quand"),
            ("name", "starts_on", "ends_on", "weekdays", "skips_public_holidays", "school_time"),
            False,
        ),
        (gettext_lazy("Accords des communes"), ("agreements",), False),
        (
            gettext_lazy("Thème et publics"),
            ("edition", "all_weight", "youth_weight", "families_weight", "seniors_weight"),
            True,
        ),
        (gettext_lazy("Durée d'un passage"), ("visit_minutes", "longest_minutes"), False),
        (
            gettext_lazy("Retours à une halte"),
            ("every_days", "within_days", "at_least", "at_most"),
            False,
        ),
    )
    CHECKED_TOO = frozenset({"carrier"})

    class Meta:
        model = Season
        fields = (
            "name",
            "starts_on",
            "ends_on",
            "weekdays",
            "skips_public_holidays",
            "school_time",
            "agreements",
            "visit_minutes",
            "longest_minutes",
            "every_days",
            "within_days",
            "at_least",
            "at_most",
            "edition",
            "all_weight",
            "youth_weight",
            "families_weight",
            "seniors_weight",
        )
        labels: ClassVar = {
            "name": gettext_lazy("Nom de la saison"),
            "skips_public_holidays": gettext_lazy("Ne pas rouler les jours fériés"),
            "school_time": gettext_lazy("Période"),
            "agreements": gettext_lazy("Où peut-on planifier ?"),
            "edition": gettext_lazy("Édition à thème"),
        }
        help_texts: ClassVar = {
            "name": gettext_lazy("Par exemple : Hauts-de-Seine, printemps 2027."),
            "agreements": gettext_lazy(
                "Un passage n'est annoncé au public qu'une fois l'accord reçu, de toute façon."
            ),
            "edition": gettext_lazy(
                "Les passages mis dans le calendrier la porteront. Elle n'empêche personne de "
                "venir : pour chercher d'abord un public, donnez-lui un poids ci-dessous."
            ),
        }
        widgets: ClassVar = {"school_time": forms.RadioSelect, "agreements": forms.RadioSelect}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        # A new season begins with the defaults of its table, in our own fields too.
        kwargs["instance"] = kwargs.get("instance") or Season()
        super().__init__(*args, viewer=viewer, **kwargs)
        self.instance.carrier_id = viewer.organisation_id
        theme = self.fields["edition"]
        if isinstance(theme, forms.ModelChoiceField):
            theme.queryset, theme.empty_label = editions_of(viewer), _("Aucune")

    def clean(self) -> dict[str, Any]:
        """Refuse dates and durations that contradict each other."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if isinstance(first, date) and isinstance(last, date):
            self._check_dates(first, last)
        every, within = cleaned.get("every_days"), cleaned.get("within_days")
        if every and within and within < every:
            self.add_error(
                "within_days", _("Indiquez au moins %(least)s jours.") % {"least": every}
            )
        least, most = cleaned.get("at_least"), cleaned.get("at_most")
        if least and most and most < least:
            self.add_error("at_most", _("Indiquez au moins %(least)s.") % {"least": least})
        weights = [cleaned.get(name) for name in WEIGHTS]
        if None not in weights and not any(weights):
            self.add_error("all_weight", _("Comptez au moins un public."))
        shortest, longest = cleaned.get("visit_minutes"), cleaned.get("longest_minutes")
        if shortest and longest and longest < shortest:
            self.add_error(
                "longest_minutes", _("Indiquez au moins %(least)s minutes.") % {"least": shortest}
            )
        return cleaned

    def _check_dates(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("ends_on", _("Le dernier jour précède le premier."))
        elif last - first > LONGEST:
            self.add_error("ends_on", _("Trois ans au plus."))


class SuppositionsForm(VersionedForm):
    """What the planner supposes, each with its default and its reason."""

    kerb_exposure = FigureField(
        least=0.01,
        most=5,
        label=gettext_lazy("Personnes touchées au pied de l'unité"),
        help_text=gettext_lazy(
            "0,35 par défaut : un passage touche 30 % des personnes qui habitent juste à côté, un "
            "deuxième 30 % de celles qui restent. Supposé, jamais mesuré ici."
        ),
    )
    decay_m = CountField(
        least=50,
        most=20_000,
        label=gettext_lazy("Distance de marche où l'on perd les deux tiers, en mètres"),
        help_text=gettext_lazy("600 par défaut : huit minutes à pied."),
    )
    radius_m = CountField(
        least=50,
        most=20_000,
        label=gettext_lazy("Au-delà de cette distance, personne, en mètres"),
        help_text=gettext_lazy("1 500 par défaut : vingt minutes à pied."),
    )
    people_per_km = FigureField(
        most=100,
        label=gettext_lazy("Personnes qu'un kilomètre doit valoir"),
        help_text=gettext_lazy(
            "0,15 par défaut : rouler 100 km de plus doit toucher 15 personnes de plus."
        ),
    )
    floor_people = FigureField(
        label=gettext_lazy("Équité : ce que vaut une commune servie, en personnes"),
        help_text=gettext_lazy(
            "15 par défaut. Plus grand, plus de communes sont servies et moins de personnes "
            "touchées en tout. Zéro : seul le nombre compte."
        ),
    )
    floor_visits = CountField(
        most=60,
        label=gettext_lazy("Équité : passages pour qu'une commune soit servie"),
        help_text=gettext_lazy("2 par défaut : un seul passage ne permet aucun suivi."),
    )
    speed_kmh = FigureField(
        least=3,
        most=130,
        label=gettext_lazy("Vitesse moyenne, en km/h"),
        help_text=gettext_lazy(
            "25 par défaut, en ville. Ne sert que sans réseau de routes : à vol d'oiseau × 1,3."
        ),
    )
    non_takeup_low = FigureField(
        most=0.95,
        label=gettext_lazy("Besoin : part qui ne demande pas ses droits, au moins"),
        help_text=gettext_lazy(
            "0,20 par défaut : non-recours au RSA sur trois trimestres (DREES, année 2018)."
        ),
    )
    non_takeup_high = FigureField(
        most=0.95,
        label=gettext_lazy("Besoin : part qui ne demande pas ses droits, au plus"),
        help_text=gettext_lazy(
            "0,34 par défaut : non-recours au RSA sur un trimestre (DREES, année 2018)."
        ),
    )
    office_share = FigureField(
        most=1,
        label=gettext_lazy("Besoin : part déjà touchée à la porte d'un lieu fixe"),
        help_text=gettext_lazy(
            "0,3 par défaut, supposé : on cherche justement ceux qui n'y vont pas. Zéro : ne rien "
            "déduire."
        ),
    )
    office_decay_m = CountField(
        least=50,
        most=20_000,
        label=gettext_lazy(
            "Besoin : distance d'un lieu fixe où l'on perd les deux tiers, en mètres"
        ),
        help_text=gettext_lazy("1 000 par défaut : un quart d'heure à pied. Supposé."),
    )

    class Meta:
        model = Season
        fields = (
            "kerb_exposure",
            "decay_m",
            "radius_m",
            "people_per_km",
            "floor_people",
            "floor_visits",
            "speed_kmh",
            "non_takeup_low",
            "non_takeup_high",
            "office_share",
            "office_decay_m",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse bounds of non-take-up the wrong way round."""
        cleaned = super().clean()
        low, high = cleaned.get("non_takeup_low"), cleaned.get("non_takeup_high")
        if low is not None and high is not None and high < low:
            self.add_error("non_takeup_high", _("Indiquez au moins %(least)s.") % {"least": low})
        return cleaned


class DuplicateForm(SafeForm):
    """The name and the first day of the season that follows."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Nom de la nouvelle saison"))
    starts_on = DayField(
        label=gettext_lazy("Premier jour"),
        help_text=gettext_lazy(
            "La nouvelle saison dure aussi longtemps. Unités, haltes, partenaires et règles sont "
            "repris ; les plans ne le sont pas."
        ),
    )
