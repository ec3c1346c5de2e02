"""allauth's forms of the second factor, in our words."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.ui.forms import SafeText

CODE_WIDGET = forms.TextInput(
    attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # no types published
    """The code of the application, or one of the recovery codes."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Les six chiffres de l’application, ou un code de secours."),
        widget=CODE_WIDGET,
        error_messages={"required": _("Recopiez le code que montre votre application.")},
    )


class ReauthenticateCodeForm(ReauthenticateForm):  # type: ignore[misc]  # no types published
    """The same, asked again before a delicate change."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Les six chiffres de l’application, ou un code de secours."),
        widget=CODE_WIDGET,
        error_messages={"required": _("Recopiez le code que montre votre application.")},
    )


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # no types published
    """The first code: it shows that the application was set up right."""

    code = forms.CharField(
        label=_("Code affiché par l’application"),
        help_text=_("Six chiffres ; ils changent toutes les trente secondes."),
        widget=CODE_WIDGET,
        error_messages={"required": _("Recopiez le code que montre votre application.")},
    )


class AddKeyForm(SafeText, AddWebAuthnForm):  # type: ignore[misc]  # no types published
    """A passkey: always one that can sign in alone, so nothing to tick."""

    name = forms.CharField(
        label=_("Nom de la clé"),
        help_text=_("Pour la reconnaître dans la liste, par exemple « téléphone du service »."),
        max_length=60,
        required=False,
    )
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)
