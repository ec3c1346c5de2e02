"""The need of areas in words: figures between two bounds, how they were counted, from what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from allervers.seasons.domain.calibration import Posterior
from allervers.seasons.domain.need import ALL
from allervers.seasons.domain.precarity import AreaNeed, Basis
from allervers.seasons.domain.ranges import Range
from allervers.seasons.models import Season
from allervers.seasons.queries.ground import Ground
from allervers.seasons.queries.need_page import PlanReach
from allervers.ui import french

SMALL = 10  # under it, one decimal says something


@dataclass(frozen=True, slots=True)
class AreaInWords:
    """One area: its name, its kind, figures, how they were counted."""

    name: str
    kind: str
    precarity: str
    everyone: str
    youth: str
    families: str
    seniors: str
    basis: str
    is_partly_secret: bool
    has_zeros: bool


@dataclass(frozen=True, slots=True)
class VariationInWords:
    """A supposition changed, what the plan then reaches and is worth, and how much it changes."""

    name: str
    people: str
    total: str
    change: str


def span(one: Range | None) -> str:
    """Return « de 120 à 340 », « 120 », « au moins 120 », « inconnu »."""
    if one is None:
        return _("inconnu")
    if not one.is_bounded:
        return _("au moins %(low)s") % {"low": french.number_text(one.low)}
    if round(one.low) == round(one.high):
        return french.number_text(one.high)
    return _("de %(low)s à %(high)s") % {
        "low": french.number_text(one.low),
        "high": french.number_text(one.high),
    }


def area_in_words(need: AreaNeed) -> AreaInWords:
    """Return one area in words."""
    kinds = {"commune": _("commune"), "iris": _("Iris"), "grid": _("carreau de 200 m")}
    return AreaInWords(
        need.area.name or need.area.code,
        kinds.get(need.area.kind, need.area.kind),
        span(need.precarity),
        span(need.people.get(ALL)),
        span(need.people.get("youth")),
        span(need.people.get("families")),
        span(need.people.get("seniors")),
        basis_text(need),
        need.area.has_secrets(),
        need.area.has_zeros(),
    )


def basis_text(need: AreaNeed) -> str:
    """Say how an area was counted."""
    if not need.people:
        return _("rien de publié ne permet d'estimer")
    texts = {
        Basis.RATE: _("taux de pauvreté × personnes"),
        Basis.GRID: _("ménages pauvres du carreau"),
        Basis.SHARED_OUT: _("pauvreté de la commune, répartie selon les foyers au RSA"),
    }
    found = [texts[need.basis]] if need.basis in texts else []
    if "rsa" in need.readings:
        found.append(_("foyers au RSA"))
    return " ; ".join(found)


def notes_of(need: Ground) -> list[str]:
    """Say what must be known of these figures, here."""
    found = []
    if need.even:
        found.append(
            _("%(count)s communes comptées en entier : leurs habitants sont supposés répartis "
              "également sur leur sol, faute de chiffres situés plus fins.")
            % {"count": need.even}
        )  # fmt: skip
    told = (
        (need.pooled, _("Des chiffres par Iris existent, mais pas la place de chaque Iris ; "
                        "comptées en entier : %(names)s.")),
        (need.unknown, _("Rien de publié n'a été chargé, on ne sait rien d'elles : %(names)s.")),
        (need.unplaced, _("Besoin connu, mais commune sans position : %(names)s.")),
    )  # fmt: skip
    found += [text % {"names": ", ".join(names)} for names, text in told if names]
    return found


def offices_text(offices: int) -> str:
    """Say how many fixed offices are deduced from what is left to reach."""
    if not offices:
        return _("Aucun lieu fixe de l'annuaire n'est situé près d'ici : rien n'est déduit.")
    return _("%(count)s lieux fixes de l'annuaire sont pris en compte.") % {"count": offices}


def variations_of(reach: PlanReach) -> list[VariationInWords]:
    """Say what the plan becomes when each supposition changes."""
    names = {
        "base": _("valeurs de la saison"),
        "kerb": _("exposition au pied de l'unité"),
        "decay": _("distance de décroissance"),
        "radius": _("rayon"),
        "saturation": _("saturation : revenir touche de moins en moins"),
    }
    base = next(one.people for one in reach.variations if one.name == "base")
    found = []
    for one in reach.variations:
        times = "" if one.name == "base" else f" × {french.number_text(one.factor, 1)}"
        change = (one.people / base - 1) * 100 if base else 0.0
        found.append(
            VariationInWords(
                names[one.name] + times,
                french.number_text(one.people),
                french.number_text(reach.total(one)),
                "" if one.name == "base" else percent(change, "+"),
            )
        )
    return found


def supposed_of(season: Season) -> dict[str, str]:
    """Return the shares that the season supposes, in words."""
    shares = {
        "low": season.non_takeup_low,
        "high": season.non_takeup_high,
        "office": season.office_share,
    }
    texts = {name: percent(value * 100) for name, value in shares.items()}
    return {**texts, "scale": french.number_text(season.people_scale, 2)}


def factor_of(found: Posterior | None) -> dict[str, str]:
    """Return what past visits teach in words; nothing when they are too few."""
    if found is None:
        return {}
    low, high = found.bounds()
    figures = {"mean": found.mean, "low": low, "high": high}
    return {name: french.number_text(value, 2) for name, value in figures.items()}


def percent(value: float, sign: str = "") -> str:
    """Return « 34 % », with a no-break space; with its sign when it is a change."""
    rounded = round(value)
    before = "\N{MINUS SIGN}" if rounded < 0 else sign * (rounded > 0)
    return f"{before}{french.number_text(abs(rounded))}{french.NO_BREAK}%"


def sources_of(needs: Iterable[AreaNeed]) -> list[str]:
    """Return every source used, once, in order."""
    return sorted({source for one in needs for source in one.sources})
