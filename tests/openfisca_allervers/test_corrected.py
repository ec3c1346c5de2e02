"""Corrections are applied until the rules have their own value, and then disappear."""

from datetime import date
from typing import Any

import pytest
from openfisca_core.parameters import ParameterNode

from openfisca_allervers.corrected import Applied, Correction, Source, apply, corrections

TEXT = Source("Arrêté inventé", "https://www.legifrance.gouv.fr/invente")


def rules(*, ceiling: dict[str, float], step: dict[str, float]) -> Any:
    """Return parameters with one figure and one scale of two steps."""
    zero = {"2000-01-01": {"value": 0}}
    return ParameterNode("", data={
        "css": {"ceiling": {
            "description": "Plafond",
            "values": {day: {"value": value} for day, value in ceiling.items()},
            "metadata": {"reference": {"2024-04-01": {"title": "Arrêté de 2024"}}},
        }},
        "bands": {"brackets": [
            {"threshold": zero, "amount": zero},
            {"threshold": {d: {"value": v} for d, v in step.items()}, "amount": zero},
        ]},
    })  # fmt: skip


def correction() -> Correction:
    """Return a correction of both, from April 2025."""
    changes = {"css.ceiling": 10_339.0, "bands[1].threshold": 5_700.0}
    return Correction("raised", date(2025, 4, 1), date(2026, 3, 31), TEXT, changes)


def applied(parameters: Any) -> list[Applied]:
    """Apply the correction."""
    return list(apply(parameters, [correction()]))


def test_correction_gives_the_value_its_text_and_the_day_it_was_checked() -> None:
    parameters = rules(ceiling={"2024-04-01": 10_166}, step={"2021-01-01": 5_600})
    [one] = applied(parameters)
    assert one.changed == ("css.ceiling", "bands[1].threshold")
    assert parameters("2025-03-31").css.ceiling == 10_166
    assert parameters("2025-04-01").css.ceiling == 10_339
    assert parameters("2026-11-01").bands.thresholds == [0, 5_700]
    said = parameters.css.ceiling.metadata
    assert said["reference"]["2025-04-01"] == {"title": TEXT.title, "href": TEXT.href}
    assert said["reference"]["2024-04-01"] == {"title": "Arrêté de 2024"}
    assert (said["last_value_still_valid_on"], said["correction"]) == ("2026-03-31", "raised")


@pytest.mark.parametrize("day", ["2025-04-01", "2026-04-01"])
def test_correction_leaves_alone_what_the_rules_have_caught_up_with(day: str) -> None:
    parameters = rules(ceiling={day: 10_500}, step={"2021-01-01": 5_600})
    [one] = applied(parameters)
    assert one.changed == ("bands[1].threshold",)
    assert parameters(day).css.ceiling == 10_500


def test_correction_disappears_when_the_rules_have_it_all() -> None:
    parameters = rules(ceiling={"2025-04-01": 10_339}, step={"2025-04-01": 5_700})
    assert applied(parameters) == []
    assert "correction" not in parameters.css.ceiling.metadata


def test_each_correction_names_its_text_and_a_link() -> None:
    for one in corrections():
        assert one.changes, one.code
        assert one.source.title, one.code
        assert one.source.href.startswith("https://www.legifrance.gouv.fr/"), one.code
        assert one.since <= one.checked_until, one.code
