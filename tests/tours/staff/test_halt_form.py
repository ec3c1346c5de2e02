"""The position of a halt, found from its address by a service that the host set up."""

from allervers.territory.domain.address import Address, AddressAnswer, AddressStatus
from allervers.tours.forms.halt import HaltForm
from tests.cast import Cast, viewer
from tests.tours.staff.season import Season

SENT = {"name": "Mairie", "address": "1 rue Inventée", "point": "address"}


class KnownAddress:
    """An address service that knows one address."""

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Answer the same point for everything."""
        found = Address(text, "housenumber", 0.9, citycode, "92130", 48.8203, 2.2701)
        return AddressAnswer(AddressStatus.FOUND, (found,))


class SilentService:
    """An address service that does not answer."""

    def search(self, text: str, *, limit: int = 5, citycode: str = "") -> AddressAnswer:
        """Say so."""
        return AddressAnswer(AddressStatus.UNREACHABLE, detail="Le service ne répond pas.")


def test_point_is_found_from_the_address(season: Season, cast: Cast) -> None:
    form = HaltForm(
        SENT, viewer=viewer(cast.aicha), commune=season.commune, addresses=KnownAddress()
    )
    assert form.is_valid(), form.errors
    assert form.values()["latitude"] == 48.8203
    assert form.values()["point_status"] == "checked"


def test_silent_service_is_said_on_the_field(season: Season, cast: Cast) -> None:
    form = HaltForm(
        SENT, viewer=viewer(cast.aicha), commune=season.commune, addresses=SilentService()
    )
    assert form.errors["point"] == ["Le service ne répond pas."]


def test_search_is_not_offered_without_a_service(season: Season, cast: Cast) -> None:
    form = HaltForm(SENT, viewer=viewer(cast.aicha), commune=season.commune)
    assert "point" in form.errors
    assert "address" not in dict(form.fields["point"].choices)  # type: ignore[attr-defined]
