"""Encounters, referrals and the sheet."""

from tests.access.saying import everyone, team

PUBLIC: dict[str, dict[str, str]] = {
    "sheet:entry": everyone(),
    "sheet:erase": everyone(),
    "sheet:erased": everyone(),
    "sheet:pdf": everyone(),
    "sheet:show": everyone(),
}
TEAM: dict[str, dict[str, str]] = {
    "reception:add": team("aicha bruno chloe hugo"),
    "reception:delete": team("aicha bruno chloe", missing="hugo"),
    "reception:edit": team("aicha bruno chloe", missing="hugo"),
    "reception:home": team("aicha bruno chloe hugo"),
    "reception:join": team("aicha bruno chloe", missing="hugo"),
    "reception:left_early": team("", led="aicha bruno chloe", missing="hugo"),
    "reception:new_code": team("aicha bruno chloe", missing="hugo"),
    "reception:of_file": team("bruno chloe", missing="aicha denis gaelle hugo"),
    "reception:orient": team("aicha bruno chloe", missing="hugo"),
    "reception:referral_outcome": team("aicha bruno chloe", missing="hugo"),
    "reception:referral_withdraw": team("aicha bruno chloe", missing="hugo"),
    "reception:resume": team("aicha bruno chloe hugo"),
    "reception:show": team("aicha bruno chloe", missing="hugo"),
}
