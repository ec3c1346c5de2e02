"""What is asked of an OpenFisca situation, and how it is refused: in the words of its web API."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

Error = Mapping[str, Any]


@dataclass(eq=False)
class SituationError(Exception):
    """A situation refused: nested as it is, the sentence at the place that is wrong."""

    error: Error
    status: int = HTTPStatus.BAD_REQUEST


def refused(
    path: tuple[str, ...], sentence: str, status: int = HTTPStatus.BAD_REQUEST
) -> SituationError:
    """Return a refusal whose sentence stands at this place of the situation."""
    error: Any = sentence
    for key in reversed(path or ("error",)):
        error = {key: error}
    return SituationError(error, status)


@dataclass(frozen=True, slots=True)
class Requested:
    """One value to compute: the place of a `null` in the situation."""

    entity: str  # in the plural: "individus"
    identifier: str
    variable: str
    period: str

    @property
    def path(self) -> tuple[str, ...]:
        """Return where it stands."""
        return (self.entity, self.identifier, self.variable, self.period)


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation within our limits (exchange/openfisca_json.py) and what it asks."""

    entities: Mapping[str, Any]
    requested: tuple[Requested, ...] = field(default=())


def completed(situation: Situation, values: Mapping[Requested, Any]) -> dict[str, Any]:
    """Return the situation, each value asked in the place of its `null`."""
    answer = deepcopy(dict(situation.entities))
    for one, value in values.items():
        answer[one.entity][one.identifier][one.variable][one.period] = value
    return answer
