"""Persons followed by an organisation."""

from tests.access.saying import MEMBERS, everyone, team

# Nour is followed by Bruno, and by Chloé for what the desk needs: to others the file is not there.
OTHERS = "aicha denis gaelle hugo"

PUBLIC: dict[str, dict[str, str]] = {
    "notice:easy": everyone(),
    "notice:easy_pdf": everyone(),
    "notice:pdf": everyone(),
    "notice:show": everyone(),
}
TEAM: dict[str, dict[str, str]] = {
    "people:add": team(""),  # nobody has an approved profession here
    "people:caseload": team("aicha bruno chloe denis gaelle hugo"),
    "people:print": team("bruno chloe", missing=OTHERS),
    "people:show": team("bruno chloe", missing=OTHERS),
    # Watching.
    "people:alert_handle": team("", missing=MEMBERS),  # a button: nothing to read there
    "people:convention_add": team("elodie hugo jeanne"),
    "people:convention_end": team("elodie jeanne", missing="hugo"),
    "people:conventions": team("elodie farid hugo jeanne"),
    "people:desk": team("farid"),
    "people:file_hand_over": team("farid"),
    "people:glass": team(MEMBERS),
    "people:glass_break": team("", missing=MEMBERS),  # only what one has just found
    "people:glass_review": team("farid"),
    "people:my_access": team(MEMBERS),
    "people:my_reads": team(MEMBERS),
    "people:professional_approve": team("elodie farid jeanne", missing="hugo"),
    "people:professional_propose": team("elodie jeanne", missing="hugo"),
    "people:professional_refuse": team("elodie farid jeanne", missing="hugo"),
    "people:professionals": team("elodie farid hugo jeanne"),
    "people:prove": team(MEMBERS),
    "people:reads_sample": team("farid"),
    "people:readers": team("bruno", missing=f"{OTHERS} chloe elodie farid jeanne"),
    "people:stop_lift": team("farid"),
}
