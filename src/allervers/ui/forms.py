"""The one form renderer: label, hint and error of each field, tied to its input.

Every form of the product is written `<form method="post" novalidate>{% csrf_token %}{{ form }}…`.
The renderer puts an error summary first, then the fields. Inputs never carry `required`: the
answer of the server, which says what to do, replaces the browser's bubble; optional fields say so
in words (docs/guides/interface.md).
"""

from typing import Any, Final

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import gettext as _

from allervers.ui.domain.nir import find_nir

NATIVE_FORMATS: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)
MANY_CHOICES, SHORT_LABEL = 5, 18
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)
# Kept as no text of anybody: long numbers in a web address are names of pages.
NO_TEXT: Final = (forms.URLField, forms.UUIDField, forms.JSONField)

# Django's own sentence: « Ce champ est obligatoire. »
NOTHING_SAID: Final = forms.Field.default_error_messages["required"]


class LinkedField(BoundField):
    """A bound field whose input carries our classes, native pickers and links to its texts."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        make_native(field.widget)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the class of the widget, drop `required`, mark each part of a wrong group."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if not widget.is_hidden:
            own = str(built.pop("class", "") or widget.attrs.get("class", ""))
            built["class"] = f"{css_class(widget)} {own}".strip()
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            # The group is described by its fieldset; ARIA forbids aria-invalid on a radio button.
            built.pop("aria-invalid", None)
        return built

    @property
    def is_optional(self) -> bool:
        """Whether the label must say « facultatif »: a lone box to tick never has to be ticked."""
        lone_box = isinstance(self.field.widget, forms.CheckboxInput)
        is_needed = self.field.required or self.name in getattr(self.form, "conditional", ())
        return not is_needed and not lone_box and not self.field.disabled

    @property
    def is_lone_box(self) -> bool:
        """Whether the label follows its box."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def has_choices(self) -> bool:
        """Whether the field is a group of boxes or radio buttons, drawn one by one."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def has_short_choices(self) -> bool:
        """Whether the options stand side by side: days of the week, rather than sentences."""
        labels = [str(option.choice_label) for option in self.subwidgets]
        return len(labels) >= MANY_CHOICES and max(map(len, labels)) <= SHORT_LABEL

    @property
    def anchor(self) -> str:
        """The id that a link of the error summary leads to: the first input of the field."""
        if self.field.widget.use_fieldset and self.auto_id:
            return f"{self.auto_id}_0"
        return str(self.auto_id or "")


class Renderer(TemplatesSetting):
    """Renders every form and field with our templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = LinkedField


def make_native(widget: forms.Widget) -> None:
    """Give date and hour inputs the browser's own picker, and the only format that it reads."""
    parts = widget.widgets if isinstance(widget, forms.MultiWidget) else [widget]
    for part in parts:
        for kind, input_type, written in NATIVE_FORMATS:
            if isinstance(part, kind) and not part.is_hidden:
                part.input_type = input_type
                part.format = written
                part.supports_microseconds = False


def css_class(widget: forms.Widget) -> str:
    """Return Bootstrap's class for a widget."""
    if isinstance(widget, CHECKS):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


class PhoneField(forms.CharField):
    """A phone number as people write it; cleaned to its international form, +33123456789."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for their number keyboard."""
        return {**super().widget_attrs(widget), "inputmode": "tel", "autocomplete": "tel"}

    def to_python(self, value: object) -> str:
        """Read a French or international number; refuse what nobody could call."""
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "FR")
        except phonenumbers.NumberParseException as error:
            raise ValidationError(unreadable_number(text), code="phone") from error
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(unreadable_number(text), code="phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def unreadable_number(text: str) -> str:
    """Say what is wrong with a number, and how to write one."""
    return _(
        "« %(text)s » n’est pas un numéro de téléphone. Écrivez dix chiffres, comme 01 23 45 67 89."
    ) % {"text": text}


class SafeText(forms.BaseForm):
    """Every form of the site: no field of text takes a number of social security (NIR).

    What was typed is looked at, whatever the field makes of it, and however late it was added to
    the form. Passwords are not: nobody keeps them.
    """

    def full_clean(self) -> None:
        """Say what is wanted where a field was left empty; refuse the number last."""
        if not self.is_bound:
            super().full_clean()
            return
        for field in self.fields.values():
            if field.error_messages.get("required") is NOTHING_SAID:
                field.error_messages["required"] = wanted(field)
        super().full_clean()
        for name, field in self.fields.items():
            if takes_text(field) and find_nir(str(self[name].data or "")):
                self.add_error(name, nir_refused())


class SafeForm(SafeText, forms.Form):
    """A form that is no model's."""


def takes_text(field: forms.Field) -> bool:
    """Whether people may write words of theirs in a field."""
    is_text = isinstance(field, forms.CharField) and not isinstance(field, NO_TEXT)
    return is_text and not isinstance(field.widget, forms.PasswordInput)


def wanted(field: forms.Field) -> str:
    """Say what to do with a field left empty, rather than that it is compulsory."""
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return _("Choisissez au moins une réponse.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choisissez une réponse.")
    if isinstance(field, forms.FileField):
        return _("Choisissez un fichier.")
    if isinstance(field, forms.BooleanField):
        return _("Cochez cette case.")
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return _("Indiquez une date.")
    return _("Écrivez une réponse.")


def nir_refused() -> ValidationError:
    """Say why the number is refused, and what to do."""
    return ValidationError(
        _(
            "Ce texte contient un numéro de sécurité sociale. La loi ne permet de le garder "
            "qu’à certains organismes et pour certains buts (décret n° 2019-341). Retirez-le. "
            "S’il sert à une démarche, écrivez-le seulement sur le site de l’organisme."
        ),
        code="nir",
    )
