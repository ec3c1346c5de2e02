"""Organisations, members, invitations, sessions."""

from tests.access.saying import MEMBERS, team

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
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
    "accounts:two_hands": team("elodie farid hugo jeanne"),
    "accounts:two_hands_answer": team("elodie farid jeanne", missing="hugo"),
}
