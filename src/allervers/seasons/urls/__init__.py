"""Addresses of the seasons, under /espace/saisons/."""

from django.urls import URLPattern, URLResolver

app_name = "seasons"
urlpatterns: list[URLPattern | URLResolver] = []
