"""A colleague who will follow the file."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.models import FollowUp
from allervers.ui.forms import SafeForm


class FollowForm(SafeForm):
    """Who, and in what part; the profession says what opens."""

    member = forms.ChoiceField(
        label=_("Collègue"),
        error_messages={"required": _("Choisissez une personne.")},
        help_text=_("De votre organisation, au métier approuvé. Le métier dit ce qui s’ouvre."),
    )
    kind = forms.ChoiceField(
        label=_("Rôle"),
        choices=[one for one in FollowUp.Kind.choices if one[0] != FollowUp.Kind.COORDINATOR],
        widget=forms.RadioSelect,
        initial=FollowUp.Kind.TEAM,
    )

    def __init__(self, *args: Any, members: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`members`: colleagues to choose among."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["member"]).choices = [
            ("", _("choisir…")), *members,
        ]  # fmt: skip
