"""The directory, common to the carriers of the platform."""

from tests.access.saying import everyone, team

PUBLIC: dict[str, dict[str, str]] = {
    "directory:search": everyone(),
    "directory:service": everyone("missing"),
    "directory:structure": everyone("missing"),
}
TEAM: dict[str, dict[str, str]] = {
    "directory_staff:correct": team("aicha hugo"),
    "directory_staff:correction_remove": team("aicha hugo"),
    "directory_staff:disagreements": team("aicha hugo"),
    "directory_staff:import_add": team("aicha hugo"),
    "directory_staff:import_confirm": team("aicha hugo"),
    "directory_staff:import_show": team("aicha hugo"),
    "directory_staff:imports": team("aicha hugo"),
    "directory_staff:record": team("aicha hugo"),
    "directory_staff:records": team("aicha hugo"),
    "directory_staff:refused_rows": team("aicha hugo"),
}
