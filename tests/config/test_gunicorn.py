"""How gunicorn shares connections between its processes."""

from importlib import import_module
from types import SimpleNamespace

import pytest

from allervers.config.gunicorn import MOST_KEPT, pre_request


class Asked:
    """A request as gunicorn gives it: it may be told to be the last of its connection."""

    is_last = False

    def force_close(self) -> None:
        """As gunicorn's own."""
        self.is_last = True


@pytest.mark.parametrize("held", [1, MOST_KEPT, MOST_KEPT + 1])
def test_process_with_too_many_connections_lets_them_go(held: int) -> None:
    asked = Asked()
    pre_request(SimpleNamespace(nr_conns=held), asked)
    assert asked.is_last is (held > MOST_KEPT)


def test_worker_of_another_kind_is_left_alone() -> None:
    asked = Asked()
    pre_request(SimpleNamespace(), asked)
    assert not asked.is_last


def test_gunicorn_still_has_what_the_rule_stands_on() -> None:
    worker = import_module("gunicorn.workers.gthread").ThreadWorker
    assert callable(import_module("gunicorn.http.message").Request.force_close)
    assert "nr_conns" in worker.__init__.__code__.co_names
