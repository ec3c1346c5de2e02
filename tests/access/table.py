"""Who opens which page: one line for each named address of the site.

A page that is not here fails the test; so does a line without its page. To add one: write its line,
and in world.py how to make the objects that its address names.

    everyone()                     the public page: opens for all, and sets no cookie
    team("aicha", missing="hugo")  opens for Aïcha; for Hugo, of another carrier, it does not exist;
                                   other members are refused; a stranger is asked to sign in;
                                   Inès, deactivated, is told that she belongs nowhere
    mixed({outcome: who})          everybody said one by one (the pages of sign-in)

Who is who: tests/cast.py.
"""

from tests.access.asking import STRANGER

MEMBERS = "aicha bruno chloe denis elodie farid gaelle hugo jeanne"
ALL = f"{STRANGER} ines {MEMBERS}"


def everyone(outcome: str = "open") -> dict[str, str]:
    """Give the same answer to all."""
    return dict.fromkeys(ALL.split(), outcome)


def team(opens: str, *, missing: str = "", led: str = "") -> dict[str, str]:
    """Open to some members, refuse the others, ask strangers to sign in."""
    return {
        STRANGER: "sign-in",
        "ines": "no-organisation",
        **dict.fromkeys(MEMBERS.split(), "refused"),
        **dict.fromkeys(opens.split(), "open"),
        **dict.fromkeys(missing.split(), "missing"),
        **dict.fromkeys(led.split(), "led-elsewhere"),
    }


def mixed(said: dict[str, str]) -> dict[str, str]:
    """Say what everybody gets."""
    return {who: outcome for outcome, names in said.items() for who in names.split()}


PUBLIC = {
    "alive": everyone(),
    "api-1:api-root": everyone("missing"),
    "api-1:halts": everyone(),
    "api-1:halts_geojson": everyone(),
    "api-1:openapi-json": everyone(),
    "api-1:outline": everyone(),
    "api-1:results": everyone(),
    "api-1:results_csv": everyone(),
    "api-1:search": everyone("400"),
    "api-1:show": everyone(),
    "api-1:units": everyone(),
    "api-1:visit": everyone(),
    "api-1:visits": everyone(),
    "api-1:visits_geojson": everyone(),
    "api-1:search_services": everyone(),
    "api-1:services": everyone(),
    "api-1:service": everyone("missing"),
    "api-1:structures": everyone(),
    "api-1:structure": everyone("missing"),
    "api-1:sources": everyone(),
    "api-1:list_frais": everyone(),
    "api-1:list_modes_accueil": everyone(),
    "api-1:list_modes_mobilisation": everyone(),
    "api-1:list_personnes_mobilisatrices": everyone(),
    "api-1:list_publics": everyone(),
    "api-1:list_reseaux_porteurs": everyone(),
    "api-1:list_thematiques": everyone(),
    "api-1:list_types_services": everyone(),
    "api-1:doc_frais": everyone(),
    "api-1:doc_modes_accueil": everyone(),
    "api-1:doc_modes_mobilisation": everyone(),
    "api-1:doc_personnes_mobilisatrices": everyone(),
    "api-1:doc_publics": everyone(),
    "api-1:doc_reseaux_porteurs": everyone(),
    "api-1:doc_thematiques": everyone(),
    "api-1:doc_types_services": everyone(),
    "directory:search": everyone(),
    "directory:service": everyone("missing"),
    "directory:structure": everyone("missing"),
    "public:address": everyone("led-elsewhere"),
    "public:commune": everyone(),
    "public:commune_ics": everyone(),
    "public:communes": everyone(),
    "public:halt": everyone(),
    "public:halt_ics": everyone(),
    "public:home": everyone(),
    "public:open_data": everyone(),
    "public:outlines": everyone("missing"),
    "public:points": everyone("missing"),
    "public:poster": everyone(),
    "public:search": everyone(),
    "public:unit": everyone(),
    "public:unit_ics": everyone(),
    "public:visit": everyone(),
    "public:visit_ics": everyone(),
    "ready": everyone(),
    "sheet:entry": everyone(),
    "sheet:erase": everyone(),
    "sheet:erased": everyone(),
    "sheet:pdf": everyone(),
    "sheet:show": everyone(),
    "staff:my_calendar": everyone(),
    "ui:accessibility": everyone(),
    "ui:emergency": everyone(),
    "ui:favicon": everyone("led-elsewhere"),
    "ui:gallery": everyone(),
    "ui:legal": everyone(),
    "ui:privacy": everyone(),
    "ui:robots": everyone(),
}
ENTERING = {
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
ACCOUNTS = {
    "accounts:choose_organisation": team(MEMBERS),
    "accounts:close_session": team(
        "bruno", missing="aicha chloe denis elodie farid gaelle hugo jeanne"
    ),
    "accounts:deactivate": team("elodie jeanne", missing="hugo"),
    "accounts:invite": team("elodie hugo jeanne"),
    "accounts:invite_to": team("elodie jeanne", missing="hugo"),
    "accounts:invited": team("elodie jeanne", missing="hugo"),
    "accounts:journal": team("farid"),
    "accounts:members": team("elodie hugo jeanne"),
    "accounts:members_of": team("elodie jeanne", missing="hugo"),
    "accounts:organisation_add": team("jeanne"),
    "accounts:organisation_edit": team("jeanne"),
    "accounts:organisation_switch": team("jeanne"),
    "accounts:organisations": team("jeanne"),
    "accounts:profile": team(MEMBERS),
    "accounts:forget_factors": team("elodie jeanne", missing="hugo"),
    "accounts:reactivate": team("elodie jeanne", missing="hugo"),
    "accounts:resend": team("elodie jeanne", missing="hugo"),
    "accounts:revoke": team("elodie jeanne", missing="hugo"),
    "accounts:roles": team("elodie jeanne", missing="hugo"),
    "accounts:sessions": team(MEMBERS),
}
TERRITORY = {
    "territory:sector": team("aicha chloe elodie hugo jeanne"),
    "territory:sector_cover": team("aicha elodie hugo jeanne"),
    "territory:sector_uncover": team("aicha elodie hugo jeanne"),
    "territory:sectors": team("aicha chloe elodie hugo jeanne"),
    "territory:sectors_import": team("aicha elodie hugo jeanne"),
}
STAFF = {
    "staff:absence_add": team("aicha denis gaelle hugo"),
    "staff:absence_delete": team("aicha", missing="denis gaelle hugo"),
    "staff:absences": team("aicha denis gaelle hugo"),
    "staff:agreement": team("aicha chloe gaelle", missing="denis hugo"),
    "staff:agreement_answer": team("gaelle", missing="aicha denis hugo"),
    "staff:agreement_ask": team("aicha", missing="hugo"),
    "staff:agreement_letter": team("aicha chloe gaelle", missing="denis hugo"),
    "staff:agreement_paper": team("aicha", missing="hugo"),
    "staff:agreement_withdraw": team("aicha gaelle", missing="denis hugo"),
    "staff:agreements": team("aicha chloe denis gaelle hugo"),
    "staff:cancel_many": team("aicha hugo"),
    "staff:crew": team("aicha", missing="hugo"),
    "staff:edition_add": team("aicha hugo"),
    "staff:edition_delete": team("aicha", missing="hugo"),
    "staff:edition_edit": team("aicha", missing="hugo"),
    "staff:editions": team("aicha hugo"),
    "staff:halt": team("aicha bruno chloe", missing="hugo"),
    "staff:halt_add": team("aicha hugo"),
    "staff:halt_edit": team("aicha", missing="hugo"),
    "staff:halt_retire": team("aicha", missing="hugo"),
    "staff:halts": team("aicha bruno chloe hugo"),
    "staff:home": team(MEMBERS),
    "staff:import_add": team("aicha hugo"),
    "staff:import_refused": team("aicha", missing="hugo"),
    "staff:import_show": team("aicha", missing="hugo"),
    "staff:imports": team("aicha hugo"),
    "staff:notice_add": team("aicha hugo"),
    "staff:notice_edit": team("aicha", missing="hugo"),
    "staff:notice_end": team("aicha", missing="hugo"),
    "staff:notices": team("aicha hugo"),
    "staff:presence": team("denis", missing="gaelle"),
    "staff:presences": team("denis gaelle"),
    "staff:proposal": team("aicha", missing="hugo"),
    "staff:series_add": team("aicha", missing="hugo"),
    "staff:series_delete": team("aicha", missing="hugo"),
    "staff:series_edit": team("aicha", missing="hugo"),
    "staff:sheet": team("aicha bruno chloe hugo"),
    "staff:tour": team("aicha bruno chloe", missing="hugo"),
    "staff:tour_add": team("aicha hugo"),
    "staff:tour_csv": team("aicha bruno chloe", missing="hugo"),
    "staff:tour_delete": team("aicha", missing="hugo"),
    "staff:tour_edit": team("aicha", missing="hugo"),
    "staff:tour_publish": team("aicha", missing="hugo"),
    "staff:tours": team("aicha bruno chloe hugo"),
    "staff:unit": team("aicha bruno chloe", missing="hugo"),
    "staff:unit_add": team("aicha hugo"),
    "staff:unit_edit": team("aicha", missing="hugo"),
    "staff:unit_retire": team("aicha", missing="hugo"),
    "staff:units": team("aicha bruno chloe hugo"),
    "staff:visit": team("aicha bruno chloe", missing="hugo"),
    "staff:visit_add": team("aicha", missing="hugo"),
    "staff:visit_cancel": team("aicha", missing="hugo"),
    "staff:visit_delete": team("aicha", missing="hugo"),
    "staff:visit_edit": team("aicha", missing="hugo"),
    "staff:visit_move": team("aicha", missing="hugo"),
    "staff:visit_publish": team("aicha", missing="hugo"),
    "staff:visit_restore": team("aicha", missing="hugo"),
}
# The directory is common to the carriers of the platform.
DIRECTORY = {
    "directory_staff:correct": team("aicha hugo"),
    "directory_staff:correction_remove": team("aicha hugo"),
    "directory_staff:disagreements": team("aicha hugo"),
    "directory_staff:import_add": team("aicha hugo"),
    "directory_staff:import_confirm": team("aicha hugo"),
    "directory_staff:import_show": team("aicha hugo"),
    "directory_staff:imports": team("aicha hugo"),
    "directory_staff:record": team("aicha hugo"),
    "directory_staff:records": team("aicha hugo"),
    "directory_staff:refused_rows": team("aicha hugo"),
}
RECEPTION = {
    "reception:add": team("aicha bruno chloe hugo"),
    "reception:delete": team("aicha bruno chloe", missing="hugo"),
    "reception:edit": team("aicha bruno chloe", missing="hugo"),
    "reception:home": team("aicha bruno chloe hugo"),
    "reception:left_early": team("", led="aicha bruno chloe", missing="hugo"),
    "reception:new_code": team("aicha bruno chloe", missing="hugo"),
    "reception:orient": team("aicha bruno chloe", missing="hugo"),
    "reception:referral_outcome": team("aicha bruno chloe", missing="hugo"),
    "reception:referral_withdraw": team("aicha bruno chloe", missing="hugo"),
    "reception:resume": team("aicha bruno chloe hugo"),
    "reception:show": team("aicha bruno chloe", missing="hugo"),
}
RIGHTS = {
    "rights:sheet": team("aicha bruno chloe", missing="hugo"),
    "rights:answers": team("aicha bruno chloe", missing="hugo"),
    "rights:question": team("aicha bruno chloe", missing="hugo"),
    "rights:show": team("aicha bruno chloe", missing="hugo"),
    "rights:start": team("aicha bruno chloe", missing="hugo"),
}
RESULTS = {
    "results:csv": team("aicha elodie farid hugo jeanne"),
    "results:home": team("aicha elodie farid hugo jeanne"),
    "results:visit": team("aicha", missing="hugo"),
    "results:visits": team("aicha hugo"),
}
TABLE = {
    **PUBLIC,
    **ENTERING,
    **ACCOUNTS,
    **TERRITORY,
    **STAFF,
    **DIRECTORY,
    **RECEPTION,
    **RIGHTS,
    **RESULTS,
}
