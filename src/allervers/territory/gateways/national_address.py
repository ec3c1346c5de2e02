"""Speaks to a service in the published format of the national address base.

GET {url}/search?q=&limit=&citycode= answers a GeoJSON FeatureCollection whose properties carry
label, score, type, citycode and postcode (documentation of the API Adresse / Géoplateforme).
Off unless ALLERVERS_GEOCODER_URL is set: what a resident types would leave the platform.
Never call it while a transaction is open.
"""

import json
from collections.abc import Mapping
from typing import Final

import httpx
from django.conf import settings

from allervers.territory.domain.address import (
    Address,
    AddressAnswer,
    AddressSearch,
    AddressStatus,
)
from allervers.territory.domain.codes import insee_code
from allervers.territory.domain.point import is_on_earth

TIMEOUT: Final = httpx.Timeout(2.0, connect=1.0)  # seconds; a resident waits on a phone
SHORTEST: Final = 3  # letters: the service refuses fewer, or more than 200
LONGEST: Final = 200
MOST: Final = 20
BIGGEST_ANSWER: Final = 512 * 1024  # bytes
WEAK_SCORE: Final = 0.4  # below, the answer is another street altogether
SILENT: Final = "Le service d'adresses ne répond pas : cherchez par commune."
STRANGE: Final = "La réponse du service d'adresses ne se lit pas : cherchez par commune."
NONE_KNOWN: Final = "Aucune adresse ne répond : vérifiez-la, ou cherchez par commune."
NOT_SET_UP: Final = "La recherche d'adresses n'est pas activée : cherchez par commune."


class NationalAddressSearch:
    """Implements AddressSearch over HTTP."""

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self.transport = transport

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Find an address; every failure is an answer."""
        words = " ".join(text.replace("\0", " ").split())[:LONGEST]
        if len(words) < SHORTEST:
            return AddressAnswer(AddressStatus.NOTHING, detail=NONE_KNOWN)
        asked = {"q": words, "limit": str(max(1, min(limit, MOST)))}
        if citycode:
            asked["citycode"] = citycode
        try:
            content = self._fetch(asked)
        except (httpx.HTTPError, httpx.InvalidURL):
            return AddressAnswer(AddressStatus.UNREACHABLE, detail=SILENT)
        return read_answer(content)

    def _fetch(self, asked: Mapping[str, str]) -> bytes:
        """Return the body of the answer, cut at the biggest that makes sense."""
        with (
            httpx.Client(timeout=TIMEOUT, transport=self.transport) as client,
            client.stream("GET", f"{self.url}/search", params=asked) as response,
        ):
            response.raise_for_status()
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > BIGGEST_ANSWER:
                    break
            return bytes(content)


class NoAddressSearch:
    """Implements AddressSearch where no service is set up."""

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Say that it is off."""
        return AddressAnswer(AddressStatus.OFF, detail=NOT_SET_UP)


class KnownAddressSearch:
    """A fake for tests and demonstrations: knows the addresses that it was given."""

    def __init__(self, *addresses: Address) -> None:
        self.addresses = addresses

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Return the known addresses that hold the text."""
        found = tuple(
            each
            for each in self.addresses
            if text.casefold() in each.label.casefold() and citycode in {"", each.citycode}
        )[:limit]
        if not found:
            return AddressAnswer(AddressStatus.NOTHING, detail=NONE_KNOWN)
        return AddressAnswer(AddressStatus.FOUND, found)


def address_search() -> AddressSearch:
    """Return the service that the host set up, or the one that says it is off."""
    url = settings.GEOCODER_URL
    return NationalAddressSearch(url) if url else NoAddressSearch()


def read_answer(content: bytes) -> AddressAnswer:
    """Read a FeatureCollection; features that make no sense are left out."""
    try:
        collection = json.loads(content)
    except (ValueError, RecursionError):
        return AddressAnswer(AddressStatus.UNREADABLE, detail=STRANGE)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        return AddressAnswer(AddressStatus.UNREADABLE, detail=STRANGE)
    read = [_address(each) for each in features]
    found = [each for each in read if each is not None and each.score >= WEAK_SCORE]
    if features and not any(read):
        return AddressAnswer(AddressStatus.UNREADABLE, detail=STRANGE)
    if not found:
        return AddressAnswer(AddressStatus.NOTHING, detail=NONE_KNOWN)
    found.sort(key=lambda each: -each.score)
    return AddressAnswer(AddressStatus.FOUND, tuple(found))


def _address(feature: object) -> Address | None:
    """Read one feature; None when a needed part is absent or makes no sense."""
    said = _part(feature, "properties")
    where = _part(_part(feature, "geometry"), "coordinates")
    if not isinstance(where, list) or len(where) != 2:  # noqa: PLR2004 - a position
        return None
    longitude, latitude = (_number(each) for each in where)
    score = _number(_part(said, "score"))
    citycode = insee_code(_text(_part(said, "citycode")))
    label = _text(_part(said, "label"))
    if longitude is None or latitude is None or score is None:
        return None
    if not citycode or not label or not is_on_earth(latitude, longitude):
        return None
    kind, postcode = _text(_part(said, "type")), _text(_part(said, "postcode"))[:5]
    return Address(label[:200], kind, score, citycode, postcode, latitude, longitude)


def _part(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _number(value: object) -> float | None:
    """Return a finite number; booleans, texts and NaN are not."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value - value != 0:
        return None
    return float(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
