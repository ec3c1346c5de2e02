"""Counts the SQL statements of each page, inside the application.

    echo '{"accueil": "/"}' | python -m benchmarks.queries     (settings from the environment)

Reads {name: address} as JSON, prints {name: statements} as one JSON line.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402


def statements(client: Client, address: str) -> int:
    """Count what one request sends to PostgreSQL, the setting of its read-only mode included."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address, headers={"host": "localhost"})
    if answer.status_code != 200:  # noqa: PLR2004 - HTTP's OK
        raise SystemExit(f"{address}: {answer.status_code}")
    return len(sent)


def main() -> None:
    """Answer for each page asked."""
    client = Client()
    asked: dict[str, str] = json.load(sys.stdin)
    print(json.dumps({name: statements(client, address) for name, address in asked.items()}))


if __name__ == "__main__":
    main()
