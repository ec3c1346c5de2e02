"""Sentences that sign-in says, in place of allauth's."""

from typing import Final

from django.utils.translation import gettext_lazy as _

SIGN_IN_SENTENCES: Final = {
    "email_password_mismatch": _(
        "L’adresse ou le mot de passe n’est pas le bon. Vérifiez l’adresse, puis les majuscules ; "
        "sinon, choisissez un nouveau mot de passe."
    ),
    "too_many_login_attempts": _(
        "Trop d’essais en peu de temps. Attendez un quart d’heure, puis recommencez."
    ),
    "incorrect_password": _("Ce mot de passe n’est pas le bon."),
    "enter_current_password": _("Écrivez votre mot de passe actuel."),
    "invalid_password_reset": _("Ce lien ne sert plus : demandez-en un autre."),
}

CODE_SENTENCES: Final = {
    "incorrect_code": _(
        "Ce code n’est pas le bon. Attendez que l’application en montre un nouveau, et recopiez-le."
    ),
    "cannot_delete_authenticator": _(
        "C’est votre seul second facteur : ajoutez-en un autre avant de le retirer."
    ),
}

# By the name of allauth's template: what is said on screen or by e-mail when it happens.
EVENTS_TOLD: Final = {
    "account/messages/logged_out.txt": _("Vous êtes déconnecté."),
    "account/messages/password_changed.txt": _(
        "Votre mot de passe est changé. Vos autres sessions sont fermées."
    ),
    "mfa/messages/totp_activated.txt": _("L’application de codes est enregistrée."),
    "mfa/messages/totp_deactivated.txt": _("L’application de codes est retirée."),
    "mfa/messages/webauthn_added.txt": _("La clé d’accès est enregistrée."),
    "mfa/messages/webauthn_removed.txt": _("La clé d’accès est retirée."),
    "account/email/password_changed.txt": _("Votre mot de passe a été changé."),
    "account/email/password_reset.txt": _("Votre mot de passe a été changé."),
    "mfa/email/totp_activated.txt": _("Une application de codes a été enregistrée."),
    "mfa/email/totp_deactivated.txt": _("L’application de codes a été retirée."),
    "mfa/email/webauthn_added.txt": _("Une clé d’accès a été enregistrée."),
    "mfa/email/webauthn_removed.txt": _("Une clé d’accès a été retirée."),
    "mfa/email/recovery_codes_generated.txt": _("De nouveaux codes de secours ont été faits."),
}
