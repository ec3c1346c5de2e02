"""Plans of a season: coordinators of the carrier; others of its team once published."""

from tests.access.saying import team

PUBLIC: dict[str, dict[str, str]] = {}
OWN = team("aicha", missing="hugo")
UNPUBLISHED = team("aicha", missing="bruno chloe hugo")
TEAM: dict[str, dict[str, str]] = {
    "seasons:answer_accept": OWN,
    "seasons:compare_calendar": UNPUBLISHED,
    "seasons:compare_list": UNPUBLISHED,
    "seasons:compare_map": UNPUBLISHED,
    "seasons:compare_outlines": UNPUBLISHED,
    "seasons:compare_points": UNPUBLISHED,
    "seasons:plan": UNPUBLISHED,
    "seasons:plan_answer": OWN,
    "seasons:plan_broken": OWN,
    "seasons:plan_calendar": UNPUBLISHED,
    "seasons:plan_compare": UNPUBLISHED,
    "seasons:plan_csv": UNPUBLISHED,
    "seasons:plan_ics": UNPUBLISHED,
    "seasons:plan_letters": OWN,
    "seasons:plan_list": UNPUBLISHED,
    "seasons:plan_map": UNPUBLISHED,
    "seasons:plan_outlines": UNPUBLISHED,
    "seasons:plan_pdf": UNPUBLISHED,
    "seasons:plan_points": UNPUBLISHED,
    "seasons:plan_publish": OWN,
    "seasons:plan_reached": OWN,
    "seasons:plan_replan": OWN,
    "seasons:plan_undo": OWN,
    "seasons:plan_why": OWN,
    "seasons:planned_add": OWN,
    "seasons:planned_change": OWN,
    "seasons:planned_lock": OWN,
    "seasons:planned_remove": OWN,
    "seasons:planned_why": OWN,
}
