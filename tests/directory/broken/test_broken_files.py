"""Sixty broken files: each is read or refused with a useful sentence; none is half-written."""

import pytest

from allervers.directory.models import Service, Structure
from tests.directory.broken.files import GOOD, READ, REFUSED
from tests.directory.imports.conftest import communes  # noqa: F401 - a fixture
from tests.directory.imports.files import as_json, structure, take, why

pytestmark = pytest.mark.usefixtures("communes")


def rows() -> list[object]:
    """Return every record held, whole."""
    return [*Structure.objects.order_by("id").values(), *Service.objects.order_by("id").values()]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_broken_file_is_refused_whole_with_a_sentence(name: str) -> None:
    take(as_json(structure(id="essai--0")))
    before = rows()
    content, word = REFUSED[name]
    taken = take(content)
    assert (taken.state, taken.read, taken.rows.count()) == ("refused", 0, 0)
    assert word in taken.refusal
    assert taken.refusal.count(". ") >= 1, "what, why and what to do"
    assert rows() == before


@pytest.mark.parametrize("name", sorted(READ))
def test_damaged_rows_are_mended_or_refused_one_by_one(name: str) -> None:
    content, expected, refused, word = READ[name]
    taken = take(content)
    assert (taken.state, taken.created, taken.refused) == ("done", expected, refused), taken.refusal
    assert word in why(taken, "refused") + why(taken, "warned")


def test_there_are_forty_broken_files_at_least() -> None:
    assert len(REFUSED) >= 40
    assert take(GOOD).created == 2
