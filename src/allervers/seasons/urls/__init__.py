"""Addresses of the seasons, under /espace/saisons/."""

from django.urls import URLPattern, URLResolver

from allervers.seasons.urls import need, plans, setup

app_name = "seasons"
urlpatterns: list[URLPattern | URLResolver] = [
    *setup.urlpatterns,
    *plans.urlpatterns,
    *need.urlpatterns,
]
