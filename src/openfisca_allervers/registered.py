"""The register as it is kept: which parameters each right reads, their values and their texts.

Data only, loads no rules. `python -m openfisca_allervers register` writes it again; a test says
when it is not in step with the installed rules.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "register.json"
# For each right that may be shown, the variables of OpenFisca-France that make it.
RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    "rsa": ("rsa",),
    "ppa": ("ppa",),
    "aide_logement": ("aide_logement",),
    "css": ("cmu_c", "css_participation_forfaitaire"),
    "aspa": ("aspa",),
    "asi": ("asi",),
    "aah": ("aah",),
    "mva": ("caah",),
    "af": ("af",),
    "cf": ("cf",),
    "asf": ("asf",),
    "paje_base": ("paje_base",),
    "ars": ("ars",),
    "aeeh": ("aeeh",),
    "ass": ("ass",),
    "cheque_energie": ("cheque_energie",),
    "bourse_college": ("bourse_college",),
    "bourse_lycee": ("bourse_lycee",),
    "bourse_criteres_sociaux": ("bourse_criteres_sociaux",),
    "apa_domicile": ("apa_eligibilite",),
    "contrat_engagement_jeune": ("contrat_engagement_jeune",),
    "livret_epargne_populaire": ("livret_epargne_populaire_eligibilite",),
    "logement_social_eligible": ("logement_social_eligible",),
}


@lru_cache(maxsize=1)
def register() -> dict[str, Any]:
    """Return {rules, overlay, month, rights: {right: …}, parameters: {name: …}, gaps}."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def written(found: dict[str, Any]) -> str:
    """Return the register as text: one parameter a line, so that a change can be read."""
    heads = ", ".join(f"{json.dumps(k)}: {line(v)}" for k, v in found.items() if k in HEADS)
    parts = [f"{{{heads}"]
    for name in ("rights", "parameters"):
        rows = ",\n".join(f" {line(k)}: {line(v)}" for k, v in sorted(found[name].items()))
        parts.append(f"{json.dumps(name)}: {{\n{rows}\n}}")
    return ",\n".join(parts) + "}\n"


HEADS: Final = ("rules", "overlay", "month", "applied", "gaps")


def line(value: object) -> str:
    """Return a value as JSON on one line, in French letters."""
    return json.dumps(value, ensure_ascii=False)
