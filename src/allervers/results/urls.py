"""Addresses of the results, under /espace/bilan/."""

from django.urls import path

from allervers.results.views import pages

app_name = "results"
urlpatterns = [
    path("", pages.home, name="home"),
    path("bilan.csv", pages.csv, name="csv"),
    path("passages/", pages.visits, name="visits"),
    path("passages/<uuid:visit_id>/", pages.visit, name="visit"),
]
