"""Themed editions of a season: what they change in a plan, and what they do not.

The visits of a plan wear the season's edition once published. Nothing says that a theme closes a
halt to others: who is counted is what the season's weights say, and people are told so.
"""

from collections import Counter
from collections.abc import Iterable

from allervers.seasons.domain.matters import Code, Kind, Matter, Named, seen
from allervers.seasons.domain.need import AUDIENCES
from allervers.seasons.mapping import to_weights
from allervers.seasons.models import Season
from allervers.tours.models import Edition, Visit


def theme_text(edition: Edition) -> str:
    """Name an edition and its public: « Caravane (jeunes) »."""
    return f"{edition.name} ({edition.get_audience_display()})"


def theme_matters(season: Season, given: Iterable[Visit]) -> list[Matter]:
    """Tell what a season's theme does not change, and the themes of visits already announced."""
    found = [of_season(season, season.edition)] if season.edition else []
    worn = Counter(theme_text(one.edition) for one in given if one.edition)
    if worn:
        names = (f"{name} × {count}" for name, count in sorted(worn.items()))
        found.append(seen(Code.THEMES_GIVEN, *map(plain, names)))
    return [one for one in found if one is not None]


def of_season(season: Season, edition: Edition) -> Matter | None:
    """Tell that the public of a theme is not looked for; None when it is, or is everybody."""
    public = edition.audience
    if public == Edition.Audience.EVERYONE or public in to_weights(season):
        return None
    code = Code.THEME_NOT_COUNTED if public in AUDIENCES else Code.THEME_UNKNOWN
    return seen(code, plain(theme_text(edition)))


def plain(text: str) -> Named:
    """Name something without a page."""
    return Named(Kind.TEXT, "", text)
