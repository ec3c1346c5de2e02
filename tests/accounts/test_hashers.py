"""What it costs to try a password."""

from tests.cast import HASHED_BY


def test_a_try_takes_what_is_advised() -> None:
    assert HASHED_BY == (2, 19 * 1024, 1)  # passes, KiB, lanes: OWASP's second choice
