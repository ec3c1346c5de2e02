"""Addresses of the public pages: no account, no cookie, no script needed."""

from django.urls import path

from allervers.tours.views import (
    public,
    public_address,
    public_documents,
    public_feeds,
    public_search,
)

app_name = "public"
urlpatterns = [
    path("", public.home, name="home"),
    path("passages/", public_search.search, name="search"),
    path("passages/adresse/", public_address.address, name="address"),
    path("passages/carte.geojson", public_search.points, name="points"),
    path("passages/contours.geojson", public_search.outlines, name="outlines"),
    path("passages/<uuid:visit_id>/", public.visit, name="visit"),
    path("passages/<uuid:visit_id>.ics", public_feeds.visit, name="visit_ics"),
    path("haltes/<slug:slug>/", public.halt, name="halt"),
    path("haltes/<slug:slug>/calendrier.ics", public_feeds.halt, name="halt_ics"),
    path("haltes/<slug:slug>/affiche.pdf", public_documents.poster, name="poster"),
    path("communes/", public_search.communes, name="communes"),
    path("communes/<slug:code>/", public_search.commune, name="commune"),
    path("communes/<slug:code>/calendrier.ics", public_feeds.commune, name="commune_ics"),
    path("unites/<slug:slug>/", public.unit, name="unit"),
    path("unites/<slug:slug>/calendrier.ics", public_feeds.unit, name="unit_ics"),
    path("donnees-ouvertes/", public_documents.open_data, name="open_data"),
]
