"""Which commune a row of a file means, from a code, a postal code and a name that may disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from allervers.territory.domain.commune import Place
from allervers.territory.domain.names import bare_key, of_place

ALIKE: Final = 0.8  # share of letters in common, in order


class ResolutionStatus(StrEnum):
    """How a commune was found, or why not."""

    EXACT = "exact"  # what was said agrees
    CORRECTED = "corrected"  # found, something said was wrong: see the detail
    MERGED = "merged"  # found through a former code or name
    AMBIGUOUS = "ambiguous"  # several communes answer
    CONTRADICTION = "contradiction"  # the parts name different communes
    UNKNOWN = "unknown"  # nothing answers
    EMPTY = "empty"  # nothing was said


@dataclass(frozen=True, slots=True)
class Resolution:
    """The commune, or why there is none; `detail` is for a person, in French."""

    status: ResolutionStatus
    place: Place | None = None
    detail: str = ""
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says; codes already tidied, empty when absent or unreadable."""

    code: str
    postal_code: str
    name: str
    departement: str

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing."""
        return not (self.code or self.postal_code or self.name)


def looks_alike(said: str, *known: str) -> bool:
    """Whether a spelling is close to one of the known names, or contains or begins it."""
    key = bare_key(said)
    for name in known:
        other = bare_key(name)
        if key == other or f" {key} " in f" {other} " or f" {other} " in f" {key} ":
            return True
        if SequenceMatcher(None, key, other, autojunk=False).ratio() >= ALIKE:
            return True
    return False


def weigh(
    said: Said, place: Place, known_names: Sequence[str], others: Sequence[Place]
) -> Resolution:
    """Judge a commune found by its code against the postal code and the name.

    `others` are the communes that the name and the postal code designate together. One
    disagreement is corrected and told; a commune that nothing else supports is refused.
    """
    name_agrees = not said.name or looks_alike(said.name, *known_names)
    post_agrees = not said.postal_code or said.postal_code in place.postal_codes
    if name_agrees and post_agrees:
        return _found(said, place)
    if not name_agrees and (not post_agrees or others or not said.postal_code):
        return Resolution(ResolutionStatus.CONTRADICTION, None, _clash(said, place, others))
    if not name_agrees:
        detail = (
            f"Le code {said.code} et le code postal désignent {place.name}, pas « {said.name} »."
        )
    else:
        place_said = f"{of_place(place.name)} ({place.code})"
        detail = f"Le code postal {said.postal_code} n'est pas celui {place_said}."
    return Resolution(ResolutionStatus.CORRECTED, place, detail)


def _found(said: Said, place: Place) -> Resolution:
    if said.code != place.code:
        detail = f"Le code {said.code} est aujourd'hui {place.name} ({place.code})."
        return Resolution(ResolutionStatus.MERGED, place, detail)
    return Resolution(ResolutionStatus.EXACT, place)


def _clash(said: Said, place: Place, others: Sequence[Place]) -> str:
    """Say what each part designates."""
    parts = [f"Le code {said.code} désigne {place.name}"]
    if others:
        names = " ou ".join(f"{each.name} ({each.code})" for each in others[:3])
        parts.append(f"mais « {said.name} » {said.postal_code} désigne {names}".replace("  ", " "))
    else:
        parts.append(f"mais la ligne dit « {said.name} » {said.postal_code}".rstrip())
    return ", ".join(parts) + ". Corrigez le code ou le nom."
