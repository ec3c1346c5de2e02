"""The codes that an application would show."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from allervers.accounts.models import Member


def code_from(secret: str) -> str:
    """Compute the code of this half-minute from the secret that a page shows."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def code_of(member: Member) -> str:
    """Compute the code of a member's own application."""
    stored = Authenticator.objects.get(user=member.user, type="totp").data["secret"]
    return code_from(get_adapter().decrypt(stored))
