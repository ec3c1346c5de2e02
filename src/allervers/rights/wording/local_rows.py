"""A local right as programs are told of it: the API and `allervers bilan --json`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from allervers.rights.domain.local.findings import LocalFound
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.wording.local import LOCAL_WHY, amounts_of, local_reasons


def local_row(found: LocalFound, today: date) -> dict[str, Any]:
    """Return a finding with who gives the right, its sources, and whom to check with."""
    right = found.of
    return {
        "right": right.code,
        "label": right.label,
        "payer": right.payer,
        "status": found.status,
        "is_here": found.is_here,
        "amount": found.amount,
        "low": found.low,
        "high": found.high,
        "amounts": amounts_of(right),
        "missing": found.missing,
        "reasons": [
            {"code": one["code"], "text": str(LOCAL_WHY[one["code"]]) % one}
            for one in local_reasons(found)
        ],
        "sources": list(_sources(right)),
        "check_with": right.check_with,
        "is_review_due": right.is_review_due(today),
    }


def _sources(right: LocalRight) -> Iterator[dict[str, str]]:
    for one in right.sources:
        yield {"title": one.title, "when": one.when, "link": one.link, "reference": one.reference}
