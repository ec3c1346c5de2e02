"""What the gallery shows: every component in every state, with invented content."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.templatetags.static import static

from allervers.ui.forms import PhoneField, SafeForm
from allervers.ui.places import Place

DAYS: Final = (
    ("mo", "Lundi"),
    ("tu", "Mardi"),
    ("we", "Mercredi"),
    ("th", "Jeudi"),
    ("fr", "Vendredi"),
    ("sa", "Samedi"),
)
PARITY: Final = (("all", "Toutes"), ("odd", "Impaires"), ("even", "Paires"))
TONES: Final = (
    ("success", "Confirmé"),
    ("warning", "À confirmer"),
    ("danger", "Annulé"),
    ("information", "Proposé"),
    ("accent", "Édition jeunes"),
    ("", "Brouillon"),
)
LEVELS: Final = (
    ("info", "Information", "Le bus a changé de place : il s’arrête devant la mairie."),
    ("success", "C’est fait", "Le passage est publié. Les abonnés le verront sous une heure."),
    ("warning", "Attention", "L’accord de la commune finit le 30 novembre."),
    ("danger", "Problème", "L’unité est déjà attendue ailleurs ce jour-là."),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, as the layout draws it."""

    level: str
    title: str
    text: str


class GalleryForm(SafeForm):
    """One field of each kind."""

    name = forms.CharField(label="Nom de la halte", help_text="Comme les habitants l’appellent.")
    notes = forms.CharField(label="Remarques", required=False, widget=forms.Textarea)
    day = forms.DateField(label="Premier jour", help_text="Par exemple, le 6 octobre 2026.")
    hour = forms.TimeField(label="Heure d’arrivée")
    moment = forms.DateTimeField(label="Affiché à partir du", required=False)
    seats = forms.IntegerField(label="Places assises", min_value=0, max_value=60)
    parity = forms.ChoiceField(label="Semaines", choices=PARITY)
    way = forms.ChoiceField(label="Type d’accueil", choices=PARITY[1:], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Jours",
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Un ou plusieurs.",
    )
    phone = PhoneField(label="Téléphone", required=False)
    email = forms.EmailField(label="Adresse électronique", required=False)
    sheet = forms.FileField(label="Tableur", required=False, help_text="CSV ou XLSX, 8 Mo au plus.")
    agreed = forms.BooleanField(label="La commune a donné son accord")


class FilterForm(SafeForm):
    """The filters above a list."""

    place = forms.CharField(label="Commune", required=False)
    parity = forms.ChoiceField(label="Semaines", choices=PARITY, required=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A dated row, as ui/components/entry.html draws it."""

    feature: str
    day: date
    starts: time
    ends: time
    title: str
    detail: str
    tone: str = ""
    label: str = ""
    is_off: bool = False


ROWS: Final = (
    Row(
        "1",
        date(2026, 10, 6),
        time(9),
        time(12, 30),
        "Place du Marché-Inventé",
        "Valfleuri (invention) · à 850 m",
    ),
    Row(
        "2",
        date(2026, 10, 1),
        time(14),
        time(18),
        "Gymnase des Lilas-Bleus",
        "Montrêve (invention) · à 3,2 km",
        "accent",
        "Édition jeunes",
    ),
    Row(
        "3",
        date(2026, 10, 13),
        time(9),
        time(12),
        "Parvis de la Gare-aux-Songes",
        "Canicule : prochain passage le 20 octobre.",
        "danger",
        "Annulé",
        is_off=True,
    ),
)


def content(asked: QueryDict) -> dict[str, Any]:
    """Return the gallery's context; `?envoyer=1` shows the form as refused."""
    pages = Paginator(range(120), 25)
    return {
        "tones": TONES,
        "levels": LEVELS,
        "entries": ROWS,
        "notices": [
            Notice("warning", "Canicule", "Les passages de l’après-midi commencent à 17 h."),
            Notice("danger", "Tempête", "Aucun passage aujourd’hui dans le sud du département."),
            Notice("information", "Fêtes", "Pas de passage du 24 décembre au 2 janvier."),
        ],
        "form": GalleryForm(asked) if "envoyer" in asked else GalleryForm(),
        "filters": FilterForm(prefix="filtre"),
        "tabs": [
            Place("À venir", "?", is_current=True),
            Place("Passés", "?etat=passes", is_current=False),
            Place("Annulés", "?etat=annules", is_current=False),
        ],
        "steps": ["Fichier", "Lecture", "Vérification", "Confirmation"],
        "first_page": pages.page(1),
        "middle_page": pages.page(3),
        "rows": [("Unité", "Camion Mésange"), ("Équipage", "2 personnes"), ("Places", "12")],
        "headings": ["Halte", "Commune", "Passages"],
        "table": [["Marché", "Valfleuri", 12], ["Gymnase", "Montrêve", 1], ["Gare", "Songes", 0]],
        "points": static("ui/gallery-points.json"),
        "outlines": static("ui/gallery-outlines.json"),
    }
