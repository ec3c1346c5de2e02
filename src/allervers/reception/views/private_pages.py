"""Pages that bear a code: kept by no cache, listed by no engine, told to no other site."""

from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from allervers.ui.access import View


def kept_private(view: View) -> View:
    """Say so in the answer's headers; stands below `@reads` or `@writes`."""

    @wraps(view)
    def private(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return private
