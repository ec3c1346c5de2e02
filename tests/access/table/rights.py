"""Screenings, claims and rules."""

from tests.access.saying import team

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    "rights:claim": team("aicha bruno chloe", missing="hugo"),
    "rights:claim_change": team("aicha bruno chloe", missing="hugo"),
    "rights:claim_follow": team("", led="aicha bruno chloe", missing="hugo"),
    "rights:claim_handled": team("", led="aicha bruno chloe", missing="hugo"),
    "rights:claim_undo": team("aicha bruno chloe", missing="hugo"),
    "rights:claims": team("aicha bruno chloe hugo"),
    "rights:claims_agenda": team("aicha bruno chloe hugo"),
    "rights:claims_digest": team("", led="aicha bruno chloe hugo"),
    "rights:claims_of": team("aicha bruno chloe", missing="hugo"),
    "rights:rules": team("aicha bruno chloe hugo"),
    "rights:rules_of": team("aicha bruno chloe hugo"),
    "rights:why": team("aicha bruno chloe", missing="hugo"),
    "rights:local": team("aicha bruno chloe hugo"),
    "rights:sheet": team("aicha bruno chloe", missing="hugo"),
    "rights:answers": team("aicha bruno chloe", missing="hugo"),
    "rights:question": team("aicha bruno chloe", missing="hugo"),
    "rights:show": team("aicha bruno chloe", missing="hugo"),
    "rights:start": team("aicha bruno chloe", missing="hugo"),
}
