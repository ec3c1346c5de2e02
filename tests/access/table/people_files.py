"""Files of people: what is inside one. Nour is followed by Bruno (all) and Chloé (the desk)."""

from tests.access.saying import team

OTHERS = "aicha denis gaelle hugo"
ALL_BUT_BRUNO = f"chloe {OTHERS}"

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    "people:agreement_add": team("bruno chloe", missing=OTHERS),
    "people:agreement_withdraw": team("bruno chloe", missing=OTHERS),
    "people:agreements": team("bruno chloe", missing=OTHERS),
    "people:contact_add": team("bruno chloe", missing=OTHERS),
    "people:contact_edit": team("bruno chloe", missing=OTHERS),
    "people:contact_remove": team("bruno chloe", missing=OTHERS),
    "people:duplicates": team("bruno chloe", missing=OTHERS),
    "people:entry_add": team("bruno chloe", missing=OTHERS),
    "people:entry_correct": team("bruno", missing=ALL_BUT_BRUNO),
    "people:household": team("bruno", missing=ALL_BUT_BRUNO),
    "people:household_add": team("bruno", missing=ALL_BUT_BRUNO),
    "people:household_leave": team("bruno", missing=ALL_BUT_BRUNO),
    "people:identity": team("bruno chloe", missing=OTHERS),
    "people:information_add": team("bruno chloe", missing=OTHERS),
    "people:informations": team("bruno chloe", missing=OTHERS),
    "people:protected": team("bruno", missing=ALL_BUT_BRUNO),
    "people:protected_add": team("bruno", missing=ALL_BUT_BRUNO),
    "people:protected_answer": team("bruno", missing=ALL_BUT_BRUNO),
    "people:protected_ask": team("bruno", missing=ALL_BUT_BRUNO),
    "people:protected_retire": team("", missing=ALL_BUT_BRUNO),  # the same
    "people:protected_read": team("", missing=ALL_BUT_BRUNO),  # Bruno needs somebody's agreement
    "people:speaker_add": team("bruno chloe", missing=OTHERS),
    "people:speaker_edit": team("bruno chloe", missing=OTHERS),
    "people:team": team("bruno chloe", missing=OTHERS),
    "people:team_add": team("bruno", missing=OTHERS),  # Chloé is no referent
    "people:team_remove": team("bruno", missing=OTHERS),
    "people:timeline": team("bruno chloe", missing=OTHERS),
}
