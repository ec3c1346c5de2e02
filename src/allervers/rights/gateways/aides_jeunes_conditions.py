"""The conditions of an aides-jeunes file, in our words; what has none of ours becomes a text.

Read from their public data and from how their site evaluates it. Nothing is dropped: a kind of
condition that we do not know, or a value out of its list, is kept as a sentence to check.
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

Raw = Mapping[str, Any]
Ours = dict[str, Any]
LONGEST: Final = 1900
TAG: Final = re.compile(r"<[^<>]{0,2000}>")
SPACES: Final = re.compile(r"\s+")
OPERATORS: Final[Mapping[str, tuple[str, ...]]] = {
    ">=": ("au_moins",), ">": ("plus_de",), "<=": ("au_plus",), "<": ("moins_de",),
    "=": ("au_moins", "au_plus"), "==": ("au_moins", "au_plus"),
}  # fmt: skip
SIGNS: Final[Mapping[str, str]] = {
    ">=": "au moins", ">": "plus de", "<=": "au plus", "<": "moins de", "=": "exactement",
    "==": "exactement",
}  # fmt: skip
HOUSING: Final[Mapping[str, str]] = {
    "locataire_vide": "locataire", "locataire_hlm": "locataire_hlm", "locataire_meuble": "meuble",
    "proprietaire": "proprietaire", "primo_accedant": "proprietaire_credit",
    "loge_gratuitement": "heberge", "sans_domicile": "sans_logement", "locataire_foyer": "foyer",
}  # fmt: skip
STUDENT: Final = {"activite": ["etudiant"]}
PROFILES: Final[Mapping[str, tuple[Ours, ...]]] = {
    "etudiant": (STUDENT,),
    "enseignement_superieur": (STUDENT, {"texte": "Être dans l'enseignement supérieur."}),
    "lyceen": (STUDENT, {"texte": "Être au lycée."}),
    "chomeur": ({"activite": ["demandeur_emploi"]},),
    "salarie": ({"activite": ["salarie"]},),
    "independant": ({"activite": ["independant"]},),
    "inactif": ({"activite": ["au_foyer", "ne_peut_pas_travailler"]},),
    "parent": ({"enfants": {"au_moins": 1}},),
    "beneficiaire_rsa": ({"recoit": ["rsa"]},),
    "apprenti": ({"texte": "Être apprenti ou apprentie."},),
    "professionnalisation": ({"texte": "Être en contrat de professionnalisation."},),
    "stagiaire": ({"texte": "Être stagiaire."},),
    "service_civique": ({"texte": "Être en service civique."},),
    "situation_handicap": ({"texte": "Être en situation de handicap."},),
}
# Conditions that are known, and that no question of ours settles.
WORDS: Final[Mapping[str, str]] = {
    "formation_sanitaire_social": "Suivre une formation sanitaire ou sociale.",
    "difficultes_acces_ou_frais_logement":
        "Avoir des difficultés à accéder à un logement ou à en payer les frais.",
    "agence_travail_temporaire": "Être inscrit dans une agence de travail temporaire.",
    "boursier": "Être boursier ou boursière.",
    "situation_handicap": "Être en situation de handicap.",
    "regime_securite_sociale": "Dépendre du régime de sécurité sociale demandé",
    "annee_etude": "Être dans l'année d'études demandée",
    "mention_baccalaureat": "Avoir la mention demandée au baccalauréat",
    "attached_to_institution": "Vivre sur le territoire de qui paie.",
    "epcis": "Vivre dans l'une de ces intercommunalités",
    "excluded_epcis": "Ne pas vivre dans une intercommunalité exclue",
}  # fmt: skip


ASKED: Final = {"values": "parmi", "includes": "parmi", "excludes": "sauf"}
MOST_DIGITS: Final = 9


def plain(text: object) -> str:
    """Return a text without its tags, on one line, short enough for a file of ours."""
    bare = SPACES.sub(" ", html.unescape(TAG.sub(" ", str(text)))).strip()
    return bare if len(bare) <= LONGEST else f"{bare[:LONGEST]}…"


def conditions_of(raw: Iterable[object], *, is_caf: bool) -> list[Ours]:
    """Return general conditions but those of place, one for one. `is_caf`: the CAF pays."""
    return [condition_of(one, is_caf=is_caf) for one in raw]


def condition_of(raw: object, *, is_caf: bool) -> Ours:
    """Return one condition in our words; a text when it has none of ours."""
    if not isinstance(raw, Mapping):
        return {"texte": plain(raw) or "Condition vide du fichier d'origine."}
    reader = READERS.get(str(raw.get("type", "")))
    found = reader(raw, is_caf) if reader else None
    return found or in_words(raw)


def in_words(raw: Raw) -> Ours:
    """Return a condition as a text: what we know of it, then what its file says."""
    kind = str(raw.get("type", ""))
    known = WORDS.get(kind, f"Condition « {plain(kind) or 'sans type'} » du fichier d'origine")
    details = {key: value for key, value in raw.items() if key != "type" and value is not True}
    if not details:
        return {"texte": known}
    said = ", ".join(f"{ASKED.get(key, key)} {_listed(value)}" for key, value in details.items())
    return {"texte": plain(f"{known.rstrip('.')} : {said}.")}


def _listed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def profiles_of(raw: Iterable[object], *, is_caf: bool) -> Ours | None:
    """Return « one of these profiles », each with its own conditions; None without any."""
    each = [_profile(one, is_caf=is_caf) for one in raw]
    if not each:
        return None
    return {"une_de": each} if len(each) > 1 else each[0]


def _profile(raw: object, *, is_caf: bool) -> Ours:
    if not isinstance(raw, Mapping):
        return {"texte": plain(raw)}
    kind = str(raw.get("type", ""))
    unknown = ({"texte": f"Profil « {plain(kind) or 'sans type'} » du fichier d'origine."},)
    own = raw.get("conditions")
    more = conditions_of(own, is_caf=is_caf) if isinstance(own, list) else []
    parts = [*PROFILES.get(kind, unknown), *more]
    return parts[0] if len(parts) == 1 else {"toutes": parts}


def _bounds(raw: Raw, factor: Decimal = Decimal(1)) -> Ours | None:
    """Return the bounds that an operator and a value say; None when they say none."""
    names = OPERATORS.get(str(raw.get("operator", "")))
    value = figure(raw.get("value"))
    if names is None or value is None:
        return None
    found = value * factor
    whole = found == found.to_integral_value()
    return {name: int(found) if whole else found.quantize(Decimal("0.01")) for name in names}


def figure(value: object) -> Decimal | None:
    """Return a number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        found = Decimal(str(value).replace(",", ".").strip())
    except InvalidOperation:
        return None
    is_sane = found.is_finite() and found.adjusted() < MOST_DIGITS
    return found if is_sane else None


def _age(raw: Raw, _is_caf: bool) -> Ours | None:  # noqa: FBT001 - as every reader here
    bounds = _bounds(raw)
    return {"age": bounds} if bounds else None


def _quotient(raw: Raw, is_caf: bool) -> Ours | None:  # noqa: FBT001
    """Return the CAF's quotient when the CAF pays; that of the taxes is another figure."""
    factor = Decimal(1) if raw.get("period") == "month" else Decimal(1) / 12
    bounds = _bounds(raw, factor)
    if bounds and is_caf:
        return {"quotient_familial": bounds}
    sign, value = SIGNS.get(str(raw.get("operator", "")), ""), figure(raw.get("value"))
    if not sign or value is None:
        return None
    period = "par mois" if raw.get("period") == "month" else "par an"
    return {"texte": f"Avoir un quotient familial, tel que le payeur le calcule : {sign} {value} € "
                     f"{period}."}  # fmt: skip


def _rate(raw: Raw, _is_caf: bool) -> Ours | None:  # noqa: FBT001
    value = figure(raw.get("value"))
    is_share = value is not None and value <= 1  # OpenFisca counts from 0 to 1
    bounds = _bounds(raw, Decimal(100) if is_share else Decimal(1))
    return {"taux_incapacite": bounds} if bounds else None


def _home(raw: Raw, _is_caf: bool) -> Ours | None:  # noqa: FBT001
    found: list[Ours] = []
    for key in ("includes", "excludes"):
        values = raw.get(key) or []
        if not isinstance(values, list) or not all(str(one) in HOUSING for one in values):
            return None
        if values:
            homes = {"logement": [HOUSING[str(one)] for one in values]}
            found.append(homes if key == "includes" else {"sauf": homes})
    if not found:
        return None
    return found[0] if len(found) == 1 else {"toutes": found}


def _not(raw: Raw, is_caf: bool) -> Ours | None:  # noqa: FBT001
    inner = raw.get("value")
    if not isinstance(inner, Mapping):
        return None
    found = condition_of(inner, is_caf=is_caf)
    text = found.get("texte")
    return {"texte": plain(f"Ne pas remplir ceci : {text}")} if text else {"sauf": found}


READERS: Final[Mapping[str, Callable[[Raw, bool], Ours | None]]] = {
    "age": _age,
    "quotient_familial": _quotient,
    "taux_incapacite": _rate,
    "statut_occupation_logement": _home,
    "beneficiaire_rsa": lambda _raw, _is_caf: {"recoit": ["rsa"]},
    "not": _not,
}
