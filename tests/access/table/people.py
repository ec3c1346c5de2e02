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
    "people:archive_reads": team("farid"),
    "people:convention_add": team("elodie hugo jeanne"),
    "people:convention_agree": team("", missing="elodie hugo jeanne"),  # agreed to already
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
    # Keeping.
    "people:destruction": team("bruno farid", missing="aicha chloe denis gaelle hugo"),
    "people:impact": team("farid"),
    "people:register": team("farid"),
    "people:register_csv": team("farid"),
    "people:register_ods": team("farid"),
    "people:retention": team("farid"),
    "people:retention_destroy": team("farid"),
    "people:retention_keep": team("farid"),
    "people:retention_reopen": team("farid"),
    "people:rights_answer": team("bruno chloe", missing=OTHERS),
    "people:rights_copy": team("bruno chloe", missing=OTHERS),
    "people:rights_package": team("bruno chloe", missing=OTHERS),
    "people:rights_decide": team("", led="aicha bruno chloe denis gaelle hugo"),  # a button
    "people:rights_doctor_copy": team("bruno chloe", missing=OTHERS),
    "people:rights_extend": team("bruno chloe", missing=OTHERS),
    "people:rights_lift": team("bruno chloe", missing=OTHERS),
    "people:rights_of": team("bruno chloe", missing=OTHERS),
    "people:rights_ready": team("", led="aicha bruno chloe denis gaelle hugo"),  # a button
    "people:rights_receive": team("bruno chloe", missing=OTHERS),
    "people:rights_release": team("bruno chloe farid", missing=OTHERS),
    "people:rights_request": team("bruno chloe", missing=OTHERS),
    "people:rights_waiting": team("farid"),
}
