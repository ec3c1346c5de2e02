"""Seasons: preparing and computing them (coordinators of their carrier)."""

from tests.access.saying import team

PUBLIC: dict[str, dict[str, str]] = {}
OWN = team("aicha", missing="hugo")
TEAM: dict[str, dict[str, str]] = {
    "seasons:check": OWN,
    "seasons:computation": OWN,
    "seasons:computation_stop": OWN,
    "seasons:computations": OWN,
    "seasons:halt_edit": OWN,
    "seasons:halt_remove": OWN,
    "seasons:halt_window_remove": OWN,
    "seasons:halt_windows": OWN,
    "seasons:halts": OWN,
    "seasons:halts_add": OWN,
    "seasons:list": team("aicha hugo"),
    "seasons:need": OWN,
    "seasons:need_accept": OWN,
    "seasons:need_csv": OWN,
    "seasons:need_past": OWN,
    "seasons:need_reset": OWN,
    "seasons:partner_add": OWN,
    "seasons:partner_edit": OWN,
    "seasons:partner_remove": OWN,
    "seasons:partners": OWN,
    "seasons:season": OWN,
    "seasons:season_add": team("aicha hugo"),
    "seasons:season_delete": OWN,
    "seasons:season_duplicate": OWN,
    "seasons:season_edit": OWN,
    "seasons:suppositions": OWN,
    "seasons:unit_add": OWN,
    "seasons:unit_edit": OWN,
    "seasons:unit_remove": OWN,
    "seasons:units": OWN,
}
