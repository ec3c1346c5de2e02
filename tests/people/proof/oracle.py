"""What each relation reads of each kind of file, from docs/why/people.md: a third decision.

Written from the rules in French, not from the program: it shares no line with `decide` nor with
PostgreSQL, and knows sections, professions and states as plain words.
"""

from typing import Final

from tests.people.proof.viewers import Title, Who

Sections = frozenset[str]
NOTHING: Final[Sections] = frozenset()
# « les six rubriques sans secret »
UNPROTECTED: Final = frozenset(
    ["identity", "contact", "situation", "housing", "resources", "rights"]
)
SECRET: Final = frozenset(["children", "health", "violence", "protection"])
WHOLE: Final = UNPROTECTED | SECRET
# The table « Les rubriques, par métier », for the professions of the proof.
BY_PROFESSION: Final = {
    "social_worker": WHOLE,
    "specialised_educator": WHOLE,
    "family_adviser": WHOLE - {"health"},
    "doctor": WHOLE - {"housing", "resources"},
    "mission_locale_adviser": UNPROTECTED,
    "receptionist": frozenset(["identity", "contact", "rights"]),
    "elected": NOTHING,
}
BOUND_BY_PROFESSION: Final = frozenset(["social_worker", "doctor"])
NEVER_BOUND: Final = frozenset(["elected"])
IN_DANGER: Final = frozenset(["identity", "contact", "violence", "protection"])
SHARE_THAT_HOLDS: Final = frozenset(["accepted", "bound", "elected"])
WORKS_WITH_THE_CARRIER: Final = frozenset(["carrier", "partner"])  # itself, or a live convention
ARCHIVED: Final = frozenset(["intermediate", "final"])
MUST_SAY_WHY: Final = frozenset(["intermediate", "restricted"])


def is_bound(title: Title) -> bool:
    """Whether the law binds them to secrecy, by profession or by a mission with its act."""
    if title.profession in NEVER_BOUND:
        return False
    return title.profession in BOUND_BY_PROFESSION or bool(title.mission)


def opened(who: Who | None, kind: str) -> Sections:
    """Return what somebody (None: a stranger) reads of a file of a kind."""
    if who is None or not _may_hold_files(who) or kind not in who.kinds:
        return NOTHING
    if kind == "final" or who.home not in WORKS_WITH_THE_CARRIER or who.title is None:
        return NOTHING
    found = _by_tie(who, who.title, kind)
    return found & {"identity", "contact"} if kind == "restricted" else found


def holds(who: Who) -> bool:
    """Whether PostgreSQL knows them as a professional at all, DPO or not."""
    title = who.title
    return who.is_active and title is not None and title.standing == "approved"


def _may_hold_files(who: Who) -> bool:
    return holds(who) and who.role != "dpo"


def _by_tie(who: Who, title: Title, kind: str) -> Sections:
    if who.tie in {"referent", "team", "coordinator"}:
        if kind in ARCHIVED and who.tie != "referent":
            return NOTHING  # only the referent stays
        held = BY_PROFESSION[title.profession] & who.sections
        held = held if is_bound(title) else held - SECRET
        return held - {"health", "violence", "protection"} if who.tie == "coordinator" else held
    if kind in ARCHIVED:
        return NOTHING
    if who.tie == "glass":
        danger = IN_DANGER if is_bound(title) else IN_DANGER - SECRET
        return danger if BY_PROFESSION[title.profession] else NOTHING
    if who.tie.removeprefix("share:") in SHARE_THAT_HOLDS and title.profession != "elected":
        return who.sections - {"health"} if is_bound(title) else who.sections - SECRET
    return NOTHING


def is_followed(who: Who) -> bool:
    """Whether the file is in their caseload, as opposed to shared or opened in danger."""
    return who.tie in {"referent", "team", "coordinator"}
