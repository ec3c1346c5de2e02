"""The Content-Security-Policy of each answer: django-csp's, written once where nothing changes it.

django-csp composes the header twice for each answer (the policy, and one only to report), out of
settings that do not change. An answer that changes it (`csp_update`, a nonce…) is left to it whole.
"""

from typing import Final

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

CHANGES: Final = frozenset(
    f"_csp_{what}{end}" for what in ("config", "update", "replace", "exempt") for end in ("", "_ro")
)


class PolicyMiddleware(CSPMiddleware):
    """django-csp's own, but for an answer that changes nothing of the policy."""

    _of: object = None
    _written = ""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Write the header, once and for all answers alike."""
        said = settings.CONTENT_SECURITY_POLICY
        is_plain = (
            not settings.DEBUG
            and "EXCLUDE_URL_PREFIXES" not in said
            and getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None) is None
            and getattr(request, "_csp_nonce", None) is None
            and HEADER not in response
            and CHANGES.isdisjoint(vars(response))
        )
        if not is_plain:
            return super().process_response(request, response)
        if said is not self._of:
            self._of, self._written = said, self._composed(request)
        response[HEADER] = self._written
        # A nonce asked for now would come too late to be in the header: it raises, as there.
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response

    def _composed(self, request: HttpRequest) -> str:
        """Return what django-csp writes for an answer that changes nothing."""
        return str(super().process_response(request, HttpResponse())[HEADER])
