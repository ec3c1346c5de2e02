"""What the service of the rights answers, read back: dataclasses from their JSON, checked.

Both ends are of one release; a field that is missing or of another type is an error.
"""

from typing import Final

from pydantic import TypeAdapter

from allervers.rights.domain.explanation import Explanation
from allervers.rights.domain.screening import Screened

_SCREENED: Final = TypeAdapter(Screened)
_EXPLANATION: Final = TypeAdapter(Explanation)


def screened_of(body: bytes) -> Screened:
    """Return what `POST /screenings` answered; raises ValueError."""
    return _SCREENED.validate_json(body)


def explanation_of(body: bytes) -> Explanation:
    """Return what `POST /explanations` answered; raises ValueError."""
    return _EXPLANATION.validate_json(body)
