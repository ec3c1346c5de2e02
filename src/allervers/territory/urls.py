"""Addresses of the sectors, under /espace/secteurs/."""

from django.urls import path

from allervers.territory import views

app_name = "territory"
urlpatterns = [
    path("", views.sectors, name="sectors"),
    path("importer/", views.sectors_import, name="sectors_import"),
    path("<uuid:sector_id>/", views.sector, name="sector"),
    path("<uuid:sector_id>/communes/ajouter/", views.sector_cover, name="sector_cover"),
    path(
        "<uuid:sector_id>/communes/<int:coverage_id>/retirer/",
        views.sector_uncover,
        name="sector_uncover",
    ),
]
