"""The page of an encounter: boxes to tap, nothing to write, nothing that names anybody."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from allervers.reception.domain.encounter import VISIT, EncounterFacts, most_precise
from allervers.reception.domain.language import FIRST, FRENCH_NAMES
from allervers.reception.mapping.thematiques import CATEGORIES, LABELS
from allervers.reception.models import Encounter
from allervers.territory.domain.commune import Place
from allervers.territory.queries import places
from allervers.tours.forms.versioned import StaleGuard
from allervers.tours.models import Visit
from allervers.ui import french

NOT_ASKED: Final = ("", _("non demandé"))
YES_NO: Final = (NOT_ASKED, ("yes", _("oui")), ("no", _("non")))
SAID: Final[dict[str, bool | None]] = {"": None, "yes": True, "no": False}
OTHER_LANGUAGES: Final = [
    ("", _("choisir…")),
    *sorted(
        ((code, name) for code, name in FRENCH_NAMES.items() if code not in FIRST),
        key=lambda one: (one[0] == "und", one[1].replace("é", "e")),
    ),
]
MOST_COMMUNES: Final = 6
LONGEST_PLACE: Final = 60


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """A category to tick, and its thematiques to be more precise."""

    box: Any
    thematiques: list[Any]

    @property
    def is_open(self) -> bool:
        """Whether something more precise is already ticked."""
        return any(one.data["selected"] for one in self.thematiques)


def radio(label: Any, choices: Sequence[Any]) -> forms.ChoiceField:
    """Make a question to tap, that nobody has to answer."""
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect, initial=""
    )


class EncounterForm(StaleGuard, forms.Form):
    """Who is welcomed and what they ask for. Only "where" is compulsory, and chosen beforehand."""

    where = forms.ChoiceField(
        label=_("Où ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez le passage, le guichet ou le téléphone."),
            "invalid_choice": _("Choisissez dans la liste : ce passage n’y est pas."),
        },
    )
    requests = forms.MultipleChoiceField(
        label=_("Demandes"),
        choices=list(LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choisissez les demandes dans la liste.")},
    )
    audience = radio(_("Qui ?"), [NOT_ASKED, *Encounter.Audience.choices])
    age_band = radio(_("Âge"), [NOT_ASKED, *Encounter.AgeBand.choices])
    is_first_time = radio(_("Première rencontre ?"), YES_NO)
    language = radio(_("Langue"), [NOT_ASKED, *((one, FRENCH_NAMES[one]) for one in FIRST)])
    other_language = forms.ChoiceField(
        label=_("Une autre langue"), choices=OTHER_LANGUAGES, required=False
    )
    needs_interpreter = radio(_("Faut-il un interprète ?"), YES_NO)
    commune = radio(_("Commune où vit la personne"), [NOT_ASKED])
    # Looked up, never kept.
    other_commune = forms.CharField(
        label=_("Une autre commune"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("Son nom ou son code postal. Rien d’autre n’est gardé que la commune."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("C’est trop long : écrivez le nom de la commune.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        visits: Sequence[Visit],
        stays: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer these visits, the desk and the telephone; `stays`: only where it was."""
        super().__init__(*args, **kwargs)
        where = [*map(visit_choice, visits), *elsewhere()]
        kept = [one for one in where if one[0] == self.initial.get("where")]
        self._offer("where", kept if stays else where)
        self._offer_communes({one.halt.commune_id: one.halt.commune.name for one in visits})

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def _offer_communes(self, near: dict[str, str]) -> None:
        typed = str(self.data.get("commune", "")) if self.is_bound else ""
        for code in (str(self.initial.get("commune", "")), typed):
            if code and code not in near:
                found = places.commune(code[:5])
                near |= {found.code: found.name} if found else {}
        self._offer("commune", [NOT_ASKED, *near.items()])

    @property
    def groups(self) -> list[RequestGroup]:
        """Return the boxes of the requests, each category with its thematiques."""
        boxes = {one.data["value"]: one for one in self["requests"].subwidgets}
        return [
            RequestGroup(boxes[one.value], [boxes[value] for value, _label in one.thematiques])
            for one in CATEGORIES
        ]

    def clean(self) -> dict[str, Any]:
        """Resolve the other commune, refuse a stale page, renew an unreadable submission."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "submission" in self.errors:
            self._retype("submission", str(uuid.uuid4()))
        if cleaned.get("other_commune"):
            cleaned["commune"] = self._resolved(cleaned["other_commune"])
        self.refuse_stale(cleaned)
        return cleaned

    def _resolved(self, words: str) -> str:
        """Return the code of the commune that was typed; offer those it may be."""
        found = places.find_places(words, limit=MOST_COMMUNES)
        if len(found) == 1:
            return found[0].code
        if not found:
            self.add_error("other_commune", _("Nous ne trouvons pas cette commune."))
            return ""
        self._offer("commune", [NOT_ASKED, *((one.code, place_label(one)) for one in found)])
        self._retype("other_commune", "")
        self._retype("commune", found[0].code)
        self.add_error("commune", _("Plusieurs communes portent ce nom : choisissez la bonne."))
        return ""

    def _retype(self, name: str, value: str) -> None:
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix(name)] = value
        self.data = data

    def facts(self) -> EncounterFacts:
        """Return what a valid form says."""
        given = self.cleaned_data
        channel, _sign, visit = given["where"].partition(":")
        return EncounterFacts(
            submission=given["submission"],
            channel=channel,
            visit_id=uuid.UUID(visit) if visit else None,
            commune_code=given["commune"],
            requests=most_precise(given["requests"]),
            audience=given["audience"],
            age_band=given["age_band"],
            is_first_time=SAID[given["is_first_time"]],
            language=given["other_language"] or given["language"],
            needs_interpreter=SAID[given["needs_interpreter"]],
            day=given["day"],
        )


def visit_choice(visit: Visit) -> tuple[str, str]:
    """Return a visit as a choice: where it stops and when."""
    hours = french.hours_text(visit.starts_at, visit.ends_at)
    return f"{VISIT}:{visit.pk}", f"{visit.halt.commune.name}, {visit.halt.name} ({hours})"


def elsewhere() -> list[tuple[str, Any]]:
    """Return the places that are no visit."""
    return [one for one in Encounter.Channel.choices if one[0] != VISIT]


def place_label(place: Place) -> str:
    """Tell a commune from its namesakes."""
    return f"{place.name} ({place.departement_name or place.departement})"


def where_of(encounter: Encounter) -> str:
    """Return the choice that stands for where an encounter took place."""
    return f"{VISIT}:{encounter.visit_id}" if encounter.visit_id else encounter.channel


def initial_of(encounter: Encounter, facts: EncounterFacts) -> dict[str, Any]:
    """Return what the form shows of a stored encounter."""
    said = {value: key for key, value in SAID.items()}
    is_first = facts.language in ("", *FIRST)
    return {
        "where": where_of(encounter),
        "requests": sorted(facts.requests),
        "audience": facts.audience,
        "age_band": facts.age_band,
        "is_first_time": said[facts.is_first_time],
        "language": facts.language if is_first else "",
        "other_language": "" if is_first else facts.language,
        "needs_interpreter": said[facts.needs_interpreter],
        "commune": facts.commune_code,
        "submission": facts.submission,
        "version": str(encounter.version),
    }


def day_of(text: str, today: date) -> date:
    """Read a day of the address bar; today for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
