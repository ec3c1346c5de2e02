"""What the API says of local rights, and the next question that one of them needs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.local.findings import LocalFound, local_codes, local_findings
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.wording.local import LOCAL_WHY, amounts_of, local_reasons


def local_rows(answers: Answers, month: date) -> list[dict[str, Any]]:
    """Return the local rights of where the person lives, and those whose own place is to check."""
    found = local_findings(local_rights(settings.LOCAL_RIGHTS), answers, month)
    return [_row(one) for one in found if one.is_here is not False]


def next_local(answers: Answers, month: date) -> str | None:
    """Return the first question that a local right still needs; None when none does."""
    codes = local_codes(local_rights(settings.LOCAL_RIGHTS), answers, month)
    return next((code for code in codes if not answers.is_asked(code)), None)


def _row(found: LocalFound) -> dict[str, Any]:
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
        "is_review_due": right.is_review_due(timezone.localdate()),
    }


def _sources(right: LocalRight) -> Iterator[dict[str, str]]:
    for one in right.sources:
        yield {"title": one.title, "when": one.when, "link": one.link, "reference": one.reference}
