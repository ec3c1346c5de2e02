"""Every right has a whole card, read at a known date; links go to official sites."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.wording.cards import CARDS
from allervers.rights.wording.claims import CLAIMS

OFFICIAL = ("caf.fr", "msa.fr", "ameli.fr", "gouv.fr", "cnsa.fr", "lassuranceretraite.fr",
            "francetravail.fr")  # fmt: skip


@pytest.mark.parametrize("right", RIGHTS)
def test_every_right_has_a_whole_card(right: Right) -> None:
    card, claim = CARDS[right], CLAIMS[right]
    said = (card.who, card.what, card.delay, card.renewal, claim.where, claim.since)
    assert all(str(one).endswith(".") for one in said)
    assert card.documents
    assert all(str(one) for one in card.documents)
    assert date(2026, 1, 1) <= card.reviewed <= date(2027, 12, 31)


@pytest.mark.parametrize("right", RIGHTS)
def test_sites_are_official_and_encrypted(right: Right) -> None:
    assert CARDS[right].sites
    for site in CARDS[right].sites:
        address = urlsplit(site.url)
        assert address.scheme == "https"
        assert str(address.hostname).endswith(OFFICIAL)


def test_no_card_is_of_a_right_that_is_not_looked_at() -> None:
    assert set(CARDS) == set(RIGHTS)
