"""Days of the week in words."""

from collections.abc import Iterable
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from allervers.tours.forms.series import WEEKDAYS

IN_A_ROW: Final = 3


def weekdays_text(days: Iterable[int]) -> str:
    """Return « lundi et jeudi »; « du lundi au vendredi » for three days in a row or more."""
    order = sorted(set(days))
    names = [str(WEEKDAYS[day][1]) for day in order]
    if len(order) >= IN_A_ROW and order[-1] - order[0] == len(order) - 1:
        return _("du %(first)s au %(last)s") % {"first": names[0], "last": names[-1]}
    return str(get_text_list(names, _("et")))
