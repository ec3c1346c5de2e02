"""Addresses of files, under /espace/personnes/."""

from allervers.people.urls import files, keeping, sharing, watching

app_name = "people"
urlpatterns = [
    *files.urlpatterns,
    *sharing.urlpatterns,
    *watching.urlpatterns,
    *keeping.urlpatterns,
]
