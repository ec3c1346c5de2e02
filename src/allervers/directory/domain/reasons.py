"""Why a service is among the answers of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from allervers.directory.domain.service_query import EVERYONE, REMOTE, Reason, ServiceQuery
from allervers.directory.domain.spelling import fold
from allervers.directory.domain.zones import EVERYWHERE

ENDING: Final = 2  # letters that French endings change: "colis" and "coli", "aidant" and "aidée"
ROOT: Final = 4
EPCI_LENGTH: Final = 9


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing looked for: the words said, and the thematiques they stand for."""

    words: tuple[str, ...]
    thematiques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one answer; `is_open` is None when nothing is known or asked."""

    texts: tuple[str, ...]
    thematiques: frozenset[str]
    publics: frozenset[str]
    modes_accueil: frozenset[str]
    zones: tuple[str, ...]
    code_insee: str
    distance_km: float | None
    is_open: bool | None = None


def reasons_of(
    ask: ServiceQuery, thematiques: frozenset[str], sought: Sequence[Sought], answer: Answer
) -> tuple[Reason, ...]:
    """Return the reasons, those of the words first. `thematiques` are those asked, expanded."""
    found = [*of_words(sought, answer)]
    found += [Reason("thematique", (one,)) for one in sorted(thematiques & answer.thematiques)]
    found += [Reason("public", (one,)) for one in sorted(ask.publics & answer.publics)]
    if ask.publics and not ask.publics & answer.publics:
        found.append(Reason("public", (EVERYONE,)))
    found += of_place(ask, answer)
    if ask.open_at is not None:
        found.append(Reason("open") if answer.is_open else Reason("hours_unknown"))
    return tuple(found)


def of_words(sought: Sequence[Sought], answer: Answer) -> list[Reason]:
    """Return what of the words is found: by what they stand for, else in the texts."""
    text = ""
    found: list[Reason] = []
    said: list[str] = []
    for one in sought:
        meant = next((each for each in one.thematiques if each in answer.thematiques), "")
        if meant:
            found.append(Reason("everyday", (" ".join(one.words), meant)))
            continue
        text = text or fold(" ".join(answer.texts))
        if one.words and all(word[: max(ROOT, len(word) - ENDING)] in text for word in one.words):
            said += one.words
    if said:
        found.append(Reason("words", tuple(said)))
    return found


def of_place(ask: ServiceQuery, answer: Answer) -> list[Reason]:
    """Return how the service is reached from here, and whom it takes."""
    found = []
    if answer.distance_km is not None:
        found.append(Reason("distance", (f"{answer.distance_km:.3f}",)))
    elif REMOTE in answer.modes_accueil:
        found.append(Reason("remote"))
    elif ask.code_insee and answer.code_insee == ask.code_insee:
        found.append(Reason("same_commune"))
    if ask.code_insee and answer.zones and not set(EVERYWHERE) & set(answer.zones):
        if all(len(zone) == EPCI_LENGTH for zone in answer.zones):
            found.append(Reason("zone_to_check"))
        else:
            found.append(Reason("zone"))
    return found
