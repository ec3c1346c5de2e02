"""Addresses of people, under /espace/personnes/: files."""

from django.urls import path

from allervers.people.views import files

urlpatterns = [
    path("", files.caseload, name="caseload"),
    path("nouveau/", files.add, name="add"),
    path("<uuid:person_id>/", files.show, name="show"),
    path("<uuid:person_id>/imprimer/", files.print_file, name="print"),
]
