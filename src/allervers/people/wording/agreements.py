"""What the person was told and what they agreed to, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from allervers.people.domain.language import language_name
from allervers.people.models import Consent, Information
from allervers.ui import french


@dataclass(frozen=True, slots=True)
class Told:
    """One time the person was told."""

    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement. `state`: in force, ended, taken back."""

    id: UUID
    title: str
    lines: tuple[str, ...]
    state: str
    is_in_force: bool


def shown_informations(rows: Iterable[Information]) -> list[Told]:
    """Return each time somebody was told."""
    return [_told(one) for one in rows]


def _told(one: Information) -> Told:
    whom = one.told_to.name if one.told_to else _("la personne")
    said = _("%(whom)s, %(means)s, en %(language)s ; par %(who)s") % {
        "whom": whom,
        "means": one.get_means_display(),
        "language": language_name(one.language),
        "who": one.told_by.user.name,
    }
    return Told(french.date_text(one.told_on).capitalize(), said)


def shown_consents(rows: Iterable[Consent], today: date) -> list[Agreed]:
    """Return the agreements as they stand today."""
    return [_agreed(one, today) for one in rows]


def _agreed(one: Consent, today: date) -> Agreed:
    given = _("donné le %(day)s par %(who)s, %(how)s") % {
        "day": french.date_text(one.given_on),
        "who": one.signatory.name if one.signatory else _("la personne elle-même"),
        "how": one.means,
    }
    recipients = [_("avec : %(whom)s") % {"whom": one.recipients}] if one.recipients else []
    is_in_force = one.withdrawn_at is None and today <= one.expires_on
    scope = str(one.get_scope_display())
    return Agreed(
        id=one.pk,
        title=f"{scope[:1].upper()}{scope[1:]} : {one.purpose}",
        lines=(*recipients, given),
        state=_state(one, today),
        is_in_force=is_in_force,
    )


def _state(one: Consent, today: date) -> str:
    if one.withdrawn_at is not None:
        day = french.date_text(one.withdrawn_at)
        return _("repris le %(day)s") % {"day": day}
    day = french.date_text(one.expires_on)
    if today > one.expires_on:
        return _("terminé le %(day)s") % {"day": day}
    return _("valable jusqu’au %(day)s") % {"day": day}
