"""What the pages of sharing have in common: kept by no cache, listed by no engine."""

from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from allervers.ui.access import View


def kept_private(view: View) -> View:
    """Let no cache keep the page and no engine list it."""

    @wraps(view)
    def private(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return private
