"""Why a service is proposed, how to reach it, what came of it: in plain French."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from data_inclusion.schema.v1 import Categorie, ModeMobilisation, Public, Thematique
from django.utils.translation import gettext as _

from allervers.directory.models import Service
from allervers.ui import french

KILOMETRE: Final = 1000


@cache
def _labels() -> dict[str, str]:
    """Return the words of data·inclusion for its thematiques, categories, publics and modes."""
    lists = (Categorie, Thematique, Public, ModeMobilisation)
    return {one.value: str(one.label) for each in lists for one in each}


def label_of(value: str) -> str:
    """Return the words of data·inclusion for one of its values, or the value itself."""
    return _labels().get(value, value)


def _hour(said: str) -> str:
    at = datetime.fromisoformat(said)
    return _("ouvre %(day)s à %(hour)s") % {
        "day": french.day_text(at),
        "hour": french.hour_text(at),
    }


def _distance(said: str) -> str:
    away = french.distance_text(float(said) * KILOMETRE)
    return _("à %(distance)s, à vol d’oiseau") % {"distance": away}


_SAID: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "asked": lambda d: _("répond à la demande «\u00a0%(what)s\u00a0»") % {"what": label_of(d[0])},
    "suggested": lambda d: (
        _("utile après le point sur les droits\u00a0: %(what)s") % {"what": d[0]}
    ),
    "public": lambda d: _("pour ce public\u00a0: %(who)s") % {"who": label_of(d[0]).lower()},
    "public_to_check": lambda _d: _("réservé à un public\u00a0: vérifiez avant d’envoyer"),
    "distance": lambda d: _distance(d[0]),
    "remote": lambda _d: _("à distance, sans se déplacer"),
    "same_commune": lambda _d: _("dans la commune"),
    "zone": lambda _d: _("accueille les habitants de la commune"),
    "zone_to_check": lambda _d: _(
        "réservé à un secteur\u00a0: vérifiez que la commune en fait partie"
    ),
    "open_now": lambda _d: _("ouvert en ce moment"),
    "opens": lambda d: _hour(d[0]),
    "not_open_soon": lambda _d: _("n’ouvre pas dans les sept jours"),
    "hours_unknown": lambda _d: _("horaires non connus\u00a0: téléphonez avant"),
    "words": lambda d: _("contient\u00a0: %(words)s") % {"words": ", ".join(d)},
    "everyday": lambda d: (
        _("«\u00a0%(words)s\u00a0»\u00a0: %(what)s") % {"words": d[0], "what": label_of(d[1])}
    ),
    "by_hand": lambda _d: _("choisi dans l’annuaire"),
}


def reason_text(code: str, detail: Sequence[str]) -> str:
    """Say one reason; nothing for a code or a detail that this version does not know."""
    say = _SAID.get(code)
    if say is None:
        return ""
    try:
        return say(detail)
    except (IndexError, ValueError):
        return ""  # frozen by another version: better silent than wrong


def reasons_text(reasons: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Say the reasons of a proposal."""
    return [said for code, detail in reasons if (said := reason_text(code, detail))]


def frozen_reasons_text(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say the reasons kept with a referral: [{"code", "detail"}]."""
    return reasons_text((one.get("code", ""), one.get("detail", ())) for one in reasons)


def address_of(service: Service) -> str:
    """Return the address on one line, the structure's when the service has none."""
    place: Service | Any = service if service.adresse or service.commune else service.structure
    town = f"{place.code_postal} {place.commune}".strip()
    return ", ".join(part for part in (place.adresse, place.complement_adresse, town) if part)


def phone_of(service: Service) -> str:
    """Return the telephone, the structure's when the service has none."""
    return service.telephone or service.structure.telephone


def how_to(service: Service) -> list[str]:
    """Say how to be received, as the source says it."""
    modes = [label_of(one) for one in service.modes_mobilisation]
    return [one for one in (*modes, service.mobilisation_precisions) if one]
