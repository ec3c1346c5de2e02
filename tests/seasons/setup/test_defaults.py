"""What is shown in a new form can be sent as it is."""

from allervers.seasons.forms.season import SeasonForm
from allervers.seasons.forms.taking_part import UnitForm
from tests.cast import Cast, viewer

WORKING_WEEK = [0, 1, 2, 3, 4]


def test_a_new_season_begins_with_its_defaults(cast: Cast) -> None:
    form = SeasonForm(viewer=viewer(cast.aicha))
    shown = {name: form[name].value() for name in ("weekdays", "visit_minutes", "at_least")}
    assert shown == {"weekdays": WORKING_WEEK, "visit_minutes": 150, "at_least": 2}


def test_a_new_unit_begins_with_its_days_and_hours(cast: Cast) -> None:
    form = UnitForm(choices=None)
    assert form["weekdays"].value() == WORKING_WEEK
    assert str(form["leaves_at"].value())[:5] == "08:30"
