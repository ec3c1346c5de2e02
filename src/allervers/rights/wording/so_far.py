"""What is already known of the rights, said beside each question to the person who asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import WITHOUT_AMOUNT, YEARLY
from allervers.rights.wording.findings import euros, right_label

POSSIBLE: Final = frozenset({Status.PERHAPS, Status.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class SoFar:
    """Sentences: rights that are certain, excluded, still possible. `settled` of `total`."""

    certain: list[str]
    excluded: list[str]
    possible: list[str]
    settled: int
    total: int


def so_far(findings: Sequence[Found]) -> SoFar:
    """Say what is known."""
    certain = [_certain(one) for one in findings if one.status is Status.ENTITLED]
    possible = [_possible(one) for one in findings if one.status in POSSIBLE]
    excluded = [right_label(one.right) for one in findings if one.status is Status.NOT_ENTITLED]
    return SoFar(certain, excluded, possible, len(findings) - len(possible), len(findings))


def _certain(found: Found) -> str:
    said = {"right": right_label(found.right)}
    if found.amount is not None:
        said |= {"euros": euros(found.amount), "each": _each(found)}
        return _("%(right)s : environ %(euros)s %(each)s") % said
    if found.low is None or found.high is None or found.right in WITHOUT_AMOUNT:
        return said["right"]
    said |= {"low": euros(found.low), "high": euros(found.high), "each": _each(found)}
    return _("%(right)s : entre %(low)s et %(high)s %(each)s") % said


def _possible(found: Found) -> str:
    said = {"right": right_label(found.right)}
    # From none to a dozen children, a bound is no news: it would read as a promise.
    is_wide = "children" in found.missing
    if not found.high or is_wide or found.right in WITHOUT_AMOUNT:
        return said["right"]
    said |= {"high": euros(found.high), "each": _each(found)}
    if found.is_estimate:
        return _("%(right)s : jusqu'à %(high)s %(each)s environ") % said
    return _("%(right)s : jusqu'à %(high)s %(each)s") % said


def _each(found: Found) -> str:
    return _("par an") if found.right in YEARLY else _("par mois")
