"""Which services suit a person, in what order: nearest first, set back for what is uncertain.

Only what was said counts: an age that was not asked excludes nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

SHOWN: Final = 5  # services under each thing asked for
SOON: Final = timedelta(days=7)
EVERYONE: Final = "tous-publics"
REMOTE: Final = "a-distance"
YOUNG, OLD, FAMILIES = "jeunes", "seniors", "familles"  # publics of data·inclusion
YOUNG_BANDS: Final = frozenset({"under_18", "18_25"})
OLD_BANDS: Final = frozenset({"60_74", "75_plus"})
# How many kilometres farther a service may be and still come before one that is…
CLOSED_KM, UNKNOWN_HOURS_KM, PUBLIC_TO_CHECK_KM, REMOTE_KM = 20.0, 4.0, 10.0, 15.0

Code = tuple[str, tuple[str, ...]]  # a reason and its details, said by wording/referral.py


@dataclass(frozen=True, slots=True)
class Need:
    """A thematique asked for, or suggested by the rights check, which says why in `label`."""

    thematique: str  # or a category: "sante"
    label: str = ""

    def meets(self, thematiques: Collection[str]) -> bool:
        """Whether a service of these thematiques answers it."""
        return any(
            one == self.thematique or one.partition("--")[0] == self.thematique
            for one in thematiques
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a service takes this person: the publics shared; or to be checked; or not."""

    shared: frozenset[str] = frozenset()
    is_sure: bool = True
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What hours say: nothing (`is_known` false), no opening soon, or the next one."""

    is_known: bool = False
    opens_at: datetime | None = None  # now or before: open at this moment


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service found, as far as the choice depends on it."""

    id: str
    thematiques: frozenset[str]
    fit: Fit
    opening: Opening
    distance_km: float | None
    is_remote: bool
    reasons: tuple[Code, ...] = field(default=())

    @property
    def rank(self) -> tuple[float, str]:
        """What it is sorted by: kilometres, and more of them for what is uncertain."""
        far = REMOTE_KM if self.distance_km is None else self.distance_km
        if not self.opening.is_known:
            far += UNKNOWN_HOURS_KM
        elif self.opening.opens_at is None:
            far += CLOSED_KM
        return far + (0 if self.fit.is_sure else PUBLIC_TO_CHECK_KM), self.id


def publics_of(age_band: str, audience: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the publics that a person belongs to, and those they surely do not."""
    belongs: set[str] = set()
    apart: set[str] = set()
    if age_band:
        (belongs if age_band in YOUNG_BANDS else apart).add(YOUNG)
        (belongs if age_band in OLD_BANDS else apart).add(OLD)
    if audience in {"family", "single_parent"}:
        belongs.add(FAMILIES)
    return frozenset(belongs), frozenset(apart)


def fit_of(publics: Collection[str], belongs: frozenset[str], apart: frozenset[str]) -> Fit:
    """Say whether a service of these publics takes the person."""
    if not publics or EVERYONE in publics:
        return Fit()
    shared = belongs & set(publics)
    if shared:
        return Fit(shared=frozenset(shared))
    return Fit(is_sure=False, is_excluded=set(publics) <= apart)


def reasons_for(
    needs: Iterable[Need], candidate: Candidate, now: datetime, more: Iterable[Code] = ()
) -> tuple[Code, ...]:
    """Say why a service is proposed: what it answers, whom, how far, when."""
    met = [need for need in needs if need.meets(candidate.thematiques)]
    found: list[Code] = [
        ("suggested", (need.label,)) if need.label else ("asked", (need.thematique,))
        for need in met
    ]
    found += more
    found += [("public", (one,)) for one in sorted(candidate.fit.shared)]
    if not candidate.fit.is_sure:
        found.append(("public_to_check", ()))
    if candidate.distance_km is not None:
        found.append(("distance", (f"{candidate.distance_km:.2f}",)))
    if candidate.is_remote:
        found.append(("remote", ()))
    found.append(_of_hours(candidate.opening, now))
    return tuple(found)


def _of_hours(opening: Opening, now: datetime) -> Code:
    if not opening.is_known:
        return ("hours_unknown", ())
    if opening.opens_at is None:
        return ("not_open_soon", ())
    if opening.opens_at <= now:
        return ("open_now", ())
    return ("opens", (opening.opens_at.isoformat(),))


def grouped(
    needs: Sequence[Need], candidates: Iterable[Candidate], most: int = SHOWN
) -> Mapping[Need, list[Candidate]]:
    """Give each service to the first need that it answers; the best of each, the excluded apart."""
    groups: dict[Need, list[Candidate]] = {need: [] for need in needs}
    for one in sorted(candidates, key=lambda each: each.rank):
        need = next((need for need in needs if need.meets(one.thematiques)), None)
        if need is not None and not one.fit.is_excluded and len(groups[need]) < most:
            groups[need].append(one)
    return groups
