"""The professions and their secrecy, from the file that a jurist reads (professions.yml)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import yaml

from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.secrecy import Field, ProfessionRule, secrecy_of

SECRECY: Final = {
    "profession": Secrecy.PROFESSION, "mission": Secrecy.MISSION, "aucun": Secrecy.NONE,
}  # fmt: skip
FIELDS: Final = {
    "protection_enfance": Field.CHILD_PROTECTION, "recueil": Field.CONCERNS, "soins": Field.CARE,
    "action_sociale": Field.SOCIAL_ACTION, "parquet": Field.PROSECUTION,
}  # fmt: skip


@cache
def professions() -> Mapping[Profession, ProfessionRule]:
    """Return what the law says of every profession, read once. Raises KeyError, ValueError."""
    source = files("allervers.people.domain").joinpath("professions.yml")
    rows = yaml.safe_load(source.read_text("utf-8"))["metiers"]
    rules = [
        ProfessionRule(
            profession=Profession(row["code"]),
            secrecy=SECRECY[row["secret"]],
            article=row["article"],
            fields=frozenset(FIELDS[name] for name in row["domaines"]),
            mark=row["marque"],
            reviewed=row["relu"],
        )
        for row in rows
    ]
    found = {rule.profession: rule for rule in rules}
    if len(found) != len(rules) or set(found) != set(Profession):
        raise ValueError("professions.yml must name each profession once.")
    return MappingProxyType(found)


def secrecy_on(profession: Profession, mission: str, valid_until: date | None, on: date) -> Secrecy:
    """Return how somebody of this profession is bound to secrecy on a day."""
    return secrecy_of(professions()[profession], mission, valid_until, on)
