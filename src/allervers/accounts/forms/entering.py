"""allauth's forms of sign-in and passwords, in our words."""

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import User
from allervers.ui.forms import SafeForm

CHOICE_HINT = _(
    "Douze caractères au moins. Quatre mots sans rapport entre eux font un bon mot de passe."
)
AGAIN = _("Les deux mots de passe ne sont pas les mêmes. Écrivez deux fois le même.")


def password_field(label: Any, *, new: bool = False, hint: Any = "") -> forms.CharField:
    """Make a password field that password keepers understand."""
    completion = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": completion}),
        error_messages={"required": _("Écrivez le mot de passe.")},
    )


class SignInForm(theirs.LoginForm):  # type: ignore[misc]  # no types published
    """E-mail address and password."""

    password = password_field(_("Mot de passe"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Adresse électronique"),
            widget=forms.EmailInput(attrs={"autocomplete": "username"}),
            error_messages={"required": _("Écrivez votre adresse électronique.")},
        )
        self.order_fields(["login", "password"])


class ReauthenticateForm(theirs.ReauthenticateForm):  # type: ignore[misc]  # no types published
    """The password, asked again before a delicate change."""

    password = password_field(_("Mot de passe"))


class TwiceForm(SafeForm):
    """A new password, written twice and checked against what everybody tries first."""

    password1 = password_field(_("Nouveau mot de passe"), new=True, hint=CHOICE_HINT)
    password2 = password_field(_("Le même, une deuxième fois"), new=True)

    def password_owner(self) -> User | None:
        """Return whose password it will be: it must not look like their name."""
        return getattr(self, "user", None)

    def clean_password1(self) -> str:
        """Refuse what is short, common, or close to the person's name or address."""
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password, self.password_owner())
        return password

    def clean(self) -> dict[str, object]:
        """Compare the two."""
        cleaned: dict[str, object] = self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", forms.ValidationError(str(AGAIN), code="different"))
        return cleaned


class ChangePasswordForm(TwiceForm, theirs.ChangePasswordForm):  # type: ignore[misc]  # no types published
    """The present password, then the new one twice."""

    oldpassword = password_field(_("Mot de passe actuel"))
    field_order = ("oldpassword", "password1", "password2")


class NewPasswordForm(TwiceForm, theirs.ResetPasswordKeyForm):  # type: ignore[misc]  # no types published
    """A new password, after the link received by e-mail."""


class ForgottenPasswordForm(theirs.ResetPasswordForm):  # type: ignore[misc]  # no types published
    """The address to which the link is sent."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Écrivez votre adresse électronique.")},
    )
