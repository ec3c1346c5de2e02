"""Pages that bear a code: kept by no cache, listed by no engine, told to no other site.

Their referrer policy is the site's (same-origin): the code is not in their addresses, and
"no-referrer" would make browsers hide where a form comes from, which Django's guard then refuses.
"""

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
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return private
