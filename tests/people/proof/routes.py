"""Every address that names something of a file, and what it must answer: from the rules.

An address of people (or the reception's page of a file) with an argument and no line here fails.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.people.proof.oracle import MUST_SAY_WHY, Sections, holds, is_followed, opened
from tests.people.proof.viewers import Who

HOLDERS: Final = frozenset(["field_worker", "receptionist", "coordinator", "partner"])
OPEN, MISSING, REFUSED, CONFLICT, WHY = "open", "missing", "refused", "conflict", "why"


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: who asks, of which kind of file, how."""

    who: Who
    kind: str
    method: str

    @property
    def sections(self) -> Sections:
        """What they read of the file."""
        return opened(self.who, self.kind)

    @property
    def is_referent(self) -> bool:
        """Whether they answer for the file, and may hold files at all."""
        return self.who.tie == "referent"

    @property
    def is_posted(self) -> bool:
        """Whether something is sent (a reason too: it satisfies archives)."""
        return self.method == "POST"


Rule = Callable[[Cell], str]


def for_roles(roles: frozenset[str], rule: Rule) -> Rule:
    """Refuse the roles that have nothing to do there, before anything else."""
    return lambda cell: rule(cell) if str(cell.who.role) in roles else REFUSED


def shows(section: str = "", *, caseload: bool = False, asks: bool = True) -> Rule:
    """A page that shows: closed files do not exist; an archive asks why."""

    def rule(cell: Cell) -> str:
        if not cell.sections:
            return MISSING
        if cell.kind in MUST_SAY_WHY and not cell.is_posted:
            return WHY if asks else CONFLICT
        is_missing = section and section not in cell.sections
        return MISSING if is_missing or (caseload and not is_followed(cell.who)) else OPEN

    return for_roles(HOLDERS, rule)


def changes(section: str = "", *, referent: bool = False) -> Rule:
    """A page that changes a file, for who follows it: never an archive, nor a limited one."""

    def rule(cell: Cell) -> str:
        if not cell.sections or (section and section not in cell.sections):
            return MISSING
        if cell.kind in MUST_SAY_WHY:
            return CONFLICT
        if not is_followed(cell.who):
            return REFUSED  # a share and the glass let read, not write
        return REFUSED if referent and not cell.is_referent else OPEN

    return for_roles(HOLDERS, rule)


def asked_by_the_person(cell: Cell) -> str:
    """What the person asks of their file: by whom follows it, the reason being theirs."""
    return OPEN if cell.sections and is_followed(cell.who) else MISSING


def of_the_dpo(rule: Rule) -> Rule:
    """A page of the DPO of the organisation that holds the file."""

    def own(cell: Cell) -> str:
        return rule(cell) if cell.who.home == "carrier" else MISSING

    return for_roles(frozenset(["dpo"]), own)


def always(outcome: str) -> Rule:
    """The same answer for all."""
    return lambda _cell: outcome


def own_share(cell: Cell) -> str:
    """The terms of a share: for its recipient and the referent, while they may hold files."""
    is_mine = cell.who.tie.startswith("share:") or cell.is_referent
    return OPEN if is_mine and holds(cell.who) else MISSING


def answers(wanted: str) -> Rule:
    """What a recipient answers: accept or refuse what is asked, finish what is accepted."""
    waiting = {"accept": {"asked"}, "refuse": {"asked"}}
    live = waiting.get(
        wanted, {"accepted", "bound", "elected", "withdrawn", "agreement_over", "lapsed"}
    )

    def rule(cell: Cell) -> str:
        if not cell.who.tie.startswith("share:"):
            return MISSING
        if cell.who.name not in live:
            return CONFLICT
        is_closed = wanted == "accept" and cell.is_posted and cell.kind in {"intermediate", "final"}
        return CONFLICT if is_closed else OPEN

    return rule


def handed_out(cell: Cell) -> str:
    """A copy that is ready: released by a second person, or by the DPO, who does not read it."""
    if str(cell.who.role) == "dpo":
        return OPEN if cell.who.home == "carrier" else MISSING
    if asked_by_the_person(cell) == MISSING:
        return MISSING
    return CONFLICT if cell.is_referent and cell.is_posted else OPEN  # who received it


def ends(cell: Cell) -> str:
    """A destruction: told to the DPO and to the referent, until a second person agreed."""
    is_dpo = str(cell.who.role) == "dpo" and cell.who.home == "carrier"
    return OPEN if (is_dpo or cell.is_referent) and cell.kind != "final" else MISSING


def administers(cell: Cell) -> str:
    """A member of the carrier, or its convention: its administrator, or the host's."""
    return OPEN if cell.who.name in {"administrator", "host"} else MISSING


def approves(cell: Cell) -> str:
    """A proposal of the host's: a second person; who proposed it is told that it takes two."""
    if cell.who.name == "host" and cell.is_posted:
        return REFUSED
    is_near = cell.who.home in {"carrier", "host"}
    return OPEN if is_near else MISSING


def looks_after(cell: Cell) -> str:
    """A proposal to refuse."""
    return OPEN if cell.who.home in {"carrier", "host"} else MISSING


ADMIN: Final = frozenset(["administrator"])
SIGNERS: Final = frozenset(["administrator", "dpo"])
CONCERNED: Final = HOLDERS | {"dpo"}


FOR_PERSON: Final = for_roles(HOLDERS, asked_by_the_person)


def of_the_referent(cell: Cell) -> str:
    """For whoever answers for the file."""
    return OPEN if cell.is_referent else MISSING


def _another(rule: Rule) -> Rule:
    """Whoever asked does not answer; nor whoever does not follow the file."""

    def answered(cell: Cell) -> str:
        is_outside = cell.is_posted and not is_followed(cell.who)
        is_closed = cell.who.name == "team" or is_outside
        return MISSING if rule(cell) == OPEN and is_closed else rule(cell)

    return answered


def _of_health(rule: Rule) -> Rule:
    """A note on health: its section is looked at last."""
    return lambda cell: (
        MISSING if rule(cell) == OPEN and "health" not in cell.sections else rule(cell)
    )


def _by_two(rule: Rule) -> Rule:
    """Nobody was agreed to: closed to each, however much they read of the file."""
    return lambda cell: REFUSED if rule(cell) == OPEN else rule(cell)


def _readers(cell: Cell) -> str:
    if not cell.is_referent or cell.kind == "final":
        return MISSING
    return WHY if cell.kind in MUST_SAY_WHY and not cell.is_posted else OPEN


def _lifts(cell: Cell) -> str:
    """A limitation to lift: of a file whose use is limited."""
    return asked_by_the_person(cell) if cell.kind == "restricted" else MISSING


def _decides(cell: Cell) -> str:
    return asked_by_the_person(cell) if cell.is_posted else OPEN  # GET only leads back


ROUTES: Final[Mapping[str, Rule]] = {
    "people:show": shows(),
    "people:print": shows(),
    "people:timeline": shows(),
    "people:household": shows("situation"),
    "people:duplicates": shows("identity", asks=False),
    "people:protected": shows("protection"),
    "people:informations": shows(caseload=True),
    "people:agreements": shows(caseload=True),
    "people:team": shows(caseload=True),
    "people:file_shares": shows(caseload=True),
    "reception:of_file": shows("rights"),
    "people:entry_add": changes(),
    "people:entry_correct": _of_health(changes()),
    "people:identity": changes("identity"),
    "people:speaker_add": changes("identity"),
    "people:speaker_edit": changes("identity"),
    "people:household_add": changes("situation"),
    "people:household_leave": changes("situation"),
    "people:contact_add": changes("contact"),
    "people:contact_edit": changes("contact"),
    "people:contact_remove": changes("contact"),
    "people:protected_add": changes("protection"),
    "people:protected_ask": changes("protection"),
    "people:protected_answer": _another(changes("protection")),
    "people:protected_retire": _by_two(changes("protection")),
    "people:protected_read": _by_two(shows("protection")),
    "people:information_add": changes(),
    "people:agreement_add": changes(),
    "people:agreement_withdraw": changes(),
    "people:team_add": changes(referent=True),
    "people:team_remove": changes(referent=True),
    "people:share_begin": changes(),
    "people:share_stranger": changes(),
    "people:share_with": changes(),
    "people:coordination_ask": changes(),
    "people:coordination_end": for_roles(
        HOLDERS, lambda cell: OPEN if cell.sections and is_followed(cell.who) else MISSING
    ),
    "people:coordinator_name": lambda cell: OPEN if cell.who.name == "mayor" else MISSING,
    "people:share": own_share,
    "people:share_accept": answers("accept"),
    "people:share_refuse": answers("refuse"),
    "people:share_finish": answers("finish"),
    "people:share_revoke": of_the_referent,
    "people:share_link": of_the_referent,
    "people:concern": of_the_referent,
    "people:readers": _readers,
    "people:glass_break": always(MISSING),  # only what one has just found
    "people:glass_review": of_the_dpo(always(OPEN)),
    "people:stop_lift": of_the_dpo(always(OPEN)),
    "people:file_hand_over": of_the_dpo(always(MISSING)),  # each file has its referent
    "people:alert_handle": lambda cell: (
        OPEN if str(cell.who.role) == "dpo" and cell.who.home == "carrier" and cell.is_posted
        else MISSING
    ),
    "people:professional_propose": for_roles(ADMIN, administers),
    "people:professional_approve": for_roles(SIGNERS, approves),
    "people:professional_refuse": for_roles(SIGNERS, looks_after),
    "people:convention_end": for_roles(ADMIN, administers),
    "people:convention_agree": for_roles(ADMIN, always(MISSING)),  # agreed to already
    "people:retention_keep": of_the_dpo(always(OPEN)),
    "people:retention_destroy": of_the_dpo(always(OPEN)),
    "people:retention_reopen": of_the_dpo(always(OPEN)),
    "people:destruction": for_roles(CONCERNED, ends),
    "people:rights_of": FOR_PERSON,
    "people:rights_receive": FOR_PERSON,
    "people:rights_request": FOR_PERSON,
    "people:rights_extend": FOR_PERSON,
    "people:rights_lift": for_roles(HOLDERS, _lifts),
    "people:rights_answer": FOR_PERSON,
    "people:rights_copy": FOR_PERSON,
    "people:rights_package": FOR_PERSON,
    "people:rights_doctor_copy": FOR_PERSON,
    "people:rights_decide": for_roles(HOLDERS, _decides),
    "people:rights_ready": for_roles(HOLDERS, _decides),
    "people:rights_release": for_roles(CONCERNED, handed_out),
}  # fmt: skip
