"""Addresses of the need of a season."""

from django.urls import URLPattern, URLResolver, path

from allervers.seasons.views import need

one = "<uuid:season_id>/besoin/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(one, need.need, name="need"),
    path(f"{one}passages/", need.need_past, name="need_past"),
    path(f"{one}besoin.csv", need.need_table, name="need_csv"),
    path(f"{one}corriger/", need.need_accept, name="need_accept"),
    path(f"{one}ne-plus-corriger/", need.need_reset, name="need_reset"),
]
