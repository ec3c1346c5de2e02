"""A note: in which section, of what kind, on what day."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.actions.noting import Note
from allervers.people.domain.section import Section
from allervers.people.forms.identity import DAY
from allervers.people.models import Entry
from allervers.people.models.words import SECTION_NAMES
from allervers.ui.forms import SafeForm

LONGEST = 5000


class NoteForm(SafeForm):
    """A note; only sections that are open are offered."""

    section = forms.ChoiceField(label=_("Rubrique"))
    kind = forms.ChoiceField(label=_("Nature"), choices=Entry.Kind.choices)
    happened_on = forms.DateField(
        label=_("Jour"),
        widget=forms.DateInput,
        error_messages={**DAY, "required": _("Dites quel jour.")},
    )
    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Des faits, datés. La personne pourra lire ce que vous écrivez."),
        error_messages={"required": _("Écrivez la note.")},
    )
    is_from_person = forms.BooleanField(
        label=_("C’est la personne, ou qui la représente, qui a pris contact"), required=False
    )
    concerns_others = forms.BooleanField(
        label=_("Parle d’autres personnes, ou vient d’elles"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, today: date, sections: Collection[Section], **kwargs: Any
    ) -> None:
        """`sections`: those that are open; `today`: nothing is noted of a day to come."""
        super().__init__(*args, **kwargs)
        self.today = today
        open_ones = [one for one in SECTION_NAMES if one[0] in {each.value for each in sections}]
        cast("forms.ChoiceField", self.fields["section"]).choices = open_ones
        self.fields["submission"].initial = uuid.uuid4()

    def clean_happened_on(self) -> date:
        """Refuse a day to come."""
        day = cast("date", self.cleaned_data["happened_on"])
        if day > self.today:
            raise forms.ValidationError(_("Cette date est à venir."))
        return day

    def note(self) -> Note:
        """Return what was noted."""
        data = self.cleaned_data
        return Note(
            submission=data["submission"] or uuid.uuid4(),
            section=Section(data["section"]),
            kind=data["kind"],
            happened_on=data["happened_on"],
            text=data["text"],
            is_from_person=data["is_from_person"],
            concerns_others=data["concerns_others"],
        )
