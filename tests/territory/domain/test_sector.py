"""Which service covers an address."""

from uuid import UUID

from allervers.territory.domain.sector import Cover, covering


def _cover(name: str, part: str = "") -> Cover:
    return Cover(UUID(int=1), name, part, "", "", is_invented=True)


NORTH, SOUTH, WHOLE = _cover("Nord", "quartier Nord"), _cover("Sud", "quartier Sud"), _cover("Tout")


def test_part_named_in_the_address_decides() -> None:
    assert covering([NORTH, SOUTH, WHOLE], "3 rue X, QUARTIER-NORD") == [NORTH]


def test_whole_commune_answers_when_no_part_is_named() -> None:
    assert covering([NORTH, SOUTH, WHOLE], "3 rue X") == [WHOLE]


def test_every_part_is_offered_when_none_is_named() -> None:
    assert covering([NORTH, SOUTH], "3 rue X") == [NORTH, SOUTH]


def test_nothing_when_no_service_covers() -> None:
    assert covering([], "3 rue X") == []
