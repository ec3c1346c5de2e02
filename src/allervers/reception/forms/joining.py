"""Which file an encounter joins, the person's code, how they agreed, until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.reception.forms.code import ResumeForm


class JoinForm(ResumeForm):
    """The code is the person's: without it, nobody joins what they said without a name."""

    person = forms.ChoiceField(
        label=_("À quel dossier"),
        error_messages={"required": _("Choisissez parmi vos dossiers.")},
    )
    means = forms.CharField(
        label=_("Comment la personne a donné son accord"),
        max_length=60,
        help_text=_("Par exemple : « de vive voix, devant Chloé », « papier signé »."),
        error_messages={"required": _("Dites comment l’accord a été donné.")},
    )
    until = forms.DateField(
        label=_("Accord valable jusqu’au"),
        widget=forms.DateInput,
        error_messages={"required": _("Dites jusqu’à quel jour.")},
    )
    field_order = ("person", "code", "means", "until")

    def __init__(
        self, *args: Any, files: Iterable[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        """`files`: my files, to choose among."""
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ChoiceField", self.fields["person"]).choices = [("", _("choisir…")), *files]

    def clean_until(self) -> date:
        """Refuse an agreement that is already over."""
        until = cast("date", self.cleaned_data["until"])
        if until < self.today:
            raise forms.ValidationError(_("Cette date est passée."))
        return until
