"""Sectors and what they cover."""

from tests.access.saying import team

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    "territory:sector": team("aicha chloe elodie hugo jeanne"),
    "territory:sector_cover": team("aicha elodie hugo jeanne"),
    "territory:sector_uncover": team("aicha elodie hugo jeanne"),
    "territory:sectors": team("aicha chloe elodie hugo jeanne"),
    "territory:sectors_import": team("aicha elodie hugo jeanne"),
}
