"""Figures and what they are counted from."""

from tests.access.saying import team

PUBLIC: dict[str, dict[str, str]] = {}
TEAM: dict[str, dict[str, str]] = {
    **{f"results:{one}": team("aicha elodie farid hugo jeanne") for one in ("csv", "home")},
    **{f"rights:{one}": team("aicha elodie farid hugo jeanne") for one in ("need", "need_csv")},
    "results:visit": team("aicha", missing="hugo"),
    "results:visits": team("aicha hugo"),
}
