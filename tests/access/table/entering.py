"""Signing in and the second factor; allauth's pages have no namespace."""

from tests.access.saying import MEMBERS, everyone, mixed, team

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    "account_change_password": team(MEMBERS),
    "account_inactive": everyone(),
    "account_login": mixed(
        {
            "open": "stranger",
            "led-elsewhere": "aicha bruno chloe denis elodie farid gaelle hugo ines jeanne",
        }
    ),
    "account_logout": everyone(),
    "account_reauthenticate": team(MEMBERS),
    "account_reset_password": everyone(),
    "account_reset_password_done": everyone(),
    "account_reset_password_from_key": everyone(),
    "account_reset_password_from_key_done": everyone(),
    "accounts:accept": everyone(),
    "accounts:no_organisation": mixed(
        {
            "sign-in": "stranger aicha bruno chloe denis elodie farid gaelle hugo jeanne",
            "refused": "ines",
        }
    ),
    "accounts:second_factor_needed": mixed(
        {
            "sign-in": "stranger",
            "led-elsewhere": "aicha bruno chloe denis elodie farid gaelle hugo jeanne",
            "open": "ines",
        }
    ),
    "mfa_activate_totp": team("", led=MEMBERS),
    "mfa_add_webauthn": team(MEMBERS),
    "mfa_authenticate": mixed(
        {
            "sign-in": "stranger",
            "led-elsewhere": "aicha bruno chloe denis elodie farid gaelle hugo ines jeanne",
        }
    ),
    "mfa_deactivate_totp": team(MEMBERS),
    "mfa_edit_webauthn": team("bruno", missing="aicha chloe denis elodie farid gaelle hugo jeanne"),
    "mfa_generate_recovery_codes": team(MEMBERS),
    "mfa_index": team(MEMBERS),
    "mfa_list_webauthn": team(MEMBERS),
    "mfa_login_webauthn": mixed(
        {
            "sign-in": "stranger",
            "led-elsewhere": "aicha bruno chloe denis elodie farid gaelle hugo ines jeanne",
        }
    ),
    "mfa_reauthenticate": team(MEMBERS),
    "mfa_reauthenticate_webauthn": team("", led=MEMBERS),
    "mfa_remove_webauthn": team(
        "bruno", missing="aicha chloe denis elodie farid gaelle hugo jeanne"
    ),
    "mfa_view_recovery_codes": team("", missing=MEMBERS),
}
