"""Invented communes, whose codes no commune has ("990xx")."""

import pytest

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts

FACTS = [
    CommuneFacts("99001", "Valombre", "99", 900, ("99100",), (), 46.60, 1.10, 3.0),
    CommuneFacts("99002", "Noirval", "99", 400, ("99100",), (), 46.65, 1.20, 3.0),
    CommuneFacts("01001", "Valzéro", "01", 300, ("01400",), (), 46.15, 4.92, 3.0),
]


@pytest.fixture
def communes(db: None) -> None:
    """Store the invented communes."""
    names = {"99": "Département inventé", "01": "Autre département inventé"}
    store_communes(facts=FACTS, departements=names)
