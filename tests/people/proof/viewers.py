"""Who asks, in the proof: one member for each relation to the files, written as a table.

| relation | what ties them to each file |
|---|---|
| referent, team, care_team, desk, coordinator | the file is in their caseload |
| accepted, bound, asked, refused, revoked, done, over, withdrawn, agreement_over… | a share |
| glass_1, glass_2 (now), old_glass (five hours ago) | a glass broken, each on half of the files |
| colleague, former, new, unapproved, stopped, expired, … | nothing that holds |
"""

from dataclasses import dataclass
from typing import Final

from allervers.accounts.domain.role import Role

STRANGER: Final = "stranger"
KINDS: Final = ("active", "intermediate", "final", "restricted", "minor", "protected")
HALVES: Final = (("active", "intermediate", "restricted"), ("final", "minor", "protected"))
EVERYTHING: Final = frozenset([
    "identity", "contact", "situation", "children", "housing", "resources", "rights", "health",
    "violence", "protection",
])  # fmt: skip
AT_THE_DESK: Final = frozenset({"identity", "contact", "rights"})
SHARED: Final = frozenset({"identity", "contact", "situation", "violence"})


@dataclass(frozen=True, slots=True)
class Title:
    """A profession, and how far it is from being valid."""

    profession: str
    mission: str = ""
    standing: str = "approved"  # or waiting, stopped, expired


@dataclass(frozen=True, slots=True)
class Who:
    """One relation. `home`: carrier, partner, lapsed (convention ended), other, commune, host."""

    name: str
    home: str = "carrier"
    role: Role = Role.FIELD_WORKER
    title: Title | None = None
    tie: str = ""
    sections: frozenset[str] = EVERYTHING
    kinds: tuple[str, ...] = KINDS
    is_active: bool = True


SOCIAL: Final = Title("social_worker")
LOCAL: Final = Title("mission_locale_adviser")
MISSIONED: Final = Title("mission_locale_adviser", "mission inventée")


def _partner(name: str, home: str = "partner", title: Title = LOCAL) -> Who:
    return Who(name, home, Role.PARTNER, title, f"share:{name}", SHARED)


VIEWERS: Final = (
    Who("referent", title=SOCIAL, tie="referent"),
    Who("team", title=Title("specialised_educator", "mission inventée"), tie="team"),
    Who("unproved", title=Title("family_adviser"), tie="team"),
    Who("care_team", title=Title("doctor"), tie="team"),
    Who("desk", role=Role.RECEPTIONIST, title=Title("receptionist"), tie="team",
        sections=AT_THE_DESK),
    Who("coordinator", title=Title("family_adviser", "mission inventée"), tie="coordinator"),
    Who("former", title=SOCIAL, tie="former"),
    Who("colleague", role=Role.COORDINATOR, title=SOCIAL),
    Who("new"),
    Who("unapproved", title=Title("social_worker", standing="waiting"), tie="team"),
    Who("stopped", title=Title("social_worker", standing="stopped"), tie="team"),
    Who("expired", title=Title("social_worker", standing="expired"), tie="team"),
    Who("left", title=SOCIAL, tie="team", is_active=False),
    Who("councillor", title=Title("elected"), tie="team"),
    _partner("accepted"),
    _partner("bound", title=MISSIONED),
    _partner("asked"),
    _partner("refused"),
    _partner("revoked"),
    _partner("done"),
    _partner("over"),
    _partner("withdrawn"),
    _partner("agreement_over"),
    _partner("elected", title=Title("elected")),
    _partner("lapsed", "lapsed"),
    Who("glass_1", title=SOCIAL, tie="glass", kinds=HALVES[0]),
    Who("glass_2", title=SOCIAL, tie="glass", kinds=HALVES[1]),
    Who("glass_desk", role=Role.RECEPTIONIST, title=Title("receptionist"), tie="glass",
        kinds=HALVES[0]),
    Who("glass_without", "lapsed", Role.PARTNER, SOCIAL, "glass", kinds=HALVES[0]),
    Who("old_glass", title=SOCIAL, tie="old_glass", kinds=HALVES[0]),
    Who("dpo", role=Role.DPO),
    Who("dpo_too", role=Role.DPO, title=SOCIAL, tie="team"),
    Who("administrator", role=Role.ADMINISTRATOR),
    Who("host", "host", Role.ADMINISTRATOR),
    Who("mayor", "commune", Role.PARTNER),
    Who("elsewhere", "other", Role.COORDINATOR, SOCIAL),
    Who("dpo_elsewhere", "other", Role.DPO),
)  # fmt: skip
BY_NAME: Final = {one.name: one for one in VIEWERS}
NAMES: Final = (*BY_NAME, STRANGER)
