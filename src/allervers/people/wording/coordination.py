"""Needs for coordination as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from allervers.people.domain.coordination import Need, NeedState
from allervers.people.models import CoordinationNeed


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need as a commune sees it."""

    need: Need
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A need as those who follow the file see it."""

    need: CoordinationNeed
    label: str
    tone: str


def need_rows(needs: Sequence[Need]) -> list[NeedRow]:
    """Say where each need stands."""
    return [NeedRow(one, *_said(one.state)) for one in needs]


def file_row(need: CoordinationNeed) -> FileRow:
    """Say where a need of a file stands."""
    known = Need(
        need.pk, need.number, need.asked_on, need.coordinator_id, need.named_on, need.ended_on
    )
    return FileRow(need, *_said(known.state))


def _said(state: NeedState) -> tuple[str, str]:
    said = {
        NeedState.ASKED: (_("à nommer"), "warning"),
        NeedState.NAMED: (_("coordonnateur nommé"), "success"),
        NeedState.ENDED: (_("terminé"), ""),
    }
    return said[state]
