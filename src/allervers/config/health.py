"""Two addresses for a supervisor: alive (the process answers), ready (the database does)."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from allervers.ui.access import ANYONE, open_to, reads


@open_to(ANYONE)
@reads
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 once the database answers; Django turns its failure into a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ready"})


@open_to(ANYONE)
def alive(request: HttpRequest) -> JsonResponse:
    """Answer without touching anything."""
    return JsonResponse({"status": "alive"})


alive.access = alive.access.reading()  # type: ignore[attr-defined]  # touches no table
urlpatterns = [path("", alive, name="alive"), path("pret/", ready, name="ready")]
