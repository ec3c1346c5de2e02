"""Addresses of the team's pages of the directory, under /espace/annuaire/."""

from django.urls import path

from allervers.directory.views import staff_imports, staff_records

app_name = "directory_staff"
urlpatterns = [
    path("imports/", staff_imports.imports, name="imports"),
    path("imports/ajouter/", staff_imports.import_add, name="import_add"),
    path("imports/<uuid:import_id>/", staff_imports.import_show, name="import_show"),
    path("imports/<uuid:import_id>/refus.csv", staff_imports.refused_rows, name="refused_rows"),
    path(
        "imports/<uuid:import_id>/confirmer/", staff_imports.import_confirm, name="import_confirm"
    ),
    path("fiches/", staff_records.records, name="records"),
    path("fiches/<path:record_id>/corriger/<slug:field>/", staff_records.correct, name="correct"),
    path("fiches/<path:record_id>/", staff_records.record, name="record"),
    path(
        "corrections/<uuid:correction_id>/retirer/",
        staff_records.correction_remove,
        name="correction_remove",
    ),
    path("desaccords/", staff_records.disagreements, name="disagreements"),
]
