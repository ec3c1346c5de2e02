"""The questions of one proposal, each as a form field; nothing else is asked."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allervers.territory.queries.resolve import resolve_commune
from allervers.tours.actions.intake_answers import Answers
from allervers.tours.domain.free_text.hours import to_hours
from allervers.tours.domain.free_text.lexer import cut
from allervers.tours.domain.free_text.source import make_source
from allervers.tours.domain.recurrence import (
    Hours,
    Recurrence,
    every_k_weeks,
    iso_weeks,
    monthly,
    weekly,
)
from allervers.tours.forms.fields import DayField
from allervers.tours.models import Proposal
from allervers.tours.wording import describe
from allervers.tours.wording.intake import QUESTIONS
from allervers.ui import french
from allervers.ui.forms import SafeForm

_CODE = re.compile(r"\((\d[\dAB]\d{3})\)\s*$|^\s*(\d[\dABab]\d{3})\s*$")
_MAX_WEEKS = 12


class AnswerForm(SafeForm):
    """Built from the questions of a proposal; `answers()` gives what was filled in."""

    def __init__(self, *args: Any, proposal: Proposal, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading, self.today = proposal.reading, today
        for question in proposal.questions:
            name, options = question["field"], question["options"]
            self.fields[name] = _BUILDERS[name](self, question["code"], options)
            self.fields[name].label = str(QUESTIONS[name])

    def clean_commune(self) -> str:
        """Return the Insee code of the commune that is meant, or say which ones answer."""
        said = self.cleaned_data["commune"]
        match = _CODE.search(said)
        code = (match[1] or match[2]).upper() if match else None
        found = resolve_commune(code=code, name=None if code else said)
        if found.place is None:
            raise ValidationError(found.detail or _("Cette commune n'est pas connue."))
        return found.place.code

    def clean_hours(self) -> Hours:
        """Read « 9h-12h » or « 9h-12h et 14h-17h »."""
        said = self.cleaned_data["hours"]
        slots = tuple(token.slot for token in cut(make_source(said)) if token.slot)
        hours = to_hours(slots)
        if hours is None:
            raise ValidationError(
                _("« %(said)s » n'est pas compris. Écrivez par exemple 9h-12h et 14h-17h.")
                % {"said": said[:60]}
            )
        return hours

    def answers(self) -> Answers:
        """Return what was filled in, ready for the action."""
        values = self.cleaned_data
        return Answers(
            place=values.get("place") or None,
            commune_code=values.get("commune") or None,
            rrule=values.get("rule") or None,
            anchor=date.fromisoformat(values["anchor"]) if values.get("anchor") else None,
            hours=values.get("hours"),
            until=values.get("period"),
            exceptions_seen=bool(values.get("exceptions")),
        )


def _place(_form: AnswerForm, code: str, options: Sequence[str]) -> forms.Field:
    if code == "choice":
        choices = [(one[:120], one) for one in options]
        return forms.ChoiceField(
            choices=choices,
            widget=forms.RadioSelect,
            help_text=_("Le texte en donne plusieurs, sans dire lequel ni quand."),
        )
    help_text = ""
    if code == "address":
        help_text = _(
            "La liste donne cette adresse. Gardez-la si l'unité y vient vraiment chaque semaine ; "
            "sinon, mettez cette proposition de côté."
        )
    return forms.CharField(max_length=120, initial="".join(options[:1])[:120], help_text=help_text)


def _commune(_form: AnswerForm, _code: str, options: Sequence[str]) -> forms.Field:
    others = _("Par exemple : %(names)s.") % {"names": " ; ".join(options)} if options[1:] else ""
    return forms.CharField(
        max_length=120,
        initial=options[0] if len(options) == 1 else "",
        help_text=_("Son nom, ou son code Insee.") + f" {others}",
    )


def _rule(form: AnswerForm, code: str, options: Sequence[str]) -> forms.Field:
    days = form.reading["weekdays"]
    suggested = [one for one in options if one.startswith("FREQ=")]
    known = [
        *suggested,
        weekly(days),
        iso_weeks(days, odd=True),
        iso_weeks(days, odd=False),
        *(every_k_weeks(days[0], k) for k in (2, 3, 4) if len(days) == 1),
        *(monthly(days, [rank]) for rank in (1, 2, 3, 4, -1)),
    ]
    choices = [(rule, _said(rule, form.today)) for rule in dict.fromkeys(known)]
    words = (
        _("Le texte dit : « %(words)s ».") % {"words": options[0]}
        if (code == "opening_words" and options)
        else ""
    )
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, help_text=words)


def _said(rule: str, today: date) -> str:
    if "INTERVAL" in rule:
        every = rule.split("INTERVAL=")[1].split(";", maxsplit=1)[0]
        return _("une semaine sur %(k)s (la première sera demandée ensuite)") % {"k": every}
    return describe(Recurrence(rule, today))


def _anchor(form: AnswerForm, code: str, _options: Sequence[str]) -> forms.Field:
    """Offer the candidate weeks in full: "every other week" has two."""
    rrule = form.reading["rrule"] or ""
    weeks = int(rrule.split("INTERVAL=")[1].split(";")[0]) if "INTERVAL=" in rrule else 2
    monday = form.today - timedelta(days=form.today.weekday())
    first = min(form.reading["weekdays"], default=0)
    choices = []
    for rank in range(min(weeks, _MAX_WEEKS)):
        week = monday + timedelta(weeks=rank)
        day = week + timedelta(days=first)
        said = _("semaine du %(week)s") % {"week": french.date_text(week)}
        if first:
            said = _("%(week)s, donc le %(day)s") % {"week": said, "day": french.day_text(day)}
        choices.append((day.isoformat(), said))
    help_text = _("Choisissez une semaine où l'unité vient.")
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, help_text=help_text)


def _hours(_form: AnswerForm, _code: str, options: Sequence[str]) -> forms.Field:
    offered = _("Le tableau donne : %(slots)s.") % {"slots": ", ".join(options)} if options else ""
    return forms.CharField(
        max_length=80,
        initial=options[0] if len(options) == 1 else "",
        help_text=_("Par exemple 9h-12h, ou 9h-12h et 14h-17h.") + f" {offered}",
    )


def _exceptions(_form: AnswerForm, _code: str, _options: Sequence[str]) -> forms.Field:
    return forms.BooleanField(
        help_text=_("J'ai lu l'exception surlignée : j'annulerai moi-même les dates concernées.")
    )


def _period(_form: AnswerForm, _code: str, _options: Sequence[str]) -> forms.Field:
    return DayField(help_text=_("Le texte parle d'une période : donnez son dernier jour."))


_BUILDERS = {
    "place": _place,
    "commune": _commune,
    "rule": _rule,
    "anchor": _anchor,
    "hours": _hours,
    "exceptions": _exceptions,
    "period": _period,
}
