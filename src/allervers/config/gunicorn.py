"""How gunicorn serves the site: each thread keeps its connection to the database.

    gunicorn -c python:allervers.config.gunicorn allervers.config.wsgi

Anything may be overridden on gunicorn's command line.
"""

import gc
import os
from typing import Any

bind = os.environ.get("ALLERVERS_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("ALLERVERS_WORKERS", "2"))
worker_class = "allervers.config.turns.Worker"
threads = 4  # one works, the others help while a page is slow: turns.py
timeout = 60
graceful_timeout = 15
# Workers are renewed, never at the same time: slow leaks of memory cannot add up.
max_requests = 20_000
max_requests_jitter = 2_000
# No access log: addresses of visitors are personal data, and the proxy has its own rule.
accesslog = None
errorlog = "-"
loglevel = "warning"

COLLECTED = (20_000, 20, 100)  # objects made before Python looks for cycles; Python's: 700, 10, 10
MOST_KEPT = 28  # connections that a process keeps open from one request to the next


def post_worker_init(worker: Any) -> None:
    """Stop looking for cycles in what stays, and look for those of pages less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def pre_request(worker: Any, request: Any) -> None:
    """Close after its answer a connection of a process that has too many: another may take it.

    gunicorn accepts without looking at what waits, and keeps what it accepted: of fifty visitors,
    those who came to the fuller process waited twice as long as the others, for as long as they
    stayed. Nothing is refused: whoever is closed connects again.
    """
    if getattr(worker, "nr_conns", 0) > MOST_KEPT:  # other kinds of workers keep none
        request.force_close()
