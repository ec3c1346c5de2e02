"""Writes the answers: already checked where they were stored, they are not checked again."""

import json
from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, TypeVar

from django.http import HttpResponse

from allervers.directory.api.questions import PageQuestion

Row = TypeVar("Row")
CONTENT_TYPE = "application/json; charset=utf-8"


def answer(said: object) -> HttpResponse:
    """Return JSON that any site's script may read."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    made = HttpResponse(body, content_type=CONTENT_TYPE)
    made["Access-Control-Allow-Origin"] = "*"
    return made


def paged(
    question: PageQuestion, rows: Sequence[Row], total: int, said: Callable[[Row], Any]
) -> dict[str, Any]:
    """Return a page as data·inclusion shapes it."""
    return {
        "items": [said(row) for row in rows],
        "total": total,
        "page": question.page,
        "size": question.limit,
        "pages": ceil(total / question.limit),
    }
