"""Two invented households whose every answer is known."""

from allervers.rights.domain.answers import Answers

ALONE = Answers({
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "employee", "disability": "none", "incomes": ["wages"], "wages": "900",
    "steady": "yes", "housing": "tenant", "rent": "500", "flat_share": "no", "commune": "92040",
    "benefits": ["none"],
})  # fmt: skip
PARENT = Answers({
    **ALONE.raw, "age": 35, "children": 3, "children_ages": [2, 6, 17], "shared_custody": [],
    "other_parent": "does_not_pay", "taxed_income": "18000", "benefits": ["aide_logement"],
    "received_aide_logement": {"amount": "400", "months": 12},
})  # fmt: skip
ELDER = Answers({
    **ALONE.without("wages").without("pregnant").raw, "age": 64, "activity": "retired",
    "unfit": "no", "incomes": ["retirement"], "retirement": "600",
})  # fmt: skip
