"""Addresses of the pages that belong to no subject."""

from django.urls import path

from allervers.ui import views

app_name = "ui"
urlpatterns = [
    path("galerie/", views.show_gallery, name="gallery"),
    path("urgences/", views.emergency, name="emergency"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("mentions-legales/", views.legal, name="legal"),
    path("vie-privee/", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
