"""What the pages of a file say, in French."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allervers.people.domain.ground import Purpose
from allervers.people.domain.language import language_name
from allervers.people.domain.section import Section
from allervers.people.models import (
    FollowUp,
    HouseholdMember,
    Identity,
    Information,
    Person,
    Representation,
)
from allervers.people.models.words import PURPOSE_NAMES, SECTION_NAMES
from allervers.people.wording.labels import label
from allervers.ui import french

NAMES: Final = dict(SECTION_NAMES)
PURPOSES: Final = dict(PURPOSE_NAMES)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody of the same household, whose file is open to the viewer too."""

    id: str
    person_id: str
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who decides for the person. `person_id`: their own file, if it is open."""

    id: str
    name: str
    said: str
    is_not_to_be_told: bool
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of each page of a file."""

    name: str
    pseudonym: str
    rows: Sequence[tuple[str, str]] = field(default_factory=tuple)
    is_told: bool = True


def purpose_choices(
    purposes: Sequence[Purpose], chosen: Purpose, sections: Iterable[Section]
) -> list[tuple[str, str, bool]]:
    """Return what a file may be opened for and which is chosen; nothing when there is no choice.

    A danger is for breaking the glass, a control for DPOs; a child, for those who read of children.
    """
    hidden = {Purpose.EMERGENCY, Purpose.CONTROL}
    if Section.CHILDREN not in sections:
        hidden |= {Purpose.CHILD_PROTECTION}
    offered = [one for one in purposes if one is chosen or one not in hidden]
    found = [(one.value, str(PURPOSES[one.value]), one is chosen) for one in offered]
    return found if len(found) > 1 else []


def section_name(section: str, language: str | None = None) -> str:
    """Return what a section is called, with a capital, in the language in force."""
    return _section_name(section, language or get_language())


@lru_cache(maxsize=256)
def _section_name(section: str, _language: str | None) -> str:
    name = str(NAMES[section])
    return name[:1].upper() + name[1:]


def section_list(sections: Iterable[Section]) -> str:
    """Return « santé, violences », in the order of a file."""
    asked = set(sections)
    return ", ".join(str(NAMES[one.value]) for one in Section if one in asked)


def name_of(person: Person, *, shows_identity: bool) -> str:
    """Return the name said by the person, if it may be read and was said; else the pseudonym."""
    identity = getattr(person, "identity", None) if shows_identity else None
    said = (
        full_name(identity.given_names, identity.used_name or identity.family_name)
        if (identity)
        else ""
    )
    return said or person.pseudonym


def full_name(given: str | None, family: str | None) -> str:
    """Return « Nour Invente »."""
    return " ".join(one for one in (given, family) if one)


def state_name(person: Person, language: str | None = None) -> str:
    """Return what the state of a file is called."""
    return label(person.state, Person.State, language)


def head_of(sheet: Any, person: Person, name: str) -> Head:
    """Return what stands above the sections, from queries.files.sheet_of."""
    told = sheet.told[0] if sheet.told else None
    texts = (
        "\u00a0; ".join(_follower(one) for one in sheet.followers),
        french.date_text(person.last_contact_on),
        told_text(told) if told else _("pas encore : à faire"),
    )
    rows = tuple(zip(_head_titles(get_language()), texts, strict=True))
    return Head(name, person.pseudonym, rows, is_told=bool(told))


@lru_cache(maxsize=8)
def _head_titles(_language: str | None) -> tuple[str, ...]:
    return _("Suivi par"), _("Dernier contact venant de la personne"), _("Information donnée")


def is_referent(sheet: Any, me: UUID) -> bool:
    """Whether a member answers for the file, from queries.files.sheet_of."""
    mine = {row["kind"] for row in sheet.followers if row["member"] == str(me)}
    return FollowUp.Kind.REFERENT in mine


def told_text(row: Row) -> str:
    """« mardi 6 octobre 2026, de vive voix, en arabe »."""
    day = french.date_text(date.fromisoformat(row["day"]))
    means = label(row["means"], Information.Means)
    return f"{day}, {means}, {_('en')} {language_name(row['language'])}"


def _follower(row: Row) -> str:
    kind = label(row["kind"], FollowUp.Kind)
    return f"{row['name']} ({row['organisation']}), {kind}"


def identity_rows(identity: Identity | None, day: date) -> list[tuple[str, str]]:
    """Return what was said of who the person is, and nothing of what was not."""
    if identity is None:
        return []
    texts = (
        identity.given_names,
        identity.family_name,
        identity.used_name,
        born_text(identity, day),
        language_name(identity.language),
        yes_or_no(identity.needs_interpreter),
        label(identity.nationality, Identity.Nationality),
    )
    titles = _identity_titles(get_language())
    return [(title, text) for title, text in zip(titles, texts, strict=True) if text]


@lru_cache(maxsize=8)
def _identity_titles(_language: str | None) -> tuple[str, ...]:
    return (
        _("Prénoms"),
        _("Nom de famille"),
        _("Nom d’usage"),
        _("Naissance"),
        _("Langue"),
        _("Interprète"),
        _("Nationalité"),
    )


def born_text(identity: Identity, day: date) -> str:
    """« jeudi 3 mai 1984, 42 ans », or the age and the day it was said."""
    if identity.born_on:
        born = identity.born_on
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return f"{french.date_text(born)}, {_('%(age)d ans') % {'age': age}}"
    if identity.age is None or identity.age_said_on is None:
        return ""
    said = french.date_text(identity.age_said_on)
    return _("%(age)d ans, dit le %(day)s") % {"age": identity.age, "day": said}


def yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - a value to say, not a switch
    """Say a yes or a no; nothing for what was not asked."""
    return "" if value is None else _("oui") if value else _("non")


def mate_of(row: Row) -> Mate:
    """Say who lives in the same household."""
    named = full_name(row["given_names"], row["family_name"]) if row["shows_identity"] else ""
    place = str(HouseholdMember.Place(row["place"]).label)
    return Mate(row["id"], row["person"], named or row["pseudonym"], f"{place}, {span(row)}")


def speaker_of(row: Row) -> Speaker:
    """Say who decides for the person."""
    person_id = row["representative"] if row["is_reached"] else ""
    kind = str(Representation.Kind(row["kind"]).label)
    name = row["name"] or _("une autre personne suivie")
    return Speaker(
        row["id"], name, f"{kind}, {span(row)}", row["is_not_to_be_told"], person_id or ""
    )


def span(row: Row) -> str:
    """« depuis le mardi 6 octobre 2026 », « du … au … »."""
    since = french.date_text(date.fromisoformat(row["since"]))
    if not row["until"]:
        return _("depuis le %(day)s") % {"day": since}
    until = french.date_text(date.fromisoformat(row["until"]))
    return _("du %(first)s au %(last)s") % {"first": since, "last": until}


def file_choices(persons: Iterable[Any]) -> list[tuple[str, str]]:
    """Return files to choose among, by the name that may be read."""
    return [(str(one.pk), name_of(one, shows_identity=one.shows_identity)) for one in persons]
