"""Who the person says they are: all of it, some of it, later, or never."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, write_file
from allervers.people.domain.names import name_key
from allervers.people.domain.section import Section
from allervers.people.models import Identity, Person
from allervers.people.queries.acting import acting


@dataclass(frozen=True, slots=True)
class Said:
    """What was said; empty or None: not said. A birth date makes the age needless."""

    given_names: str = ""
    family_name: str = ""
    used_name: str = ""
    born_on: date | None = None
    age: int | None = None
    age_said_on: date | None = None
    language: str = ""
    needs_interpreter: bool | None = None
    nationality: str = ""

    @property
    def key(self) -> str:
        """The names as they are compared."""
        return name_key(self.given_names, self.family_name, self.used_name)


def save_identity(person: Person, said: Said) -> Identity:
    """Write who the person says they are, under `acting(viewer)`."""
    is_dated = said.born_on is not None
    values = {
        "given_names": said.given_names,
        "family_name": said.family_name,
        "used_name": said.used_name,
        "born_on": said.born_on,
        "age": None if is_dated else said.age,
        "age_said_on": None if is_dated or said.age is None else said.age_said_on,
        "language": said.language,
        "needs_interpreter": said.needs_interpreter,
        "nationality": said.nationality,
        "search_key": said.key,
    }
    return Identity.objects.update_or_create(person=person, defaults=values)[0]


def identify(*, viewer: Viewer, person_id: UUID, said: Said) -> Opened:
    """Write or correct who the person says they are. Raises Refusal (404)."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.IDENTITY)
        save_identity(opened.person, said)
    return opened
