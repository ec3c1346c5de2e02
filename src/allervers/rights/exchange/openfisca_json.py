"""OpenFisca's own situation JSON, read within limits.

The format is that of OpenFisca's web API, POST /calculate: {plural of an entity: {identifier:
{variable: {period: value}}}}, `null` being what is asked. Errors are nested as the situation is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import orjson

from allervers.rights.domain.situation import Requested, Situation, refused

PERSONS: Final = "individus"
LARGEST: Final = 1_000_000  # bytes
MOST_PERSONS: Final = 30  # and as many families, tax households, homes: nobody has more
DEEPEST: Final = 8  # boxes in boxes; a situation has four
MOST_REQUESTED: Final = 200
MOST_VALUES: Final = 30_000
OLDEST: Final = 125  # years, of a living person
# A year, a month, a day, "ETERNITY", or so many of a unit: nothing longer than forty years.
PERIOD: Final = re.compile(
    r"(?:(?:year|month|day):)?(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?(?::[1-9]\d?)?|(?i:eternity)"
)
# OpenFisca computes a text given for a number (« 1200*12 »): nothing that computes goes through.
PLAIN: Final = re.compile(r"[\w .,'’/:-]*")
LARGEST_FIGURE: Final = 1e12
LONGEST: Final = 100  # characters of a text
NEVER_NEGATIVE: Final = frozenset({"loyer", "charges_locatives", "nb_enfants", "age"})

Json = Any


def read_situation(body: bytes, year: int) -> Situation:
    """Return the situation of a request; raises SituationError with a sentence that helps.

    `year`: the year now, from which impossible ages are told.
    """
    if len(body) > LARGEST:
        raise refused((), f"La situation dépasse {LARGEST // 1000} Ko.", 413)
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        sentence = f"Ce n'est pas du JSON (ni NaN ni Infinity n'en sont) : {error}."
        raise refused((), sentence) from error
    if not isinstance(found, dict):
        raise refused((), 'Donnez un objet : {"individus": {…}, "familles": {…}, …}.')
    if "axes" in found:
        raise refused(("axes",), "Les axes ne sont pas acceptés ici : envoyez une situation.")
    if _is_deeper(found):
        raise refused((), "Il y a trop d'objets les uns dans les autres.")
    _refuse_crowd(found)
    requested = tuple(_checked(found, year))
    if not requested:
        sentence = "Rien n'est demandé : mettez null là où vous voulez une valeur."
        raise refused((), sentence)
    if len(requested) > MOST_REQUESTED:
        raise refused(
            (), f"Demandez {MOST_REQUESTED} valeurs au plus ; il y en a {len(requested)}."
        )
    return Situation(found, requested)


def _is_deeper(found: Json) -> bool:
    """Whether boxes are in boxes beyond `DEEPEST`: who copies or writes them would run out."""
    level = [found]
    for _depth in range(DEEPEST):
        level = [one for box in level for one in _inside(box)]
    return any(isinstance(one, (dict, list)) for one in level)


def _inside(box: Json) -> Iterable[Json]:
    if isinstance(box, dict):
        return box.values()
    return box if isinstance(box, list) else ()


def _refuse_crowd(found: Mapping[str, Json]) -> None:
    """Refuse crowds of groups too: empty ones cost a few letters, and memory for each variable."""
    for entity, members in found.items():
        count = len(members) if isinstance(members, dict) else 0
        if count > MOST_PERSONS:
            what = "personnes" if entity == PERSONS else "groupes"
            sentence = (
                f"Une situation décrit un foyer : {MOST_PERSONS} {what} au plus, pas {count}."
            )
            raise refused((entity,), sentence)


def _checked(found: Mapping[str, Json], year: int) -> Iterator[Requested]:
    """Walk the values that have a period; refuse what is out of bounds, give what is asked."""
    for count, (path, value) in enumerate(_values(found)):
        if count >= MOST_VALUES:
            raise refused((), f"Donnez {MOST_VALUES} valeurs au plus.")
        _refuse_value(path, value, year)
        if value is None:
            yield Requested(*path)


def _values(found: Mapping[str, Json]) -> Iterator[tuple[tuple[str, str, str, str], Json]]:
    for entity, members in found.items():
        for identifier, variables in _items(members):
            for variable, periods in _items(variables):
                for period, value in _items(periods):
                    yield (entity, identifier, variable, period), value


def _items(found: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(found, dict):
        yield from found.items()


def _refuse_value(path: tuple[str, str, str, str], value: Json, year: int) -> None:
    _entity, _identifier, variable, period = path
    if PERIOD.fullmatch(period) is None:
        raise refused(path, f"« {period[:LONGEST]} » n'est pas une période : 2026-11, ou 2026.")
    if isinstance(value, (list, dict)):
        raise refused(path, "Donnez une valeur : un nombre, un texte, true, false ou null.")
    if isinstance(value, str):
        _refuse_text(path, value, year)
    elif value is not None and not abs(value) <= LARGEST_FIGURE:
        raise refused(path, "Ce nombre est trop grand.")
    elif variable in NEVER_NEGATIVE and value is not None and value < 0:
        raise refused(path, f"{variable} ne peut pas être négatif : {value}.")


def _refuse_text(path: tuple[str, str, str, str], value: str, year: int) -> None:
    if len(value) > LONGEST:
        raise refused(path, f"Ce texte dépasse {LONGEST} caractères.")
    if PLAIN.fullmatch(value) is None:
        raise refused(path, "Ce texte n'est ni un nombre, ni une date, ni un nom.")
    if path[2] != "date_naissance":
        return
    born = value[:4]
    if not born.isdigit() or not year - OLDEST <= int(born) <= year + 1:
        sentence = f"Cette personne serait née en {born} : l'âge va de 0 à {OLDEST} ans."
        raise refused(path, sentence)
