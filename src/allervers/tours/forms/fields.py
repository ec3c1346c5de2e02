"""Form fields that the team's pages share: yes/no/unknown, lines, hours, dates."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNKNOWN, YES, NO = "unknown", "yes", "no"
MAX_LINES = 60


class YesNoUnknownField(forms.TypedChoiceField):
    """Yes, no, or not known: read as True, False or None. "Not known" is never "no"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[
                (YES, gettext_lazy("Oui")),
                (NO, gettext_lazy("Non")),
                (UNKNOWN, gettext_lazy("On ne sait pas")),
            ],
            coerce={YES: True, NO: False}.get,
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Give the radio button of a stored value."""
        return {True: YES, False: NO, None: UNKNOWN}.get(value, value)


class MetresField(forms.FloatField):
    """A length in metres, written with a comma or a point; never negative."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=100, localize=True, **kwargs)


class LinesField(forms.CharField):
    """A list of short texts, one a line, each at most `item_length` characters."""

    def __init__(self, *, item_length: int = 60, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(required=False, **kwargs)
        self.item_length = item_length

    def prepare_value(self, value: Any) -> Any:
        """Give one line an item."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list of lines, without blanks, doubles or what no database holds."""
        lines = [line.strip() for line in str(value or "").replace("\0", "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """Refuse a list or a line that is too long, naming the line."""
        if len(value) > MAX_LINES:
            raise ValidationError(_("Pas plus de %(max)s lignes.") % {"max": MAX_LINES})
        for line in value:
            if len(line) > self.item_length:
                raise ValidationError(
                    _("« %(start)s… » est trop long : %(max)s caractères au plus par ligne.")
                    % {"start": line[:20], "max": self.item_length}
                )

    def run_validators(self, value: Any) -> None:
        """Skip text validators: the value is a list."""


class DayField(forms.DateField):
    """A date, typed or picked. Browsers send 2026-10-06; people may also type 06/10/2026."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"],
            error_messages={
                "invalid": gettext_lazy("Écrivez une date comme 06/10/2026."),
                "required": gettext_lazy("Indiquez une date."),
            },
            **kwargs,
        )


class HourField(forms.TimeField):
    """An hour of the day. Browsers send 09:30; people may also type 9h30 or 9 h."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"],
            error_messages={
                "invalid": gettext_lazy("Écrivez une heure comme 9h30."),
                "required": gettext_lazy("Indiquez une heure."),
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> time | None:
        """Accept the spaces that the French put around the « h »."""
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)


class DaysField(LinesField):
    """Several dates, one a line, as 06/10/2026 or 2026-10-06."""

    def prepare_value(self, value: Any) -> Any:
        """Give one date a line."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{day:%d/%m/%Y}" for day in sorted(value))

    def to_python(self, value: Any) -> Any:
        """Return the sorted dates; name the first line that is not one."""
        day = DayField()
        found: set[date] = set()
        for line in super().to_python(value):
            try:
                read = day.clean(line)
            except ValidationError as error:
                raise ValidationError(
                    _("« %(line)s » n'est pas une date : écrivez par exemple 06/10/2026.")
                    % {"line": line[:40]}
                ) from error
            if read:
                found.add(read)
        return sorted(found)

    def validate(self, value: Any) -> None:
        """Refuse lists too long to read."""
        if len(value) > MAX_LINES:
            raise ValidationError(_("Pas plus de %(max)s dates.") % {"max": MAX_LINES})


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows to tick, labelled by `label_with`."""

    def __init__(self, queryset: Any, label_with: Any = str, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.label_with = label_with

    def label_from_instance(self, obj: Any) -> str:
        """Label one choice."""
        return str(self.label_with(obj))


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Offer these rows as the choices of a field."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


def offer_choices(form: forms.BaseForm, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Offer these choices in a field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)
