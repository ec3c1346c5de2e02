"""The page of the format says what the code reads and writes."""

from allervers.rights.domain.population_columns import HOME, PERSON
from allervers.rights.domain.right import RIGHTS
from allervers.rights.domain.scan.columns import BY_NAME
from allervers.rights.domain.scan.population import (
    OF_ADULTS,
    OF_ASKER,
    OF_CHILDREN,
    QUESTION_OF,
)
from tests.rights.scan.format_page import PAGE, own_columns, written


def test_the_page_has_every_column_that_is_read() -> None:
    assert PAGE.read_text() == written(), "python -m tests.rights.scan.format_page"


def test_the_page_has_every_column_that_is_written() -> None:
    said = PAGE.read_text()
    assert not [one for one in (*own_columns(), *RIGHTS) if f"`{one}`" not in said]


def test_every_column_of_a_population_is_filled_by_the_file() -> None:
    other = {"birth", *OF_ADULTS, *OF_ASKER, *OF_CHILDREN}
    names = [one.name for one in (*PERSON, *HOME) if one.name not in other]
    assert not [one for one in names if QUESTION_OF.get(one, one) not in BY_NAME]
