"""How gunicorn serves the site: each thread keeps its connection to the database.

    gunicorn -c python:allervers.config.gunicorn allervers.config.wsgi

Anything may be overridden on gunicorn's command line.
"""

import os
from typing import Any

bind = os.environ.get("ALLERVERS_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("ALLERVERS_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 15
# Workers are renewed, never at the same time: slow leaks of memory cannot add up.
max_requests = 20_000
max_requests_jitter = 2_000
# No access log: addresses of visitors are personal data, and the proxy has its own rule.
accesslog = None
errorlog = "-"
loglevel = "warning"

MOST_KEPT = 28  # connections that a process keeps open from one request to the next


def pre_request(worker: Any, request: Any) -> None:
    """Close after its answer a connection of a process that has too many: another may take it.

    gunicorn accepts without looking at what waits, and keeps what it accepted: of fifty visitors,
    those who came to the fuller process waited twice as long as the others, for as long as they
    stayed. Nothing is refused: whoever is closed connects again.
    """
    if getattr(worker, "nr_conns", 0) > MOST_KEPT:  # other kinds of workers keep none
        request.force_close()
