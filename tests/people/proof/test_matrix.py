"""Every address × every relation × every kind of file × GET and POST: what the rules say.

And nothing else: whatever answers, no word of a section that is closed to whom asked is in it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from tests.people.proof.asking import answered, browsers, expected, named, outcome, path_to
from tests.people.proof.canaries import Canaries, text_of
from tests.people.proof.making import Made
from tests.people.proof.routes import ROUTES
from tests.people.proof.viewers import KINDS, NAMES

Key = tuple[str, str, str, str]  # address, relation, kind of file, method
OUT_OF = 65_536
KEPT = 300  # of so many cells, by their hash


def cells() -> Iterator[Key]:
    """Yield every cell."""
    yield from product(sorted(ROUTES), NAMES, KINDS, ("GET", "POST"))


def drawn() -> list[Key]:
    """Return some by their hash, and what lacks of each address, relation and kind of file."""
    kept: list[Key] = []
    rest: list[Key] = []
    for key in cells():
        digest = hashlib.sha256(" ".join(key).encode()).digest()
        (kept if int.from_bytes(digest[:2]) < KEPT else rest).append(key)
    seen = {pair for key in kept for pair in (key[:1] + key[2:3], key[1:3])}
    for key in rest:
        pairs = {key[:1] + key[2:3], key[1:3]}
        if not pairs <= seen:
            kept.append(key)
            seen |= pairs
    return kept


def wrong(made: Made, canaries: Canaries, keys: list[Key]) -> dict[Key, str]:
    """Ask each cell; return those that answer otherwise than the rules, or say too much."""
    clients, found = browsers(made), {}
    for key in keys:
        name, who, kind, method = key
        path = path_to(name, made, who, kind)
        got = answered(clients[who], path, method, entry=str(made.parts["entry_id", kind]))
        said, leaks = expected(*key), canaries.leaks(text_of(got), who)
        if said != outcome(got) or leaks:
            found[key] = f"{said} → {outcome(got)} {sorted(leaks) or ''}"
    return found


def test_every_address_that_names_something_has_its_rule() -> None:
    assert set(named()) - set(ROUTES) == set(), "say in routes.py what they must answer"
    assert set(ROUTES) - set(named()) == set(), "these addresses are gone"


def test_sample_answers_as_the_rules_say(made: Made, canaries: Canaries) -> None:
    keys = drawn()
    assert len(keys) >= 500
    assert {key[0] for key in keys} == set(ROUTES)
    assert {key[1] for key in keys} == set(NAMES)
    assert len(canaries.fields) >= 60
    assert wrong(made, canaries, keys) == {}


@pytest.mark.nightly
def test_whole_matrix_answers_as_the_rules_say(made: Made, canaries: Canaries) -> None:
    keys = list(cells())
    assert len(keys) >= 10_000
    assert wrong(made, canaries, keys) == {}
    counted = Counter(expected(*key) for key in keys)
    print(f"{len(keys)} cells: {dict(counted.most_common())}")  # noqa: T201 - the proof's figure
