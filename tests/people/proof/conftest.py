"""The world of the proof."""

import pytest

from tests.people.proof.canaries import Canaries
from tests.people.proof.filling import fill, settle
from tests.people.proof.making import Made, Text, make_files, make_people, plain
from tests.people.proof.tying import tie


def make_world(text: Text = plain, *, notes: int = 1) -> Made:
    """Make everything; what each field says is given by its name."""
    made = make_people()
    made.notes = notes
    make_files(made, text)
    tie(made, text)
    fill(made, text)
    settle(made)
    return made


@pytest.fixture
def canaries() -> Canaries:
    """Return the words of the world."""
    return Canaries()


@pytest.fixture
def made(db: None, canaries: Canaries) -> Made:
    """Return the whole world, a word drawn in each field."""
    return make_world(canaries)
