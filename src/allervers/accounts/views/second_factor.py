"""The second factor: application of codes, passkeys, recovery codes. allauth does the work."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn

from allervers.accounts.views.entering import entering

index = entering(base.IndexView.as_view(template_name="accounts/factors.html"))
authenticate = entering(base.AuthenticateView.as_view(template_name="accounts/code.html"))
reauthenticate = entering(
    base.ReauthenticateView.as_view(template_name="accounts/reauthenticate_code.html")
)
activate_totp = entering(
    totp.ActivateTOTPView.as_view(template_name="accounts/activate_application.html")
)
deactivate_totp = entering(
    totp.DeactivateTOTPView.as_view(template_name="accounts/remove_application.html")
)
recovery_codes = entering(
    codes.ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html")
)
new_codes = entering(
    codes.GenerateRecoveryCodesView.as_view(template_name="accounts/new_recovery_codes.html")
)
keys = entering(webauthn.ListWebAuthnView.as_view(template_name="accounts/keys.html"))
add_key = entering(webauthn.AddWebAuthnView.as_view(template_name="accounts/add_key.html"))
sign_in_by_key = entering(webauthn.LoginWebAuthnView.as_view())
confirm_by_key = entering(
    webauthn.ReauthenticateWebAuthnView.as_view(template_name="accounts/confirm_by_key.html")
)
remove_key = entering(webauthn.RemoveWebAuthnView.as_view(template_name="accounts/remove_key.html"))
rename_key = entering(webauthn.EditWebAuthnView.as_view(template_name="accounts/rename_key.html"))
