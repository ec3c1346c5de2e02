"""The grounds of sharing in plain French, from the file that a jurist reads (sharing.yml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.sharing import Condition, NotInformed, Party
from allervers.people.mapping.professions import professions, secrecy_on


@dataclass(frozen=True, slots=True)
class ConditionText:
    """One condition as it is shown, with the article that asks it."""

    says: str
    article: str


@dataclass(frozen=True, slots=True)
class GroundText:
    """One ground as it is shown. `mark`: V read, S quoted by another source, M to be confirmed."""

    ground: Ground
    title: str
    plain: str
    mark: str
    limits: str  # what the product forbids itself beyond the text
    purposes: frozenset[Purpose]
    excuses: frozenset[NotInformed]
    conditions: Mapping[Condition, ConditionText]


@cache
def ground_texts() -> Mapping[Ground, GroundText]:
    """Return every ground in words, read once. Raises KeyError, ValueError."""
    source = files("allervers.people.domain").joinpath("sharing.yml")
    rows = yaml.safe_load(source.read_text("utf-8"))["fondements"]
    texts = [
        GroundText(
            ground=Ground(row["code"]),
            title=row["titre"],
            plain=row["en_clair"],
            mark=row["marque"],
            limits=row["limites"],
            purposes=frozenset(map(Purpose, row["buts"])),
            excuses=frozenset(map(NotInformed, row["sans_informer"])),
            conditions=MappingProxyType({
                Condition(code): ConditionText(one["dit"], one["article"])
                for code, one in row["conditions"].items()
            }),
        )
        for row in rows
    ]  # fmt: skip
    found = {text.ground: text for text in texts}
    if len(found) != len(texts) or set(found) != set(Ground):
        raise ValueError("sharing.yml must tell each ground once.")
    return MappingProxyType(found)


def party_of(profession: Profession, mission: str, valid_until: date | None, on: date) -> Party:
    """Return a professional as the law of sharing sees them on a day."""
    return Party(
        profession=profession,
        secrecy=secrecy_on(profession, mission, valid_until, on),
        fields=professions()[profession].fields,
    )
