"""Text typed about a person: the number of social security never passes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allervers.people.domain.nir import find_nir


def refuse_nir(text: str) -> None:
    """Refuse a text that holds a NIR, and say why. Raises ValidationError."""
    if find_nir(str(text)):
        raise ValidationError(
            _(
                "Ce texte contient un numéro de sécurité sociale. La loi ne permet de le garder "
                "qu’à certains organismes et pour certains buts (décret n° 2019-341). Retirez-le. "
                "S’il sert à une démarche, écrivez-le seulement sur le site de l’organisme."
            ),
            code="nir",
        )


class SafeTextField(forms.CharField):
    """A text of one line or more that refuses the number of social security."""

    default_validators = [*forms.CharField.default_validators, refuse_nir]  # noqa: RUF012


class SafeForm(forms.Form):
    """A form of people: each of its fields of text refuses the number of social security."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the refusal to every field of text, whatever its class."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and refuse_nir not in field.validators:
                field.validators.append(refuse_nir)
