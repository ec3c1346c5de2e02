"""Addresses of the person's own page: public, opened by the code of their sheet."""

from django.urls import path

from allervers.rights.views import sheet

app_name = "sheet"
urlpatterns = [
    path("", sheet.entry, name="entry"),
    path("effacee/", sheet.erased, name="erased"),
    path("<str:code>.pdf", sheet.document, name="pdf"),
    path("<str:code>/", sheet.show, name="show"),
    path("<str:code>/effacer/", sheet.erase, name="erase"),
]
