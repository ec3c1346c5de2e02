"""Addresses of what is taken in, under /espace/imports/."""

from django.urls import path

from allervers.tours.views import intake

urlpatterns = [
    path("", intake.imports, name="imports"),
    path("ajouter/", intake.import_add, name="import_add"),
    path("<uuid:import_id>/", intake.import_show, name="import_show"),
    path("<uuid:import_id>/refus.csv", intake.import_refused, name="import_refused"),
    path("propositions/<uuid:proposal_id>/", intake.proposal, name="proposal"),
]
