"""Persons followed by an organisation."""

from tests.access.saying import team

# Nour is followed by Bruno, and by Chloé for what the desk needs: to others the file is not there.
OTHERS = "aicha denis gaelle hugo"

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    "people:add": team(""),  # nobody has an approved profession here
    "people:caseload": team("aicha bruno chloe denis gaelle hugo"),
    "people:print": team("bruno chloe", missing=OTHERS),
    "people:show": team("bruno chloe", missing=OTHERS),
}
