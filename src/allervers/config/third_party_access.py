"""Who may open the pages that libraries serve: ours say it above the view, theirs here."""

from allervers.ui.access import ANYONE, Access

DECLARED = {
    "ninja.openapi.views.openapi_json": Access(frozenset({ANYONE}), writes=False),
    "ninja.openapi.views.default_home": Access(frozenset({ANYONE}), writes=False),
}
