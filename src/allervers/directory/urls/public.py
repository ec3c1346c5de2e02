"""Addresses of the public directory. An identifier may hold anything: hence `path`."""

from django.urls import path

from allervers.directory.views import public

app_name = "directory"
urlpatterns = [
    path("annuaire/", public.search, name="search"),
    path("annuaire/services/<path:service_id>/", public.service, name="service"),
    path("annuaire/structures/<path:structure_id>/", public.structure, name="structure"),
]
