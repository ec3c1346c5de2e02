"""Which second factors a user has."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator


@dataclass(frozen=True, slots=True)
class Factors:
    """When the application was enrolled (None: not), how many passkeys, codes left (None: none)."""

    application_since: datetime | None
    keys: int
    codes_left: int | None

    @property
    def any(self) -> bool:
        """Whether the account is protected."""
        return self.application_since is not None or self.keys > 0


def factors_of(user_id: int) -> Factors:
    """Read a user's factors in one query."""
    since, keys, left = None, 0, None
    for one in Authenticator.objects.filter(user_id=user_id):
        if one.type == Authenticator.Type.TOTP:
            since = one.created_at
        elif one.type == Authenticator.Type.WEBAUTHN:
            keys += 1
        else:
            left = len(one.wrap().get_unused_codes())
    return Factors(since, keys, left)
