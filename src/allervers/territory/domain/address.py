"""The search of an address, as the rest of the product sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from allervers.territory.domain.commune import Place, PlaceKind

OVERSEAS: Final = ("97", "98")


class AddressStatus(StrEnum):
    """How a search of address ended."""

    FOUND = "found"
    NOTHING = "nothing"  # the service answered, it knows no such address
    OFF = "off"  # no service is set up
    UNREACHABLE = "unreachable"  # no answer in time, or an error of theirs
    UNREADABLE = "unreadable"  # an answer that is not in the published format


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a service knows; `score` goes from 0 to 1, `kind` is the service's."""

    label: str
    kind: str
    score: float
    citycode: str
    postcode: str
    latitude: float
    longitude: float

    def to_place(self) -> Place:
        """Return the place that searches around a position start from."""
        digits = 3 if self.citycode.startswith(OVERSEAS) else 2
        return Place(
            kind=PlaceKind.ADDRESS,
            code=self.citycode,
            name=self.label,
            departement=self.citycode[:digits],
            departement_name="",
            postal_codes=(self.postcode,) if self.postcode else (),
            population=None,
            latitude=self.latitude,
            longitude=self.longitude,
        )


@dataclass(frozen=True, slots=True)
class AddressAnswer:
    """The addresses found, the likeliest first, or why there are none, in French."""

    status: AddressStatus
    addresses: tuple[Address, ...] = ()
    detail: str = ""


class AddressSearch(Protocol):
    """A service that finds addresses. It never raises: the answer says what happened."""

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Find an address, in one commune when `citycode` is given."""
        ...
