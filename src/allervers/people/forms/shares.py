"""What is typed to answer a share, or to end one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.ui.forms import SafeForm

NO_NAME = _("Une phrase, sans nom de personne.")


class ReasonForm(SafeForm):
    """Why a share is refused or revoked."""

    reason = forms.CharField(
        label=_("Pourquoi\u00a0?"),
        help_text=NO_NAME,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez une phrase qui dit pourquoi.")},
    )


class OutcomeForm(SafeForm):
    """What came of what was asked."""

    outcome = forms.CharField(
        label=_("Qu’est-ce que cela a donné\u00a0?"),
        help_text=_("Une phrase, sans nom de personne. L’expéditeur la lira."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
