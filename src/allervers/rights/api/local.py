"""What the API says of local rights, and the next question that one of them needs."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.local.findings import local_codes, local_findings
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.wording.local_rows import local_row


def local_rows(answers: Answers, month: date) -> list[dict[str, Any]]:
    """Return the local rights of where the person lives, and those whose own place is to check."""
    found = local_findings(local_rights(settings.LOCAL_RIGHTS), answers, month)
    return [local_row(one, timezone.localdate()) for one in found if one.is_here is not False]


def next_local(answers: Answers, month: date) -> str | None:
    """Return the first question that a local right still needs; None when none does."""
    codes = local_codes(local_rights(settings.LOCAL_RIGHTS), answers, month)
    return next((code for code in codes if not answers.is_asked(code)), None)
