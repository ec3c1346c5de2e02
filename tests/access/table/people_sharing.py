"""Shares, concerns, coordination, the links of partners."""

from tests.access.saying import MEMBERS, everyone, team

# Bruno proposes to Denis a part of Nour's file; Aïcha received a concern; Gaëlle's commune a need.
NOT_DENIS = "aicha bruno chloe elodie farid gaelle hugo jeanne"
NOT_BRUNO = "aicha chloe denis elodie farid gaelle hugo jeanne"
NOT_AICHA = "bruno chloe denis elodie farid gaelle hugo jeanne"
NOT_GAELLE = "aicha bruno chloe denis elodie farid hugo jeanne"

PUBLIC: dict[str, dict[str, str]] = {
    "partner:door": everyone(),
    "partner:read": everyone("led-elsewhere"),
}
TEAM: dict[str, dict[str, str]] = {
    "people:concern": team("aicha", missing=NOT_AICHA),
    "people:concern_send": team(MEMBERS),
    "people:concerns_received": team(MEMBERS),
    "people:coordination": team("gaelle", missing=NOT_GAELLE),
    "people:coordination_ask": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:coordination_end": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:coordinator_name": team("gaelle", missing=NOT_GAELLE),
    "people:file_shares": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:share": team("bruno denis", missing="aicha chloe elodie farid gaelle hugo jeanne"),
    "people:share_begin": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:share_stranger": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:share_with": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "people:share_accept": team("denis", missing=NOT_DENIS),
    "people:share_finish": team("denis", missing=NOT_DENIS),
    "people:share_link": team("bruno", missing=NOT_BRUNO),
    "people:share_refuse": team("denis", missing=NOT_DENIS),
    "people:share_revoke": team("bruno", missing=NOT_BRUNO),
    "people:shares_received": team(MEMBERS),
    "people:shares_sent": team(MEMBERS),
}
