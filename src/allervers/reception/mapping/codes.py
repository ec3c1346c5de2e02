"""Codes of encounters, bound to the host's secret key and to those it had before."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from allervers.reception.domain import code as codes
from allervers.reception.models import Encounter
from allervers.ui.domain.refusal import Refusal


def keys() -> list[str]:
    """Return the secret key in use, then the former ones: their codes still open."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def current_key() -> str:
    """Return the key that codes are made with today."""
    return keys()[0]


def code_of(encounter: Encounter) -> str:
    """Return the code of an encounter as printed; refuse (409) when its key is lost."""
    code = readable_code(encounter)
    if not code:
        raise Refusal(
            code="code_lost",
            what=_("Le code de cette rencontre ne peut plus être imprimé."),
            why=_("La clé secrète du site a changé depuis."),
            todo=_("Donnez un nouveau code à la rencontre, puis imprimez la fiche."),
            status=409,
        )
    return code


def readable_code(encounter: Encounter) -> str:
    """Return the code of an encounter as printed, or nothing when its key is lost."""
    for key in keys():
        code = codes.derive(key, encounter.pk, encounter.code_serial)
        if codes.digest(key, code) == encounter.code_digest:
            return codes.shown(code)
    return ""


def digest_of(code: str) -> str:
    """Return what the table keeps of a code made today."""
    return codes.digest(settings.SECRET_KEY, codes.normalise(code) or code)


def digests_of(code: str) -> list[str]:
    """Return what the table may hold of a normalised code, whichever key made it."""
    return [codes.digest(key, code) for key in keys()]


def origin_of(origin: str) -> str:
    """Return what is kept of where a wrong code came from."""
    return codes.origin_digest(settings.SECRET_KEY, origin)


def expiry(now: datetime) -> datetime:
    """Return until when a code made now opens (setting ALLERVERS_CODE_DAYS)."""
    return now + timedelta(days=settings.CODE_DAYS)
