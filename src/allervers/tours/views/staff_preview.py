"""What a preview shows before anything is saved, and the proof that it was shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from allervers.tours.domain.conflicts import Conflict
from allervers.tours.domain.recurrence import Occurrence, SkipReason
from allervers.tours.wording import conflict_text

SAVE = "save"
FIRST = 2
NOT_SIGNED = {"csrfmiddlewaretoken", "step", "previewed"}


@dataclass(frozen=True, slots=True)
class Warned:
    """Conflicts of one kind: the first ones said whole, the others folded away."""

    severity: str
    first: list[str]
    others: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview shows. `signature` tells whether what is saved is what was shown."""

    words: str
    days: list[tuple[date, str]]
    kept: int
    conflicts: list[Warned]
    is_blocked: bool
    signature: str
    told: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_series: bool = False

    @classmethod
    def of_visit(cls, conflicts: list[Conflict], signature: str, told: list[str]) -> "Shown":
        """Show what stands in the way of a single visit, and who will be told."""
        is_blocked = any(one.severity == "blocking" for one in conflicts)
        return cls("", [], 1, conflict_lines(conflicts), is_blocked, signature, told)


def signature_of(sent: QueryDict) -> str:
    """Return a digest of the values that were sent."""
    pairs = sorted((key, values) for key, values in sent.lists() if key not in NOT_SIGNED)
    return sha256(repr(pairs).encode()).hexdigest()[:32]


def skip_text(one: Occurrence) -> str:
    """Say why a date has no visit."""
    return {
        SkipReason.EXCEPTION: _("date à sauter"),
        SkipReason.PUBLIC_HOLIDAY: _("jour férié (%(name)s)") % {"name": one.detail},
        SkipReason.SCHOOL_HOLIDAY: _("vacances scolaires"),
        SkipReason.TERM: _("période scolaire"),
        SkipReason.UNKNOWN_SCHOOL_YEAR: _("calendrier scolaire pas encore publié"),
    }[one.skipped or SkipReason.EXCEPTION]


def conflict_lines(found: Iterable[Conflict]) -> list[Warned]:
    """Return the conflicts by kind, the impossible first; past the third of a kind, folded."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for one in found:
        lines = kinds.setdefault((one.severity.value, one.kind.value), [])
        sentence = conflict_text(one)
        if sentence not in lines:
            lines.append(sentence)
    warned = [
        Warned(severity, lines[:FIRST], lines[FIRST:]) for (severity, _kind), lines in kinds.items()
    ]
    return sorted(warned, key=lambda one: one.severity != "blocking")


def is_save(request: HttpRequest) -> bool:
    """Whether the person asks to save exactly what the preview showed."""
    is_same = request.POST.get("previewed") == signature_of(request.POST)
    return request.POST.get("step") == SAVE and is_same
