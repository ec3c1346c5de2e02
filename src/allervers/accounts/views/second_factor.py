"""The second factor: application of codes, passkeys, recovery codes. allauth does the work."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.accounts.queries.factors import factors_of
from allervers.accounts.views.entering import entering, own_account


@login_required
def factors(request: HttpRequest) -> HttpResponse:
    """Show which second factors one has."""
    found = factors_of(int(request.user.pk or 0))
    return render(request, "accounts/factors.html", {"factors": found})


index = own_account(factors)
authenticate = entering(base.AuthenticateView.as_view(template_name="accounts/code.html"))
reauthenticate = own_account(
    base.ReauthenticateView.as_view(template_name="accounts/reauthenticate_code.html")
)
activate_totp = own_account(
    totp.ActivateTOTPView.as_view(template_name="accounts/activate_application.html")
)
deactivate_totp = own_account(
    totp.DeactivateTOTPView.as_view(template_name="accounts/remove_application.html")
)
recovery_codes = own_account(
    codes.ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html")
)
new_codes = own_account(
    codes.GenerateRecoveryCodesView.as_view(template_name="accounts/new_recovery_codes.html")
)
keys = own_account(webauthn.ListWebAuthnView.as_view(template_name="accounts/keys.html"))
add_key = own_account(webauthn.AddWebAuthnView.as_view(template_name="accounts/add_key.html"))
sign_in_by_key = entering(webauthn.LoginWebAuthnView.as_view())
confirm_by_key = own_account(
    webauthn.ReauthenticateWebAuthnView.as_view(template_name="accounts/confirm_by_key.html")
)
remove_key = own_account(
    webauthn.RemoveWebAuthnView.as_view(template_name="accounts/remove_key.html")
)
rename_key = own_account(
    webauthn.EditWebAuthnView.as_view(template_name="accounts/rename_key.html")
)
