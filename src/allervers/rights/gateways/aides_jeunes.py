"""Turns files of aides-jeunes (beta.gouv.fr, AGPL-3.0) into ours, for an operator who chooses to.

Each file is converted or refused with a reason; none stops the others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import ValidationError

from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.domain.right import RIGHTS
from allervers.rights.gateways.aides_jeunes_conditions import (
    Ours,
    conditions_of,
    figure,
    plain,
    profiles_of,
)
from allervers.rights.gateways.aides_jeunes_places import KINDS, Unplaced, territory_of
from allervers.rights.gateways.local.mistakes import in_words, sentence_of
from allervers.rights.gateways.plain_yaml import NotYaml, read_yaml, write_yaml

LICENCE: Final = "AGPL-3.0"
COMPUTED: Final = frozenset({*map(str, RIGHTS), "cmu_c", "css_participation_forfaitaire"})
PERIODS: Final = {
    "mensuelle": "mois", "annuelle": "an", "trimestrielle": "trimestre", "ponctuelle": "une_fois",
}  # fmt: skip
LINK: Final = re.compile(r"https?://[^\s<>\"]{1,990}")
LONGEST_SLUG, LONGEST_NAME, MARK = 34, 200, 6


@dataclass(frozen=True, slots=True)
class Converted:
    """One file: ours, or why it is refused. `understood`, `free`: how many conditions."""

    name: str
    data: Ours | None = None
    refused: str = ""
    understood: int = 0
    free: int = 0
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return our file, its licence written first."""
        head = f"# Converti de {self.name}, aides-jeunes (beta.gouv.fr), licence {LICENCE}.\n"
        return head + write_yaml(self.data or {})


def convert_folder(folder: Path, today: date) -> Iterator[Converted]:
    """Convert every file of a folder and of those inside, in the order of their paths."""
    files = (one for end in ("*.yml", "*.yaml") for one in folder.rglob(end))
    for path in sorted(files):
        yield convert_file(path, str(path.relative_to(folder)), today)


def convert_file(path: Path, name: str, today: date) -> Converted:
    """Convert one file."""
    try:
        data = read_yaml(path.read_bytes()).data
    except OSError:
        return Converted(name, refused=sentence_of("unreadable")[0])
    except NotYaml as error:
        where = _(" (ligne %(line)s)") % {"line": error.line} if error.line else ""
        return Converted(name, refused=sentence_of(error.code)[0] + where)
    if not isinstance(data, Mapping) or not data.get("label") or not data.get("institution"):
        return Converted(name, refused=_("Ce n'est pas un droit : ni label ni institution."))
    if key_of(path.stem, "_") in COMPUTED:
        return Converted(name, refused=_("Le moteur calcule déjà ce droit national."))
    return _checked(name, data, path.stem, today)


def _checked(name: str, data: Mapping[str, Any], stem: str, today: date) -> Converted:
    try:
        ours, notes = converted(data, stem, name, today)
        LocalRightFile.model_validate(ours)
    except Unplaced:
        return Converted(name, refused=_("Les codes de lieu ne sont pas des codes Insee."))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        return Converted(name, refused=f"{where} : {' '.join(filter(None, in_words(first)))}")
    conditions = ours["conditions"]
    free = sum("texte" in one for one in _leaves(conditions)) + len(ours["conditions_libres"])
    understood = sum("texte" not in one for one in _leaves(conditions))
    return Converted(name, ours, "", understood, free, tuple(notes))


def _leaves(conditions: list[Ours]) -> Iterator[Ours]:
    for one in conditions:
        inner = one.get("toutes") or one.get("une_de") or ([one["sauf"]] if "sauf" in one else None)
        if inner is None:
            yield one
        else:
            yield from _leaves(inner)


def converted(data: Mapping[str, Any], stem: str, name: str, today: date) -> tuple[Ours, list[str]]:
    """Return our file's content, and what is worth telling. Raises Unplaced."""
    institution = plain(data["institution"])
    general = _list(data.get("conditions_generales"))
    territory, note = territory_of(general, institution)
    is_caf = institution.casefold().startswith("caf")
    is_named = any(isinstance(one, Mapping) and one.get("type") in KINDS for one in general)
    conditions = conditions_of(
        (one for one in general if not _is_place(one, territory, is_named)), is_caf=is_caf
    )
    if (profiles := profiles_of(_list(data.get("profils")), is_caf=is_caf)) is not None:
        conditions.append(profiles)
    if "conditions_generales" not in data and "profils" not in data:
        conditions.append({"texte": "Des conditions sont calculées par OpenFisca ; elles ne sont "
                                    "pas dans le fichier d'origine."})  # fmt: skip
    source = _given(
        titre=f"aides-jeunes (beta.gouv.fr), {name}"[:LONGEST_NAME],
        date=f"importé le {today.isoformat()}",
        lien=_link(data.get("link")),
    )
    check = {"aupres_de": institution.replace("_", " ")[:LONGEST_NAME], "quoi": [note]}
    return _given(
        identifiant=slug_of(stem),
        nom=_capital(plain(data["label"]))[:LONGEST_NAME],
        payeur=_capital(re.sub("[_-]+", " ", institution))[:LONGEST_NAME],
        resume=plain(data.get("description") or "") or None,
        territoire=territory,
        conditions=conditions,
        conditions_libres=[text for one in _list(data.get("conditions")) if (text := plain(one))],
        montant=_amount(data),
        demande=_given(lien=_first_link(data)),
        sources=[source],
        a_verifier=check if note else None,
        origine=f"Données d'aides-jeunes (beta.gouv.fr), licence {LICENCE}. Fichier : {name}.",
    ), [note] if note else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _given(**values: Any) -> Ours:
    """Return what is known: a key without a value is not written."""
    return {name: value for name, value in values.items() if value is not None}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _is_place(condition: object, territory: Ours, is_named: bool) -> bool:  # noqa: FBT001
    """Whether the territory says a condition: its codes, or where an institution is, once placed.

    A composed body (EPCI) beside communes, or an institution beside codes, is kept as a text.
    """
    kind = condition.get("type") if isinstance(condition, Mapping) else None
    if kind == "attached_to_institution":
        return not is_named and "a_preciser" not in territory
    return kind in KINDS and (kind != "epcis" or "epcis" in territory)


def _amount(data: Mapping[str, Any]) -> Ours | None:
    """Return the amount; « maximum » is a range from 0. None for a right that pays nothing."""
    value = figure(data.get("montant"))
    period = str(data.get("periodicite") or "")
    words = [plain(data[key]) for key in ("legend",) if data.get(key)]
    if period and period not in PERIODS:
        words.append(f"périodicité : {plain(period)}")
    if value is None:
        text = plain(data["montant"]) if data.get("montant") else ""
        return {"precision": text} if text else None
    ours: Ours = {"periode": PERIODS.get(period, "une_fois")}
    number = int(value) if value == value.to_integral_value() else value
    if data.get("unit") == "%":
        ours["pourcentage"] = number
    elif any("max" in one.casefold() for one in words):
        ours |= {"de": 0, "a": number}
    else:
        ours["euros"] = number
    return ours | ({"precision": ", ".join(words)} if words else {})


def _link(value: object) -> str | None:
    text = str(value or "").strip()
    return text if LINK.fullmatch(text) else None


def _first_link(data: Mapping[str, Any]) -> str | None:
    links = (_link(data.get(one)) for one in ("teleservice", "form", "instructions", "link"))
    return next(filter(None, links), None)


def key_of(stem: str, mark: str) -> str:
    """Return a file's name in small letters and figures, `mark` between words."""
    return re.sub(r"[^a-z0-9]+", mark, stem.casefold()).strip(mark)


def slug_of(stem: str) -> str:
    """Return an identifier; a name too long is cut, with a mark that keeps it the only one."""
    slug = key_of(stem, "-") or "droit"
    if len(slug) <= LONGEST_SLUG:
        return slug
    mark = sha256(stem.encode()).hexdigest()[:MARK]
    return f"{slug[: LONGEST_SLUG - MARK - 1].strip('-')}-{mark}"
