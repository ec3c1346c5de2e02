"""Addresses of the notice « Vos données »: public, in each language, under /vos-donnees/."""

from django.urls import path

from allervers.people.views import notice

app_name = "notice"
urlpatterns = [
    path("", notice.show, name="show"),
    path("facile/", notice.easy, name="easy"),
    path("vos-donnees.pdf", notice.printed, name="pdf"),
    path("vos-donnees-facile.pdf", notice.easy_printed, name="easy_pdf"),
]
