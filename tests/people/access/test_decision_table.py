"""The code answers as the table that a jurist reads, in every cell."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from allervers.people.domain.access import decide, sections_for
from allervers.people.domain.asking import (
    AccessGround,
    Agreement,
    Asker,
    CaseloadKind,
    Decision,
    GlassBroken,
    InCaseload,
    Record,
    Shared,
    ShareState,
    State,
)
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.secrecy import Field
from allervers.people.domain.section import DANGER, Section
from allervers.people.domain.sharing import (
    ATTESTED,
    RULES,
    NotInformed,
    Party,
    Proposal,
    Subject,
    check_share,
)
from tests.people.access.table import Cell, Row, tables, words

NOW: Final = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DAY: Final = NOW.date()
ID: Final = UUID(int=1)
ALL: Final = frozenset(Section)
SHARED: Final = frozenset({Section.IDENTITY, Section.CONTACT, Section.SITUATION, Section.HOUSING})
SECRET: Final = {"tenu": Secrecy.MISSION, "non tenu": Secrecy.NONE}


def days(count: int) -> timedelta:
    return timedelta(days=count)


def asker(
    profession: Profession = Profession.SOCIAL_WORKER,
    secrecy: Secrecy = Secrecy.PROFESSION,
    state: str = "en règle",
) -> Asker:
    return Asker(
        ID, ID, profession, secrecy,
        is_approved=state != "jamais approuvé",
        valid_until=DAY - days(1) if state == "expiré" else DAY,
        is_stopped=state == "arrêté",
        is_dpo=state == "DPO",
    )  # fmt: skip


def followed(sections: frozenset[Section] = ALL, since: int = 0, until: int = 0) -> InCaseload:
    return InCaseload(CaseloadKind.REFERENT, sections, DAY + days(since), DAY + days(until))


def shared(ground: Ground, sections: frozenset[Section], **changes: Any) -> Shared:
    share = Shared(ID, ground, Purpose.FOLLOW_UP, sections, ShareState.ACCEPTED, DAY, DAY, ID)
    return replace(share, **changes)


def glass(opened: float, hours: float) -> GlassBroken:
    start = NOW + timedelta(hours=opened)
    return GlassBroken(start, start + timedelta(hours=hours))


def record(state: State = State.ACTIVE, *, limited: bool = False) -> Record:
    return Record(ID, ID, state, None, limited)


def opened(who: Asker, ground: AccessGround, purpose: Purpose = Purpose.FOLLOW_UP) -> Decision:
    agreements = [Agreement(ID, DAY, None)]
    return decide(who, purpose, record(), [ground], agreements, NOW, are_together=True)


def in_caseload(cell: Cell) -> str:
    profession, secret, section = cell
    who = Profession(words()["métier"][profession])
    secrecy = SECRET[secret]
    found = opened(asker(who, secrecy), followed()).sections
    assert found == sections_for(who, secrecy)
    return told(section, found)


def for_purpose(cell: Cell) -> str:
    purpose, section = cell
    decision = opened(asker(), followed(), Purpose(words()["but"][purpose]))
    return told(section, decision.sections)


def by_share(cell: Cell) -> str:
    ground, recipient, section = cell
    profession = Profession.ELECTED if recipient == "élu" else Profession.FAMILY_ADVISER
    secrecy = Secrecy.NONE if recipient == "non tenu" else Secrecy.MISSION
    return told(section, opened(asker(profession, secrecy), shared(Ground(ground), ALL)).sections)


def by_glass(cell: Cell) -> str:
    who, section = cell
    askers = {
        "tenu au secret": asker(),
        "non tenu mais tenant des dossiers": asker(Profession.RECEPTIONIST, Secrecy.NONE),
        "ne tient pas de dossier": asker(Profession.MAGISTRATE),
    }
    return told(section, opened(askers[who], glass(-1, 4), Purpose.EMERGENCY).sections)


def told(section: str, found: frozenset[Section]) -> str:
    return "oui" if Section(words()["rubrique"][section]) in found else "non"


YES_OR_NO: Final[Mapping[str, Callable[[Cell], str]]] = {
    "file_active": in_caseload,
    "but_de_la_lecture": for_purpose,
    "rubriques_d_un_partage": by_share,
    "bris_de_glace": by_glass,
}


@pytest.mark.parametrize("name", YES_OR_NO)
def test_sections(name: str) -> None:
    answer = YES_OR_NO[name]
    wrong = [
        (cell, row["parce_que"])
        for cell, row in tables()[name].cells().items()
        if answer(cell) != row["alors"]
    ]
    assert not wrong


TIES: Final[Mapping[str, list[AccessGround]]] = {
    "aucun": [],
    "file active": [followed()],
    "file active finie": [followed(since=-9, until=-1)],
    "file active à venir": [followed(since=1, until=9)],
    "partage accepté": [shared(Ground.CONSENT, SHARED)],
    "partage proposé": [shared(Ground.CONSENT, SHARED, state=ShareState.ASKED)],
    "partage fini": [
        shared(Ground.CONSENT, SHARED, starts_on=DAY - days(9), ends_on=DAY - days(1))
    ],
    "partage à venir": [
        shared(Ground.CONSENT, SHARED, starts_on=DAY + days(1), ends_on=DAY + days(9))
    ],
    "accord retiré": [shared(Ground.CONSENT, SHARED)],
    "accord expiré": [shared(Ground.CONSENT, SHARED)],
    "bris de glace": [glass(-4, 4)],
    "bris fini": [glass(-4.1, 4)],
    "bris trop long": [glass(-1, 4.1)],
}
STATES: Final = {"actif": State.ACTIVE, "archivé": State.INTERMEDIATE, "clos": State.FINAL}
WHY: Final = {
    "suivi": Purpose.FOLLOW_UP, "danger": Purpose.EMERGENCY, "contrôle": Purpose.CONTROL,
}  # fmt: skip
READS: Final = {
    "rien": frozenset[Section](), "tout": ALL, "le danger": DANGER, "ce qui est partagé": SHARED,
    "de quoi joindre": frozenset({Section.IDENTITY, Section.CONTACT}),
}  # fmt: skip


def through_doors(cell: Cell) -> Decision:
    account, organisation, state, use, tie, purpose = cell
    expiry = DAY - days(1) if tie == "accord expiré" else DAY
    agreement = Agreement(ID, expiry, NOW if tie == "accord retiré" else None)
    return decide(
        asker(state=account), WHY[purpose], record(STATES[state], limited=use == "limité"),
        TIES[tie], [agreement], NOW, are_together=organisation != "sans convention",
    )  # fmt: skip


def test_doors() -> None:
    wrong = [
        (cell, row["parce_que"], found)
        for cell, row in tables()["portes"].cells().items()
        if not _is_as_told(found := through_doors(cell), row["alors"])
    ]
    assert not wrong


def _is_as_told(found: Decision, alors: Row) -> bool:
    return (found.sections, found.reason.value, found.must_say_why) == (
        READS[alors["lit"]], alors["raison"], alors.get("dire_pourquoi") == "oui",
    )  # fmt: skip


TITLES: Final = {
    "recueil du département": (
        Profession.CHILD_PROTECTION,
        {Field.CHILD_PROTECTION, Field.CONCERNS, Field.SOCIAL_ACTION},
    ),
    "soins": (Profession.NURSE, {Field.CARE}),
    "action sociale": (Profession.FAMILY_ADVISER, {Field.SOCIAL_ACTION}),
    "parquet": (Profession.MAGISTRATE, {Field.PROSECUTION}),
    "élu": (Profession.ELECTED, set[Field]()),
    "aucun": (Profession.LANDLORD, set[Field]()),
}
TOLD: Final[Mapping[str, dict[str, Any]]] = {
    "prévenue": {"informed_on": DAY, "informed_whom": "la mère"},
    "contraire à l'intérêt de l'enfant": {"not_informed": NotInformed.CHILD},
    "mettrait en danger": {"not_informed": NotInformed.DANGER},
    "rien": {},
}
AGREED: Final = {
    "en cours": Agreement(ID, DAY, None), "retiré": Agreement(ID, DAY, NOW), "absent": None,
}  # fmt: skip
MINOR: Final = {"mineur": True, "majeur": False, "inconnu": None}
SENDS: Final = frozenset({Field.CHILD_PROTECTION, Field.CARE, Field.SOCIAL_ACTION})


def obstacles(cell: Cell) -> list[str]:
    ground, sender, recipient, title, age, information, agreement = cell
    profession, fields = TITLES[title]
    proposal = Proposal(
        Ground(ground), min(RULES[Ground(ground)].purposes),
        frozenset({Section.IDENTITY, Section.CONTACT}), DAY, DAY,
        is_recipient_named=True, consent=AGREED[agreement], attested=ATTESTED,
        **TOLD[information],
    )  # fmt: skip
    found = check_share(
        proposal,
        Party(Profession.SOCIAL_WORKER, SECRET[sender], SENDS),
        Party(profession, SECRET[recipient], frozenset(fields)),
        Subject(MINOR[age]),
        DAY,
    )
    return [one.code.value for one in found]


def test_shares() -> None:
    wrong = []
    for cell, row in tables()["partage"].cells().items():
        found = obstacles(cell)
        if not (row["alors"] in found or (row["alors"] == "permis" and not found)):
            wrong.append((cell, row["parce_que"], found))
    assert not wrong


def test_table_is_large_and_each_row_has_its_source() -> None:
    assert sum(len(table.cells()) for table in tables().values()) >= 10_000
    rows = [row for table in tables().values() for row in table.rows]
    assert all(row["source"] and row["parce_que"].endswith(".") for row in rows)
    assert all("[" in row["source"] for row in rows), "a source without a mark"


def test_a_row_that_is_missing_or_told_twice_is_found() -> None:
    table = tables()["bris_de_glace"]
    with pytest.raises(ValueError, match="told by no row"):
        type(table)(table.name, table.dimensions, table.rows[1:]).cells()
    with pytest.raises(ValueError, match="told by two rows"):
        type(table)(table.name, table.dimensions, [*table.rows, table.rows[0]]).cells()
